import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { mineJsonSchema } from '@mining-ops/haulage/json/mine-json-schema.js';
import { summariseMine } from '@mining-ops/haulage/kpi/summarise.js';
import { compileMine } from '@mining-ops/haulage/run/compile-mine.js';
import { z } from 'zod';
import { MineFileError, readMine } from './read-mine.js';
import { comparisonOf, reportOf } from './report.js';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const EXAMPLE = path.join(ROOT, 'docs/examples/two-pits.json');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mining-ops-mine-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function refusal(text: string, format: 'mine' | 'openmines' = 'mine'): Promise<string> {
  const file = path.join(folder, 'mine.json');
  await writeFile(file, text);
  const error: unknown = await readMine(file, format).then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof MineFileError)) throw new Error('it was not refused');
  return error.message.replaceAll(file, 'FILE');
}

describe('a mine file', () => {
  it('of the documents is simulated and reported', async () => {
    const { mine, notes } = await readMine(EXAMPLE, 'mine');
    expect(notes).toEqual([]);
    const summary = summariseMine(compileMine(mine), 1, 20);
    const report = reportOf(summary, mine.durationSource);
    expect(report).toMatch(/^20 shifts {3}match factor \d\.\d\d {3}travel given\n/);
    expect(report).toMatch(/\ntonnes +[\d,]+ +[\d,]+ +[\d,]+ +[\d,]+ +[\d,]+\n/);
    expect(report).toMatch(/\nwaiting at NORTH, truck-h +\d/);
    expect(report).toMatch(/\nloader PC2000: \d+\.\d% at work; min: idle /);
    expect(report.match(/^truck /gm)).toHaveLength(12);
    expect(comparisonOf(new Map([['fixed', summary]]), 'given')).toMatch(/\nfixed +[\d,]+/);
  });

  it('of a road with a profile has travel and fuel by physics, and the report says so', async () => {
    const { mine } = await readMine(path.join(ROOT, 'docs/examples/ramp.json'), 'mine');
    const summary = summariseMine(compileMine(mine), 1, 20);
    expect(reportOf(summary, mine.durationSource)).toMatch(/^20 shifts .* {3}travel computed by physics\n/);
    const [{ loaded, empty }] = mine.routes as [(typeof mine.routes)[number]];
    // The smaller truck has as much power for its weight; both climb slower than they come back.
    for (const [c, minutes] of loaded.travelMeansMin.entries()) {
      expect(minutes).toBeGreaterThan(empty.travelMeansMin[c]!);
      expect(loaded.fuelMeansL[c]).toBeGreaterThan(3 * empty.fuelMeansL[c]!);
    }
    expect(summary.fuelLPerT.mean).toBeGreaterThan(0.2);
    expect(summary.fuelLPerT.mean).toBeLessThan(0.5);
  });

  it('is as the published JSON Schema says, which is that of the code', async () => {
    const published: unknown = JSON.parse(await readFile(path.join(ROOT, 'docs/mine.schema.json'), 'utf8'));
    expect(published).toEqual(z.toJSONSchema(mineJsonSchema, { io: 'input' }));
  });

  it('that is none is refused in words that name place and value', async () => {
    expect(await refusal('{')).toMatch(/^FILE is not JSON: /);
    expect(await refusal('{"shift": {"durationMin": "long"}}')).toMatch(
      /^FILE is not a mine in this format:\n {2}shift\.durationMin: .*number/,
    );
    expect(await refusal('[]', 'openmines')).toMatch(
      /^FILE is not a mine in this format:\n {2}\(the whole\): /,
    );
    await expect(readMine(path.join(folder, 'none.json'), 'mine')).rejects.toThrow(
      /none\.json cannot be read: ENOENT/,
    );
  });

  it('of a mine that cannot work is refused with every reason', async () => {
    const mine = JSON.parse(await readFile(EXAMPLE, 'utf8')) as Record<string, unknown>;
    expect(await refusal(JSON.stringify({ ...mine, routes: [], dispatchRule: 'guess' }))).toMatch(
      /^FILE: the mine cannot work:\n {2}loadSites\[0\]: no road leads from NORTH to any dump\n[^]*\n {2}dispatchRule: "guess" is none of/,
    );
  });
});
