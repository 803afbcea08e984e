import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BenchmarkResult } from './result.js';
import { writeResults } from './results-file.js';

const resultOf = (name: string, value: number): BenchmarkResult => ({
  name,
  unit: 's',
  value,
  ratios: {},
  target: 'none',
  met: true,
  notes: [],
});

describe('the file of results', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(path.join(tmpdir(), 'bench-'))));
  afterEach(() => rm(folder, { recursive: true }));

  const names = ['a', 'b', 'c'];
  const write = async (cpu: string, commit: string, ...fresh: BenchmarkResult[]): Promise<unknown[]> => {
    const file = path.join(folder, 'results.json');
    await writeResults(file, { cpu }, commit, fresh, names);
    const { results } = JSON.parse(await readFile(file, 'utf8')) as {
      results: { name: string; value: number; commit: string }[];
    };
    return results.map((one) => [one.name, one.value, one.commit]);
  };

  it('keeps what was not measured again, each with the commit that was measured', async () => {
    await write('x', 'first', resultOf('c', 3), resultOf('a', 1));
    expect(await write('x', 'second', resultOf('a', 2))).toEqual([
      ['a', 2, 'second'],
      ['c', 3, 'first'],
    ]);
  });

  it('drops what is no benchmark any more, and what another machine measured', async () => {
    await write('x', 'first', resultOf('a', 1), resultOf('gone', 9));
    expect(await write('x', 'second', resultOf('b', 2))).toEqual([
      ['a', 1, 'first'],
      ['b', 2, 'second'],
    ]);
    expect(await write('y', 'third', resultOf('c', 3))).toEqual([['c', 3, 'third']]);
  });
});
