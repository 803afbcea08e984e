import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, readdir, readFile, utimes } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolders } from '@mining-ops/fleet-data/testing/temporary-folder.js';
import Papa from 'papaparse';
import { PredictionLog, type LoggedPredictions, type PredictionLogOptions } from './prediction-log.js';

const newFolder = temporaryFolders();
const NOON = Date.parse('2026-11-24T12:00:00Z');
const HEADER = 'timestamp,job_id,model_version,distance,shift,pred_bbm,pred_delay';
let logsDir: string;
beforeEach(async () => {
  logsDir = path.join(await newFolder(), 'logs');
});

const logOf = (options: Partial<PredictionLogOptions> = {}): PredictionLog =>
  new PredictionLog({
    logsDir,
    features: ['distance', 'shift'],
    outputs: { fuelConsumed: 'pred_bbm', isDelayed: 'pred_delay' },
    maxBytes: 1_000_000,
    keepFiles: 3,
    now: () => NOON,
    ...options,
  });

const predicted = (jobId: string): LoggedPredictions => ({
  jobId,
  versions: { fuelConsumed: 'v2', isDelayed: 'v1' },
  inputs: { rows: 2, numbers: { distance: [2.5, Number.NaN] }, categories: { shift: ['SHIFT_1', 'a,"b"'] } },
  predictions: new Map([['fuelConsumed', Float64Array.of(5.25, Math.fround(0.1))]]),
});

const read = (name = 'prediction_logs.csv'): Promise<string> => readFile(path.join(logsDir, name), 'utf8');
/** Lets the log look as if it had last been written to then. */
const touch = (ms: number): Promise<void> =>
  utimes(path.join(logsDir, 'prediction_logs.csv'), ms / 1000, ms / 1000);

it('the prediction log has a row a distinct input, and empty cells for what is unknown or not predicted', async () => {
  await logOf().append(predicted('strategy-1'));
  expect(await read()).toBe(
    [
      HEADER,
      '2026-11-24T12:00:00.000Z,strategy-1,fuelConsumed=v2 isDelayed=v1,2.5,SHIFT_1,5.25,',
      '2026-11-24T12:00:00.000Z,strategy-1,fuelConsumed=v2 isDelayed=v1,,"a,""b""",0.100000001,',
      '',
    ].join('\n'),
  );
});

it('a job that predicted nothing leaves no trace', async () => {
  const none = { rows: 0, numbers: {}, categories: {} };
  await logOf().append({ ...predicted('strategy-1'), inputs: none });
  await expect(readdir(logsDir)).rejects.toThrow('ENOENT');
});

describe('the prediction log is put aside and begun anew', () => {
  it('on a new day, under the name of its own', async () => {
    const log = logOf();
    await log.append(predicted('strategy-1'));
    await touch(NOON - 86_400_000);
    await log.append(predicted('strategy-2'));
    expect((await readdir(logsDir)).sort()).toEqual([
      'prediction_logs.2026-11-23.1.csv',
      'prediction_logs.csv',
    ]);
    expect(await read('prediction_logs.2026-11-23.1.csv')).toContain('strategy-1');
    expect(await read()).toMatch(new RegExp(`^${HEADER}\\n.*strategy-2`));
  });

  it('before it would grow beyond its limit, keeping as many as it is told', async () => {
    const log = logOf({ maxBytes: 300 });
    for (let job = 1; job <= 6; job += 1) {
      await log.append(predicted(`strategy-${job}`));
      await touch(NOON);
    }
    const names = (await readdir(logsDir)).sort();
    expect(names).toEqual([
      ...[3, 4, 5].map((number) => `prediction_logs.2026-11-24.${number}.csv`),
      'prediction_logs.csv',
    ]);
    for (const name of names) expect(Buffer.byteLength(await read(name))).toBeLessThanOrEqual(300);
    expect(await read('prediction_logs.2026-11-24.5.csv')).toContain('strategy-5');
  });

  it('when its columns are others', async () => {
    await logOf({ features: ['distance'] }).append(predicted('strategy-1'));
    await touch(NOON);
    await logOf().append(predicted('strategy-2'));
    expect(await read()).toMatch(new RegExp(`^${HEADER}\\n`));
    expect(await read()).not.toContain('strategy-1');
  });
});

it('a row that a dying writer left half written spoils no other', async () => {
  const log = logOf();
  await log.append(predicted('strategy-1'));
  await appendFile(path.join(logsDir, 'prediction_logs.csv'), '2026-11-24T12:00');
  await touch(NOON);
  await log.append(predicted('strategy-2'));
  expect((await read()).split('\n').filter((line) => line.includes('strategy-2'))).toHaveLength(2);
});

it('no row is lost or torn when several processes append and put aside at the same time', async () => {
  const writer = fileURLToPath(new URL('./fixtures/log-writer.mjs', import.meta.url));
  const [processes, jobs, rows] = [3, 40, 5];
  const ends = Array.from({ length: processes }, (_, i) =>
    once(
      spawn(process.execPath, [writer, logsDir, `p${i}`, `${jobs}`, `${rows}`], { stdio: 'inherit' }),
      'exit',
    ),
  );
  for (const [code] of (await Promise.all(ends)) as [number][]) expect(code).toBe(0);

  const names = (await readdir(logsDir)).filter((name) => name.endsWith('.csv'));
  expect(names.length).toBeGreaterThan(1);
  const seen = new Map<string, number>();
  for (const name of names) {
    const { data } = Papa.parse<string[]>((await read(name)).trimEnd());
    for (const cells of data.slice(1)) {
      expect(cells).toHaveLength(5);
      seen.set(cells[1] ?? '', (seen.get(cells[1] ?? '') ?? 0) + 1);
    }
  }
  expect(seen.size).toBe(processes * jobs);
  expect(new Set(seen.values())).toEqual(new Set([rows]));
});
