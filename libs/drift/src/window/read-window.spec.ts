import { appendFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolders } from '@mining-ops/fleet-data/testing/temporary-folder.js';
import { PREDICTION_LOG, PredictionLog } from '@mining-ops/inference/prediction-log.js';
import type { Sample } from '../sample/sample.js';
import { trips } from '../testing/samples.js';
import { readWindow, type Window, type WindowOptions } from './read-window.js';

const newFolder = temporaryFolders();
const reference = trips(200, 1);
const NOW = Date.parse('2026-11-25T08:00:00Z');
const DAY_MS = 86_400_000;
let folder: string;
let nowMs: number;
beforeEach(async () => {
  folder = await newFolder();
  nowMs = NOW;
});

const read = (options: Partial<WindowOptions> = {}, sample: Sample = reference): Promise<Window> =>
  readWindow(sample, {
    ...{
      logsDir: folder,
      mostRows: 1_000,
      fromMs: NOW - 30 * DAY_MS,
      versions: { fuelConsumed: '2' },
      seed: 1,
    },
    ...options,
  });

/** A job's predictions, written as simulators write them. */
async function predicted(
  jobId: string,
  rows: readonly { distance?: number; rating?: number; weather?: string; fuel?: number }[],
  { version = '2', maxBytes = 1e9 } = {},
): Promise<void> {
  const log = new PredictionLog({
    ...{ logsDir: folder, maxBytes, keepFiles: 10, now: () => nowMs },
    features: ['distance', 'rating', 'weatherCondition'],
    outputs: { fuelConsumed: 'pred_bbm' },
  });
  await log.append({
    jobId,
    versions: { fuelConsumed: version },
    inputs: {
      rows: rows.length,
      numbers: {
        distance: rows.map(({ distance }) => distance ?? 4),
        rating: rows.map(({ rating }) => rating ?? Number.NaN),
      },
      categories: { weatherCondition: rows.map(({ weather }) => weather ?? 'CERAH') },
    },
    predictions: new Map([['fuelConsumed', rows.map(({ fuel }) => fuel ?? 10)]]),
  });
}
const valuesOf = ({ sample }: Window, name: string): number[] => {
  const column = sample.columns.find((one) => one.name === name);
  return [...(column?.kind === 'number' ? column.values : (column?.codes ?? []))];
};
const log = (): string => path.join(folder, PREDICTION_LOG);

describe('the window', () => {
  it('has what simulators wrote, with what is empty as missing and spellings as one', async () => {
    await predicted('a', [{ distance: 3.123456789, rating: 4.5, weather: 'Hujan Ringan', fuel: 7.25 }]);
    await predicted('b', [{ weather: '' }]);
    const window = await read();
    expect(window.sample.rows).toBe(2);
    expect(valuesOf(window, 'distance')).toEqual([3.12346, 4]); // six digits, as the reference has
    expect(valuesOf(window, 'rating')).toEqual([4.5, NaN]);
    expect(valuesOf(window, 'weatherCondition')).toEqual([2, -1]);
    expect(valuesOf(window, 'pred_bbm')).toEqual([7.25, 10]);
    expect(window.span).toEqual({ fromMs: NOW, toMs: NOW });
  });

  it('goes on through the files that were put aside, up to its age', async () => {
    for (const daysAgo of [40, 20, 1, 0]) {
      nowMs = NOW - daysAgo * DAY_MS;
      await predicted(`job-${daysAgo}`, [{ distance: 1 + daysAgo }]);
      await rename(
        log(),
        path.join(folder, `prediction_logs.${new Date(nowMs).toISOString().slice(0, 10)}.1.csv`),
      );
    }
    const window = await read();
    expect(valuesOf(window, 'distance')).toEqual([21, 2, 1]);
    expect(window.counts).toMatchObject({ files: 3, rows: 3 });
  });

  it('has the newest rows where there are more than it may have', async () => {
    for (let job = 0; job < 30; job += 1) await predicted(`job-${job}`, [{ distance: job }]);
    expect(valuesOf(await read({ mostRows: 3 }), 'distance').sort((a, b) => a - b)).toEqual([27, 28, 29]);
  });

  it('leaves out what other versions predicted', async () => {
    await predicted('old', [{ distance: 1 }], { version: '1' });
    await predicted('new', [{ distance: 2 }]);
    const window = await read();
    expect(valuesOf(window, 'distance')).toEqual([2]);
    expect(window.counts.ofOtherVersions).toBe(1);
  });

  it("counts a planner's question once, however many trucks, and not again the same day", async () => {
    const question = [{ rating: 3 }, { rating: 4 }, { rating: 5 }];
    await predicted('a', question);
    await predicted('b', question);
    await predicted(
      'c',
      question.map((row) => ({ ...row, weather: 'BERAWAN' })),
    );
    nowMs += DAY_MS;
    await predicted('d', question);
    const window = await read();
    expect(window.sample.rows).toBe(3);
    expect(window.counts).toMatchObject({ rows: 12, questions: 4 });
  });

  it('counts every row of a job that is not about one set of conditions', async () => {
    await predicted('a', [{}, {}, { weather: 'BERAWAN' }, {}]);
    expect((await read()).sample.rows).toBe(4);
  });

  it('says which categories were never seen, how often and since when', async () => {
    await predicted('a', [{}]);
    nowMs += 60_000;
    await predicted('b', [{ weather: 'Badai Salju' }]);
    await predicted('c', [{ weather: 'badai salju' }, { weather: 'Badai Salju' }]);
    const window = await read();
    expect(window.neverSeen.get('weatherCondition')).toEqual([
      { value: 'Badai Salju', rows: 2, share: 0.5, firstSeenAt: new Date(nowMs).toISOString() },
      { value: 'badai salju', rows: 1, share: 0.25, firstSeenAt: new Date(nowMs).toISOString() },
    ]);
  });

  it('does without a column that the log lacks', async () => {
    await predicted('a', [{}]);
    const more: Sample = {
      ...reference,
      columns: [...reference.columns, { ...reference.columns[0]!, name: 'gradient' }],
    };
    const window = await read({}, more);
    expect([...window.absent]).toEqual(['gradient']);
    expect(window.sample.columns.map(({ name }) => name)).not.toContain('gradient');
  });
});

describe('a log that is not as it should be', () => {
  it('is an empty window where there is none', async () => {
    await rm(folder, { recursive: true });
    expect(await read()).toMatchObject({ sample: { rows: 0 }, counts: { files: 0 }, span: null });
  });

  it('loses only the row that was cut off, and the one that has no time', async () => {
    await predicted('a', [{}]);
    await appendFile(log(), 'no time,b,,4,4,CERAH,9\n');
    await appendFile(log(), `${new Date(NOW).toISOString()},c,,"4`);
    await predicted('d', [{}]); // begins a line of its own
    await appendFile(log(), `${new Date(NOW).toISOString()},e,,4,4,CERAH,1`);
    const window = await read();
    expect(window.sample.rows).toBe(2);
    expect(window.counts.broken).toBe(3);
  });

  it('is read as it was when it was opened, though a writer puts it aside and goes on', async () => {
    for (let job = 0; job < 50; job += 1) await predicted(`job-${job}`, [{ distance: job }]);
    const reading = read();
    const writing = (async () => {
      for (let job = 50; job < 80; job += 1)
        await predicted(`job-${job}`, [{ distance: job }], { maxBytes: 1_000 });
    })();
    const [window] = await Promise.all([reading, writing]);
    const distances = valuesOf(window, 'distance');
    expect(distances.length).toBeGreaterThanOrEqual(50);
    expect(distances).toEqual(Array.from(distances.keys())); // none twice, none left out
    expect(window.counts.broken).toBe(0);
  });

  it.each([
    ['a header that was cut off', 'timest'],
    ['another file', 'id,name\n1,x\n'],
    ['no text', Buffer.from([0, 255, 10, 13, 10, 34, 34, 34, 10])],
  ])('with %s has no time', async (_what, content) => {
    await mkdir(folder, { recursive: true });
    await writeFile(log(), content);
    const window = await read();
    expect(window.absent.has('timestamp')).toBe(true);
    expect(window.sample.rows).toBe(0);
  });
});
