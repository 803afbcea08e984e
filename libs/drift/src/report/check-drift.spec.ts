import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolders } from '@mining-ops/fleet-data/testing/temporary-folder.js';
import { PREDICTION_LOG } from '@mining-ops/inference/prediction-log.js';
import {
  trainingCells,
  trainingRows,
  TRAINING_FILE,
  type TrainingRow,
} from '@mining-ops/learning/preparation/training-file.js';
import { pageOf } from '../html/page.js';
import { readReference } from '../reference/read-reference.js';
import type { Sample } from '../sample/sample.js';
import { checkDrift } from './check-drift.js';
import { driftReportSchema, type DriftReport } from './drift-report.js';
import { latestReport, readReport, reportHistory, saveReport } from './report-store.js';

const MODELS = path.resolve(import.meta.dirname, '../../../../models');
const newFolder = temporaryFolders();
const NOW = Date.parse('2026-11-25T08:00:00Z');
const DAY_MS = 86_400_000;

let reference: Sample;
let folder: string;
beforeAll(async () => {
  reference = (await readReference(MODELS))!.sample;
});
beforeEach(async () => {
  folder = await newFolder();
});

const check = (modelsDir = MODELS): Promise<DriftReport> =>
  checkDrift({
    ...{ id: 'test', modelsDir, logsDir: path.join(folder, 'logs'), dataDir: path.join(folder, 'data') },
    ...{ windowRows: 1_000, windowDays: 30, now: () => NOW },
  });

/** A cell of each column of the reference, of one of its rows. */
function cellsOf(row: number, change: (name: string, cell: string) => string): Record<string, string> {
  const cells = reference.columns.map((column) => {
    const cell =
      column.kind === 'number'
        ? String(column.values[row]!).replace('NaN', '')
        : (column.levels[column.codes[row]!] ?? '');
    return [column.name, change(column.name, cell)] as const;
  });
  return Object.fromEntries(cells);
}

/** A log of every third row of the reference, changed. */
async function writeLog(
  rows: number,
  change: (name: string, cell: string, row: number) => string = (_name, cell) => cell,
): Promise<void> {
  const names = reference.columns.map(({ name }) => name);
  const lines = Array.from({ length: rows }, (_, i) => {
    const cells = cellsOf((i * 3) % reference.rows, (name, cell) => change(name, cell, i));
    return [
      new Date(NOW - i * 1_000).toISOString(),
      `job-${i}`,
      '',
      ...names.map((name) => cells[name]),
    ].join(',');
  });
  await mkdir(path.join(folder, 'logs'), { recursive: true });
  const header = ['timestamp', 'job_id', 'model_version', ...names].join(',');
  await writeFile(path.join(folder, 'logs', PREDICTION_LOG), `${[header, ...lines].join('\n')}\n`);
}

describe('a report', () => {
  it('on a log of what the models were trained on finds every column of theirs stable', async () => {
    await writeLog(400);
    const report = await check();
    expect(report).toMatchObject({ verdict: 'stable', noVerdict: null, window: { rows: 400, broken: 0 } });
    expect(report.columns).toHaveLength(20); // 13 inputs and 7 predictions
    expect(report.models['fuelConsumed']).toMatch(/^0001-/);
    expect(driftReportSchema.parse(report)).toEqual(report);
  });

  it('names what has drifted, and what no model was taught', async () => {
    await writeLog(400, (name, cell, i) =>
      name === 'distance'
        ? String(Number(cell) * 1.15)
        : name === 'weatherCondition' && i % 20 === 0
          ? '<b>Badai</b>'
          : cell,
    );
    const report = await check();
    expect(report.verdict).toBe('drift');
    const drifted = report.columns.filter(({ verdict }) => verdict === 'drift').map(({ name }) => name);
    expect(drifted).toEqual(['distance', 'weatherCondition']);
    const page = pageOf(report, 'id', 'http://127.0.0.1:8123');
    expect(page).toContain('&lt;b&gt;Badai&lt;/b&gt;');
    expect(page).not.toContain('<b>Badai</b>');
    expect(page).toContain('curl -X POST http://127.0.0.1:8123/v1/trainings');
  });

  it('says of a log that is not there, and of one that is too short, that there are not enough data', async () => {
    expect(await check()).toMatchObject({ verdict: 'not-enough-data', noVerdict: { code: 'NO_LOG' } });
    await writeLog(99);
    const report = await check();
    expect(report).toMatchObject({ verdict: 'not-enough-data', noVerdict: { code: 'TOO_FEW_ROWS' } });
    expect(report.noVerdict?.message).toMatch(/^99 observations in 99 rows of the log, at least 100/);
    expect(report.columns[0]).toMatchObject({ test: null, verdict: 'not-enough-data' });
  });

  it('says so, too, where no model serves, or one is broken', async () => {
    const none = await check(path.join(folder, 'models'));
    expect(none).toMatchObject({ verdict: 'not-enough-data', noVerdict: { code: 'NO_MODELS' } });
    const broken = path.join(folder, 'broken');
    await mkdir(broken);
    await writeFile(path.join(broken, 'current.json'), '{"current":{"fuelConsumed":"0009-00000000"}}');
    const report = await check(broken);
    expect(report.noVerdict?.message).toContain('manifest.json is missing');
  });
});

describe('against what happened', () => {
  /** Trips of today with the inputs of the log's rows, and what they came to. */
  async function writeTrips(rows: number, fuelOf: (predicted: number, i: number) => number): Promise<void> {
    const trips = Array.from({ length: rows }, (_, i) => {
      const cells = cellsOf((i * 3) % reference.rows, (_name, cell) => cell);
      const row: Record<string, unknown> = { id: `trip-${i}`, createdAtMs: NOW - (i % 6) * DAY_MS };
      for (const { name, kind } of reference.columns)
        row[name] = kind === 'category' ? cells[name] : cells[name] === '' ? null : Number(cells[name]);
      for (const name of trainingRows.columns) row[name] ??= null;
      return trainingCells({
        ...row,
        fuelConsumed: fuelOf(Number(cells['pred_bbm']), i),
      } as unknown as TrainingRow);
    });
    await mkdir(path.join(folder, 'data'));
    const lines = [trainingRows.columns, ...trips].map((cells) => cells.join(','));
    await writeFile(path.join(folder, 'data', TRAINING_FILE), `${lines.join('\n')}\n`);
  }
  const fuel = ({ outcomes }: DriftReport) => outcomes.find(({ target }) => target === 'fuelConsumed')!;

  it('tells bias, error and score of the predictions, day by day', async () => {
    await writeLog(400);
    await writeTrips(300, (predicted, i) => predicted + (i % 2 === 0 ? 0.5 : 0.1));
    const outcome = fuel(await check());
    expect(outcome.matched).toBe(300);
    expect(outcome.bias).toBeCloseTo(0.3, 2);
    expect(outcome.mae).toBeCloseTo(0.3, 2);
    expect(outcome.verdict).toBe('stable');
    expect(outcome.periods).toHaveLength(6);
    expect(outcome.periods[0]).toMatchObject({ matched: 50, from: '2026-11-20T00:00:00.000Z' });
  });

  it('says that predictions got worse where their score is surely below that of training', async () => {
    await writeLog(400);
    await writeTrips(300, (predicted, i) => predicted + ((i * 7) % 13) - 6);
    const outcome = fuel(await check());
    expect(outcome.verdict).toBe('drift');
    expect(outcome.score!.high).toBeLessThan(outcome.trainingScore.low);
  });

  it('knows nothing of trips that nothing was predicted of', async () => {
    await writeLog(400, (name, cell) => (name === 'truck_age_days' ? String(Number(cell) + 1) : cell));
    await writeTrips(300, (predicted) => predicted);
    expect(fuel(await check())).toMatchObject({ matched: 0, bias: null, verdict: 'not-enough-data' });
  });
});

describe('the page', () => {
  it('stands alone, in both languages, far below 300 kB', async () => {
    await writeLog(400, (name, cell) => (name === 'pred_bbm' ? String(Number(cell) * 1.1) : cell));
    const report = await check();
    for (const [language, words] of [
      ['id', 'Bergeser'],
      ['en', 'Drift'],
    ] as const) {
      const page = pageOf(report, language, 'http://127.0.0.1:8123');
      expect(page).toContain(words);
      expect(Buffer.byteLength(page)).toBeLessThan(150_000);
      expect(page).not.toMatch(/(?:src|href)=|<script|@import|url\(/);
      expect(page.match(/<svg/g)).toHaveLength(20);
    }
  });
});

describe('kept reports', () => {
  it('are listed, the newest first; one that is made twice is kept once', async () => {
    const logsDir = path.join(folder, 'logs');
    const report = await check();
    expect(await latestReport(logsDir)).toBeNull();
    await saveReport(logsDir, { ...report, id: 'one', checkedAt: '2026-11-24T00:00:00.000Z' });
    await saveReport(logsDir, { ...report, id: 'two', checkedAt: '2026-11-25T00:00:00.000Z' });
    await saveReport(logsDir, { ...report, id: 'one', checkedAt: '2026-11-24T00:00:01.000Z' });
    expect((await reportHistory(logsDir)).map(({ id }) => id)).toEqual(['two', 'one']);
    expect((await latestReport(logsDir))?.id).toBe('two');
    expect((await readReport(logsDir, 'one'))?.checkedAt).toBe('2026-11-24T00:00:01.000Z');
    expect(await readReport(logsDir, 'three')).toBeNull();
    expect(await readReport(logsDir, '../history')).toBeNull();
  });

  it('are not more than 200', async () => {
    const logsDir = path.join(folder, 'logs');
    const report = await check();
    await saveReport(logsDir, report);
    const file = path.join(logsDir, 'drift', 'history.json');
    const { reports } = JSON.parse(await readFile(file, 'utf8')) as {
      reports: { id: string; checkedAt: string }[];
    };
    const many = Array.from({ length: 200 }, (_, i) => ({
      ...reports[0],
      id: `old-${i}`,
      checkedAt: new Date(NOW - (i + 1) * 1_000).toISOString(),
    }));
    await writeFile(file, JSON.stringify({ reports: many }));
    await cp(path.join(logsDir, 'drift', 'test.json'), path.join(logsDir, 'drift', 'old-199.json'));
    await saveReport(logsDir, report);
    const history = await reportHistory(logsDir);
    expect(history).toHaveLength(200);
    expect(history[0]?.id).toBe('test');
    expect(await readReport(logsDir, 'old-199')).toBeNull();
  });
});
