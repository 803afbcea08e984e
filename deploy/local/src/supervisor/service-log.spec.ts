import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { ServiceLog } from './service-log.js';

const LINE = (i: number): string => `{"level":30,"msg":"line ${String(i).padStart(4, '0')}"}`;
const LINE_BYTES = LINE(0).length + 1;

let folder: string;
beforeEach(async () => (folder = await mkdtemp(path.join(tmpdir(), 'service-log-'))));
afterEach(() => rm(folder, { recursive: true }));

/** Has a process write lines, in two lives. */
async function write(name: string, count: number, fileBytes: number, kept: number): Promise<void> {
  for (const half of [0, 1]) {
    const reported: string[] = [];
    const log = new ServiceLog(path.join(folder, name), { fileBytes, kept }, (error) => reported.push(error));
    const output = new PassThrough();
    const taken = log.take(output);
    for (let i = 0; i < count / 2; i += 1) output.write(`${LINE((half * count) / 2 + i)}\n`);
    output.end();
    await taken;
    await log.close();
    expect(reported).toEqual([]);
  }
}

const linesOf = async (name: string): Promise<string[]> =>
  (await readFile(path.join(folder, name), 'utf8')).trimEnd().split('\n');

describe('the log of a process', () => {
  it('is put aside when it has grown too large: no line is lost or cut, the newest have the plain name', async () => {
    await write('gateway-1.log', 100, 30 * LINE_BYTES, 9);
    const names = (await readdir(folder)).sort();
    expect(names.length).toBeGreaterThan(2);
    const ages = names.filter((name) => name !== 'gateway-1.log').sort((a, b) => age(b) - age(a));
    const all = await Promise.all([...ages, 'gateway-1.log'].map(linesOf));
    expect(all.flat()).toEqual(Array.from({ length: 100 }, (_, i) => LINE(i)));
  });

  it('keeps no more than it is told, the newest', async () => {
    await write('gateway-1.log', 400, 20 * LINE_BYTES, 2);
    expect((await readdir(folder)).sort()).toEqual(['gateway-1.1.log', 'gateway-1.2.log', 'gateway-1.log']);
    expect((await linesOf('gateway-1.1.log')).length).toBeLessThan(60);
  });

  it('does not touch that of another process beside it', async () => {
    await Promise.all([
      write('simulator-1.log', 200, 20 * LINE_BYTES, 1),
      write('simulator-2.log', 10, 1_000_000, 1),
    ]);
    expect(await linesOf('simulator-2.log')).toEqual(Array.from({ length: 10 }, (_, i) => LINE(i)));
  });
});

const age = (name: string): number => Number(/\.(\d+)\.log$/.exec(name)?.[1]);
