import { ownText } from '@mining-ops/fleet-data/table-report.js';
import { toSixDigits, type Column, type Sample } from '../sample/sample.js';
import type { Unseen } from '../judge/verdict.js';
import { CategoryCodes } from './category-codes.js';
import { openLogFiles } from './log-files.js';
import { readLog, type LogSink } from './log-rows.js';
import { Questions } from './questions.js';
import { WindowRows, type LogRow } from './window-rows.js';

/** Combinations of versions. */
const MOST_REMEMBERED = 1_000;

export interface WindowOptions {
  readonly logsDir: string;
  /** The newest observations are taken, so many at most. */
  readonly mostRows: number;
  /** Rows before this are too old, epoch ms. */
  readonly fromMs: number;
  /** The version that serves, by target: rows of other versions are left out. */
  readonly versions: Readonly<Record<string, string>>;
  readonly seed: number;
  /** Looks at every row within the time, of whatever version. */
  readonly onRow?: (row: LogRow, nameOf: (column: number, code: number) => string, versions: string) => void;
}

/** What the log had. */
export interface LogCounts {
  /** Files of the log that were read. */
  files: number;
  /** Of the log within the time, whole or not. */
  rows: number;
  /** Cut off, with a broken quote or without a time. */
  broken: number;
  /** By versions of the models that serve no more, or not yet. */
  ofOtherVersions: number;
  /** Of which one row stands for all (see `Questions`). */
  questions: number;
}

export interface Window {
  /** The columns of the reference, in its order, but for those that are not in the log. */
  readonly sample: Sample;
  readonly neverSeen: ReadonlyMap<string, readonly Unseen[]>;
  readonly counts: LogCounts;
  /** Of the oldest and the newest observation; null where there is none. */
  readonly span: { readonly fromMs: number; readonly toMs: number } | null;
  /** Columns of the reference that a file of the log lacks. */
  readonly absent: ReadonlySet<string>;
}

/** Reads the newest window of the prediction log, in one pass and with no more rows in memory than it has. */
export async function readWindow(reference: Sample, options: WindowOptions): Promise<Window> {
  const reading = new WindowReading(reference.columns, options);
  const files = await openLogFiles(options.logsDir, options.fromMs);
  try {
    for (const file of files) await readLog(file, reading.sinkOfFile());
  } finally {
    await Promise.all(files.map(({ handle }) => handle.close()));
  }
  return reading.finish(files.length);
}

/** One pass over the log. */
class WindowReading {
  private readonly numbers: readonly Column[];
  private readonly categories: readonly Column[];
  private readonly codes: readonly CategoryCodes[];
  private readonly rows: WindowRows;
  private readonly questions: Questions;
  private readonly row: LogRow;
  private readonly absent = new Set<string>();
  private readonly isServed = new Map<string, boolean>();
  private readonly counts = { rows: 0, broken: 0, ofOtherVersions: 0, used: 0 };

  constructor(
    private readonly columns: readonly Column[],
    private readonly options: WindowOptions,
  ) {
    this.numbers = columns.filter(({ kind }) => kind === 'number');
    this.categories = columns.filter(({ kind }) => kind === 'category');
    this.codes = columns.flatMap((column) => (column.kind === 'category' ? [new CategoryCodes(column)] : []));
    this.rows = new WindowRows(options.mostRows, this.numbers.length, this.categories.length);
    this.row = {
      atMs: 0,
      jobId: '',
      numbers: new Float64Array(this.numbers.length),
      codes: new Int32Array(this.categories.length),
    };
    const numbersOf = (...names: string[]): number[] =>
      names.map((name) => this.numbers.findIndex((column) => column.name === name)).filter((c) => c >= 0);
    const codesOf = (...names: string[]): number[] =>
      names.map((name) => this.categories.findIndex((column) => column.name === name)).filter((c) => c >= 0);
    const road = numbersOf('distance', 'gradient');
    const conditions = codesOf('weatherCondition', 'roadCondition', 'shift');
    const keys = {
      road: ({ numbers }: LogRow) => road.map((c) => numbers[c]).join(' '),
      conditions: ({ codes }: LogRow) => conditions.map((c) => codes[c]).join(' '),
    };
    this.questions = new Questions(
      keys,
      (row) => {
        this.rows.add(row);
      },
      options.seed,
    );
  }

  /** Takes the rows of one file. Each has a header of its own, as columns may have been added. */
  sinkOfFile(): LogSink {
    let [at, job, version] = [-1, -1, -1];
    let numbers: number[] = [];
    let categories: number[] = [];
    return {
      header: (cells) => {
        const placeOf = (name: string): number => cells.indexOf(name);
        const placesOf = (columns: readonly Column[]): number[] =>
          columns.map(({ name }) => {
            const place = placeOf(name);
            if (place < 0) this.absent.add(name);
            return place;
          });
        [at, job, version] = [placeOf('timestamp'), placeOf('job_id'), placeOf('model_version')];
        if (at < 0) {
          this.absent.add('timestamp');
          return false;
        }
        [numbers, categories] = [placesOf(this.numbers), placesOf(this.categories)];
        return true;
      },
      row: (cells) => {
        const atMs = Date.parse(cells[at] ?? '');
        if (Number.isNaN(atMs)) {
          this.counts.rows += 1;
          this.counts.broken += 1;
          return;
        }
        if (atMs < this.options.fromMs) return;
        this.counts.rows += 1;
        const { row } = this;
        row.atMs = atMs;
        row.jobId = job < 0 ? String(this.counts.rows) : (cells[job] ?? '');
        numbers.forEach((place, c) => (row.numbers[c] = numberIn(cells[place])));
        categories.forEach((place, c) => (row.codes[c] = this.codes[c]!.codeOf(cells[place] ?? '')));
        const versions = cells[version] ?? '';
        this.options.onRow?.(row, this.nameOf, versions);
        if (!this.isOfServed(versions)) {
          this.counts.ofOtherVersions += 1;
          return;
        }
        this.counts.used += 1;
        row.codes.forEach((code, c) => {
          this.codes[c]!.note(code, atMs);
        });
        this.questions.add(row);
      },
      broken: () => {
        this.counts.rows += 1;
        this.counts.broken += 1;
      },
    };
  }

  private readonly nameOf = (column: number, code: number): string => this.codes[column]!.nameOf(code);

  finish(files: number): Window {
    this.questions.end();
    const { rows, broken, ofOtherVersions, used } = this.counts;
    let [number, category] = [0, 0];
    const columns = this.columns.map((column): Column =>
      column.kind === 'number'
        ? { ...column, values: this.rows.column('number', number++) }
        : {
            ...column,
            unseen: this.codes[category]!.unseen,
            codes: this.rows.column('category', category++),
          },
    );
    return {
      sample: { rows: this.rows.rows, columns: columns.filter(({ name }) => !this.absent.has(name)) },
      neverSeen: new Map(this.categories.map(({ name }, c) => [name, this.codes[c]!.report(used)])),
      counts: { files, rows, broken, ofOtherVersions, questions: this.questions.count },
      span: this.rows.span(),
      absent: this.absent,
    };
  }

  /** Whether what a row says of its models' versions is what serves; one that says nothing of a target may be. */
  private isOfServed(text: string): boolean {
    const known = this.isServed.get(text);
    if (known !== undefined) return known;
    const is = text.split(' ').every((part) => {
      const [target = '', version] = part.split('=');
      const served = this.options.versions[target];
      return version === undefined || served === undefined || version === served;
    });
    if (this.isServed.size < MOST_REMEMBERED) this.isServed.set(ownText(text), is);
    return is;
  }
}

/** NaN where there is none: an empty cell, a column that the file lacks, or no number. */
function numberIn(cell: string | undefined): number {
  if (cell === undefined || cell === '') return Number.NaN;
  const value = Number(cell);
  return Number.isFinite(value) ? toSixDigits(value) : Number.NaN;
}
