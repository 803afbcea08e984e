import { appendFile, mkdir, rename, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { checkDrift } from '@mining-ops/drift/report/check-drift.js';
import type { DriftReport } from '@mining-ops/drift/report/drift-report.js';
import type { Sample } from '@mining-ops/drift/sample/sample.js';
import { PREDICTION_LOG } from '@mining-ops/inference/prediction-log.js';
import { writeLog } from './write-log.js';

/** A log that is not as it should be; what must come of it is "not enough data", with the reason. */
export interface LogCase {
  readonly name: string;
  /** Of the reason. */
  readonly code: NonNullable<DriftReport['noVerdict']>['code'];
  readonly prepare: (logsDir: string, sample: Sample, nowMs: number) => Promise<void>;
}

const logIn = (logsDir: string): string => path.join(logsDir, PREDICTION_LOG);
const write = (logsDir: string, sample: Sample, rows: number, nowMs: number): Promise<void> =>
  writeLog(sample, { logsDir, rows, untilMs: nowMs, versions: '', seed: rows });

export const LOG_CASES: readonly LogCase[] = [
  { name: 'missing', code: 'NO_LOG', prepare: () => Promise.resolve() },
  {
    name: 'empty',
    code: 'LOG_EMPTY',
    prepare: async (logsDir) => {
      await mkdir(logsDir, { recursive: true });
      await writeFile(logIn(logsDir), '');
    },
  },
  {
    name: 'only a header',
    code: 'LOG_EMPTY',
    prepare: (logsDir, sample, nowMs) => write(logsDir, sample, 0, nowMs),
  },
  {
    name: 'cut off in its header',
    code: 'LOG_UNUSABLE',
    prepare: async (logsDir, sample, nowMs) => {
      await write(logsDir, sample, 150, nowMs);
      await truncate(logIn(logsDir), 5);
    },
  },
  {
    name: 'cut off in a row',
    code: 'TOO_FEW_ROWS',
    prepare: async (logsDir, sample, nowMs) => {
      await write(logsDir, sample, 99, nowMs);
      await appendFile(logIn(logsDir), `${new Date(nowMs).toISOString()},strategy-1,,"29`);
    },
  },
  {
    name: 'just put aside',
    code: 'TOO_FEW_ROWS',
    prepare: async (logsDir, sample, nowMs) => {
      await write(logsDir, sample, 60, nowMs);
      const day = new Date(nowMs).toISOString().slice(0, 10);
      await rename(logIn(logsDir), path.join(logsDir, `prediction_logs.${day}.1.csv`));
    },
  },
  {
    name: 'of something else',
    code: 'LOG_UNUSABLE',
    prepare: async (logsDir) => {
      await mkdir(logsDir, { recursive: true });
      await writeFile(logIn(logsDir), Buffer.from(Array.from({ length: 4_096 }, (_, i) => (i * 7919) % 256)));
    },
  },
];

/** What is reported of a log: null where it is what must come of it, else what came instead. */
export async function missOf(
  { code, prepare }: LogCase,
  {
    folder,
    modelsDir,
    sample,
  }: { readonly folder: string; readonly modelsDir: string; readonly sample: Sample },
): Promise<string | null> {
  const nowMs = Date.now();
  const logsDir = path.join(folder, 'logs');
  await prepare(logsDir, sample, nowMs);
  const report = await checkDrift({
    ...{
      id: 'case',
      modelsDir,
      logsDir,
      dataDir: folder,
      windowRows: 10_000,
      windowDays: 30,
      now: () => nowMs,
    },
  });
  const said = report.noVerdict?.code ?? report.verdict;
  return report.verdict === 'not-enough-data' && said === code ? null : said;
}
