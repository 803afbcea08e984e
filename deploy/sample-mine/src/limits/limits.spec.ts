import { readFile } from 'node:fs/promises';
import { DEFAULT_SEED, makeSampleMine } from '../sample-mine.js';
import { limitsTable } from './limits-table.js';
import { limitsOf } from './limits.js';

const limits = limitsOf(makeSampleMine(DEFAULT_SEED));

test("the README's table of limits is what the program prints", async () => {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const cells = (markdown: string): string[][] =>
    markdown
      .split('\n')
      .filter((line) => /^\| \w+ +\| (R²|AUC) /.test(line))
      .map((line) => line.split('|').map((cell) => cell.trim()));
  expect(cells(readme)).toEqual(cells(limitsTable(limits)));
  expect(cells(readme)).toHaveLength(limits.length);
});

test('the mine is learnable, and not a law without noise', () => {
  const expected = new Map(limits.map((limit) => [limit.target, limit.expected]));
  expect(expected.get('fuelConsumed')).toBeGreaterThan(0.85);
  expect(expected.get('loadWeight')).toBeGreaterThan(0.85);
  expect(expected.get('isDelayed')).toBeGreaterThan(0.72);
  for (const phase of ['loadingDuration', 'haulingDuration', 'dumpingDuration', 'returnDuration']) {
    expect(expected.get(phase)).toBeGreaterThan(0.7);
  }
  for (const value of expected.values()) expect(value).toBeLessThan(0.92);
});

test('what came out is near what was to be expected', () => {
  for (const { target, expected, onTheseRows } of limits) {
    expect([target, Math.abs(expected - onTheseRows) < 0.08]).toEqual([target, true]);
  }
});
