import { trips, withCodes, withNumbers } from '../testing/samples.js';
import type { Sample } from '../sample/sample.js';
import { DEFAULT_JUDGE_OPTIONS, describeWindow, judgeWindow } from './judge-window.js';
import type { ColumnReport, Verdict } from './verdict.js';

const reference = trips(1000, 1);
const judge = (window: Sample) => judgeWindow(reference, window, new Map());
const verdictOf = (columns: readonly ColumnReport[], name: string): Verdict | undefined =>
  columns.find((column) => column.name === name)?.verdict;

describe('a window', () => {
  it('of the same world is stable, column by column and together', async () => {
    const { verdict, columns, together } = await judge(trips(500, 2));
    expect(verdict).toBe('stable');
    expect(columns.map((column) => column.verdict)).toEqual(Array(4).fill('stable'));
    expect(together.verdict).toBe('stable');
  });

  it('gives the same judgement each time', async () => {
    const window = trips(300, 3);
    expect(await judge(window)).toEqual(await judge(window));
  });

  it('with longer distances has drifted there, and nowhere else', async () => {
    const { verdict, columns } = await judge(withNumbers(trips(500, 2), 'distance', (km) => km * 1.15));
    expect(verdict).toBe('drift');
    expect(columns.filter((column) => column.verdict === 'drift').map(({ name }) => name)).toEqual([
      'distance',
    ]);
    const [distance] = columns;
    expect(distance?.test).toMatchObject({ name: 'kolmogorov-smirnov' });
    expect(distance?.reasons[0]).toMatch(/^Kolmogorov–Smirnov: adjusted p .*Wasserstein/);
    for (const { value, threshold } of distance?.effects ?? []) expect(value).toBeGreaterThan(threshold);
  });

  it('with a category that was never seen has drifted', async () => {
    const window = withCodes(trips(500, 2), 'weatherCondition', (code, row) => (row % 20 === 0 ? 3 : code));
    const neverSeen = [
      { value: 'Badai Salju', rows: 25, share: 0.05, firstSeenAt: '2026-11-24T00:00:00.000Z' },
    ];
    const judged = await judgeWindow(reference, window, new Map([['weatherCondition', neverSeen]]));
    const weather = judged.columns[2]!;
    expect(weather).toMatchObject({ verdict: 'drift', neverSeen, missing: { current: 0.05 } });
    expect(weather.reasons.join('\n')).toContain(
      '"Badai Salju" was never seen in training: 5.0% of the rows',
    );
  });

  it('with more values missing has drifted, though those that are there have not', async () => {
    const { columns } = await judge(
      withNumbers(trips(500, 2), 'rating', (rating, row) => (row % 10 === 0 ? Number.NaN : rating)),
    );
    const rating = columns[1]!;
    expect(rating.verdict).toBe('drift');
    expect(rating.test!.adjusted).toBeGreaterThan(DEFAULT_JUDGE_OPTIONS.alpha);
    expect(rating.missing.test!.adjusted).toBeLessThan(DEFAULT_JUDGE_OPTIONS.alpha);
  });

  it('whose columns no longer belong together has drifted only together', async () => {
    const window = trips(500, 2);
    const fuel = trips(500, 4).columns[3] as { values: Float64Array };
    const judged = await judge(withNumbers(window, 'pred_bbm', (_, row) => fuel.values[row]!));
    expect(judged.columns.every(({ verdict }) => verdict === 'stable')).toBe(true);
    expect(judged).toMatchObject({ verdict: 'drift', together: { verdict: 'drift' } });
    expect(judged.together.effect!.value).toBeGreaterThan(0.7);
  });

  it('with a column that is empty throughout is told by its missing share, not by a test of nothing', async () => {
    const { columns } = await judge(withNumbers(trips(500, 2), 'rating', () => Number.NaN));
    expect(columns[1]).toMatchObject({ test: null, verdict: 'drift', missing: { current: 1 } });
  });

  it('may be smaller than the reference or larger: false alarms are as rare', async () => {
    const verdicts = [];
    for (const rows of [100, 3_000])
      for (let seed = 5; seed < 10; seed += 1) verdicts.push((await judge(trips(rows, seed))).verdict);
    // One in a hundred: more than two among ten are one in ten thousand.
    expect(verdicts.filter((verdict) => verdict === 'drift').length).toBeLessThanOrEqual(2);
  });
});

it('predictions that were made of other rows are compared by themselves only', async () => {
  const other = trips(700, 5).columns[3]!;
  const mixed: Sample = {
    ...reference,
    columns: [
      ...reference.columns.slice(0, 3),
      { ...other, isInRow: false } as (typeof reference.columns)[0],
    ],
  };
  const judged = await judgeWindow(mixed, trips(500, 2), new Map());
  expect(judged.verdict).toBe('stable');
  expect(judged.columns[3]!.test).not.toBeNull();
});

it('a window that is too small is described without any test', () => {
  const columns = describeWindow(reference, trips(20, 2), new Map(), 'too few');
  expect(columns).toHaveLength(4);
  for (const column of columns)
    expect(column).toMatchObject({ verdict: 'not-enough-data', test: null, reasons: ['too few'] });
  expect(verdictOf(columns, 'distance')).toBe('not-enough-data');
});
