import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { atomicWrite } from '@mining-ops/fleet-data/atomic-write.js';
import { withFileLock } from '@mining-ops/fleet-data/file-lock.js';
import { ModelFilesError } from '@mining-ops/model-files/model-files-error.js';
import { readJson } from '@mining-ops/model-files/read-json.js';
import { z } from 'zod';
import { verdictSchema } from '../judge/verdict.js';
import { driftReportSchema, NO_VERDICT_REASONS, type DriftReport } from './drift-report.js';

/** In the folder of logs: a file a report, and the list of them. */
const FOLDER = 'drift';
const HISTORY_FILE = 'history.json';
/** Reports that are kept; with one every six hours, fifty days. */
const KEPT = 200;

export const driftSummarySchema = z.object({
  id: z.string(),
  checkedAt: z.iso.datetime(),
  verdict: verdictSchema,
  /** Why there is no verdict. */
  noVerdict: z.enum(NO_VERDICT_REASONS).nullable(),
  /** Columns that have drifted. */
  drifted: z.array(z.string()),
  /** Observations of the window. */
  rows: z.int(),
  /** Area under the ROC curve of the classifier. */
  auc: z.number().nullable(),
});
export type DriftSummary = z.output<typeof driftSummarySchema>;

const historySchema = z.object({ reports: z.array(driftSummarySchema) });

const folderOf = (logsDir: string): string => path.join(logsDir, FOLDER);
const isId = (id: string): boolean => /^[A-Za-z0-9-]{1,80}$/.test(id);

/** Keeps a report. One with the same id takes its place: a job that is done twice leaves one report. */
export async function saveReport(logsDir: string, report: DriftReport): Promise<void> {
  const folder = folderOf(logsDir);
  const history = path.join(folder, HISTORY_FILE);
  await mkdir(folder, { recursive: true });
  await withFileLock(history, async ({ assertHeld }) => {
    await atomicWrite(fileOf(folder, report.id), `${JSON.stringify(report)}\n`);
    const others = (await reportHistory(logsDir)).filter(({ id }) => id !== report.id);
    const all = [summaryOf(report), ...others].sort((a, b) => (a.checkedAt < b.checkedAt ? 1 : -1));
    const text = `${JSON.stringify({ reports: all.slice(0, KEPT) }, null, 2)}\n`;
    await atomicWrite(history, text, { beforeReplace: assertHeld });
    for (const { id } of all.slice(KEPT)) await rm(fileOf(folder, id), { force: true });
  });
}

/** Every kept report in short, the newest first. @throws ModelFilesError where the list is not as it should be */
export async function reportHistory(logsDir: string): Promise<DriftSummary[]> {
  const found = await ifThere(readJson(path.join(folderOf(logsDir), HISTORY_FILE), historySchema));
  return found?.reports ?? [];
}

/** A kept report; null where there is none with this id (any more). */
export async function readReport(logsDir: string, id: string): Promise<DriftReport | null> {
  return isId(id) ? await ifThere(readJson(fileOf(folderOf(logsDir), id), driftReportSchema)) : null;
}

/** The newest report; null where there is none. */
export async function latestReport(logsDir: string): Promise<DriftReport | null> {
  const [newest] = await reportHistory(logsDir);
  return newest === undefined ? null : await readReport(logsDir, newest.id);
}

function fileOf(folder: string, id: string): string {
  if (!isId(id)) throw new RangeError(`"${id}" cannot name a report`);
  return path.join(folder, `${id}.json`);
}

export function summaryOf(report: DriftReport): DriftSummary {
  const { id, checkedAt, verdict, noVerdict, columns, window, together } = report;
  return {
    ...{ id, checkedAt, verdict, rows: window.rows },
    noVerdict: noVerdict?.code ?? null,
    drifted: columns.filter((column) => column.verdict === 'drift').map(({ name }) => name),
    auc: together?.effect?.value ?? null,
  };
}

async function ifThere<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof ModelFilesError && error.code === 'MISSING_FILE') return null;
    throw error;
  }
}
