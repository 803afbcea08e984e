import { mkdir, open, readdir, rename, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from '@mining-ops/fleet-data/fleet-data-error.js';
import { withFileLock } from '@mining-ops/fleet-data/file-lock.js';
import Papa from 'papaparse';
import type { FeatureBatch } from './feature-batch.js';

export const PREDICTION_LOG = 'prediction_logs.csv';

const ROTATED = /^prediction_logs\.(\d{4}-\d{2}-\d{2})\.(\d+)\.csv$/;

export interface PredictionLogOptions {
  readonly logsDir: string;
  /** In the order of their columns. */
  readonly features: readonly string[];
  /** Column by target, in the order of the columns: `{ fuelConsumed: 'pred_bbm', … }`. */
  readonly outputs: Readonly<Record<string, string>>;
  /** The file is put aside before it would grow beyond this. Rows of one job are never parted, however many. */
  readonly maxBytes: number;
  /** Files put aside that are kept; older ones are deleted. */
  readonly keepFiles: number;
  /** Epoch ms; tests replace it. */
  readonly now?: () => number;
}

/** What one job predicted. */
export interface LoggedPredictions {
  readonly jobId: string;
  /** Version by target. */
  readonly versions: Readonly<Record<string, string>>;
  /** The distinct inputs. */
  readonly inputs: FeatureBatch;
  /** By target, one a row of the inputs. */
  readonly predictions: ReadonlyMap<string, ArrayLike<number>>;
}

/**
 * `logs/prediction_logs.csv`: what was predicted from what, one row a distinct input of a job. Many processes append to
 * it: a lock lets one in at a time, whose rows go in whole. At the first row of a new day (UTC), or before the file
 * would become too large, it is put aside as `prediction_logs.<day>.<n>.csv` and begun anew. A job that was done twice
 * is in it twice, under the same id.
 */
export class PredictionLog {
  private readonly file: string;
  private readonly header: string;

  constructor(private readonly options: PredictionLogOptions) {
    this.file = path.join(options.logsDir, PREDICTION_LOG);
    const { features, outputs } = options;
    this.header = lineOf([['timestamp', 'job_id', 'model_version', ...features, ...Object.values(outputs)]]);
  }

  /** Appends a job's predictions. Resolves when they are in the file. */
  async append(predicted: LoggedPredictions): Promise<void> {
    if (predicted.inputs.rows === 0) return;
    const nowMs = (this.options.now ?? Date.now)();
    const rows = Buffer.from(lineOf(this.rowsOf(predicted, nowMs)));
    await mkdir(this.options.logsDir, { recursive: true });
    await withFileLock(this.file, async () => {
      if (await this.mustBePutAside(rows.length, nowMs)) await this.putAside();
      await this.write(rows);
    });
  }

  private rowsOf({ jobId, versions, inputs, predictions }: LoggedPredictions, nowMs: number): string[][] {
    const { features, outputs } = this.options;
    const first = [new Date(nowMs).toISOString(), jobId, versionsText(versions)];
    return Array.from({ length: inputs.rows }, (_, row) => [
      ...first,
      ...features.map((name) => inputs.categories[name]?.[row] ?? cell(inputs.numbers[name]?.[row])),
      ...Object.keys(outputs).map((target) => cell(predictions.get(target)?.[row])),
    ]);
  }

  /** Whether the file is of another day, has no room for the rows, or has other columns. */
  private async mustBePutAside(bytes: number, nowMs: number): Promise<boolean> {
    const handle = await openIfThere(this.file);
    if (handle === null) return false;
    try {
      const { size, mtimeMs } = await handle.stat();
      if (size === 0) return false;
      const start = Buffer.alloc(Buffer.byteLength(this.header));
      await handle.read(start, 0, start.length, 0);
      return (
        dayOf(mtimeMs) !== dayOf(nowMs) ||
        size + bytes > this.options.maxBytes ||
        start.toString() !== this.header
      );
    } finally {
      await handle.close();
    }
  }

  private async putAside(): Promise<void> {
    const { logsDir, keepFiles } = this.options;
    const handle = await open(this.file);
    const day = dayOf((await handle.stat()).mtimeMs);
    await handle.close();
    const aside = await putAsideIn(logsDir);
    const last = Math.max(0, ...aside.filter((each) => each.day === day).map(({ number }) => number));
    await rename(this.file, path.join(logsDir, `prediction_logs.${day}.${last + 1}.csv`));
    const surplus = aside.slice(0, Math.max(0, aside.length + 1 - keepFiles));
    await Promise.all(surplus.map(({ name }) => rm(path.join(logsDir, name), { force: true })));
  }

  private async write(rows: Buffer): Promise<void> {
    const handle = await open(this.file, 'a+');
    try {
      const { size } = await handle.stat();
      const before = size === 0 ? this.header : (await endsLine(handle, size)) ? '' : '\n';
      await handle.writeFile(Buffer.concat([Buffer.from(before), rows]));
    } finally {
      await handle.close();
    }
  }
}

/** A writer that died may have left half a row: the next one begins on a line of its own. */
async function endsLine(handle: FileHandle, size: number): Promise<boolean> {
  const last = Buffer.alloc(1);
  await handle.read(last, 0, 1, size - 1);
  return last.toString() === '\n';
}

/** The files of a log that were put aside, the oldest first; `day` is that of their last row (UTC). */
export async function putAsideIn(logsDir: string): Promise<{ name: string; day: string; number: number }[]> {
  return (await readdir(logsDir))
    .flatMap((name) => {
      const [, day = '', number = ''] = ROTATED.exec(name) ?? [];
      return day === '' ? [] : [{ name, day, number: Number(number) }];
    })
    .sort((a, b) => (a.day === b.day ? a.number - b.number : a.day < b.day ? -1 : 1));
}

async function openIfThere(file: string): Promise<FileHandle | null> {
  try {
    return await open(file);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

const lineOf = (rows: readonly (readonly string[])[]): string =>
  `${Papa.unparse(
    rows.map((row) => [...row]),
    { newline: '\n' },
  )}\n`;

const versionsText = (versions: Readonly<Record<string, string>>): string =>
  Object.entries(versions)
    .map(([target, version]) => `${target}=${version}`)
    .join(' ');

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Nine digits tell all 32-bit numbers apart. An unknown number is an empty cell. */
const cell = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? '' : String(Number(value.toPrecision(9)));
