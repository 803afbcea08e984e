import type { TableReport } from '@mining-ops/fleet-data/table-report.js';
import { FEATURES, type FeatureName } from '../features/feature-list.js';
import { TRIP_OUTCOMES, type TripOutcome } from '../features/targets.js';
import type { TrainingRow } from './training-file.js';

export interface CountedReason {
  readonly reason: string;
  readonly count: number;
  /** The first row that it befell: its id, or the line of its file. */
  readonly example: string;
}

/** What a table's file came to. */
export interface TableCounts {
  readonly file: string;
  readonly rowsRead: number;
  readonly rowsUsed: number;
  readonly rowsSetAside: number;
  /** SHA-256 of the file, hex; null for one that is not there. */
  readonly sha256: string | null;
}

/** What the data preparation did. */
export interface PreparationReport {
  /** Path of the file that was written. */
  readonly file: string;
  /** SHA-256 of that file, hex. */
  readonly sha256: string;
  readonly activities: {
    readonly rowsRead: number;
    readonly rowsUsed: number;
    readonly rowsSetAside: number;
    /** Why rows were set aside, the most frequent reason first. */
    readonly reasons: readonly CountedReason[];
  };
  /** Of the rows used: how many have no value, by column; columns without gaps are left out. */
  readonly missing: readonly { readonly column: FeatureName | TripOutcome; readonly count: number }[];
  /** The tables that were read, the activities first. */
  readonly tables: readonly TableCounts[];
}

export const countsOf = ({ file, rowsRead, rowsUsed, setAsideCount, sha256 }: TableReport): TableCounts => ({
  file,
  rowsRead,
  rowsUsed,
  rowsSetAside: setAsideCount,
  sha256,
});

/** Counts reasons; keeps one example each. */
export class ReasonCounter {
  private readonly counts = new Map<string, { count: number; readonly example: string }>();

  add(reason: string, example: string, count = 1): void {
    const known = this.counts.get(reason);
    if (known === undefined) this.counts.set(reason, { count, example });
    else known.count += count;
  }

  /** The rows that their own table's schema set aside. Those beyond the listed ones are counted together. */
  addTable(report: TableReport): void {
    for (const { reason, line } of report.setAside) this.add(reason, `line ${line}`);
    const unlisted = report.setAsideCount - report.setAside.length;
    if (unlisted > 0) this.add('(not listed one by one)', '', unlisted);
  }

  finish(): CountedReason[] {
    return [...this.counts]
      .map(([reason, { count, example }]) => ({ reason, count, example }))
      .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
  }
}

/** Counts the gaps of rows by column. */
export class MissingCounter {
  private readonly counts = new Map<FeatureName | TripOutcome, number>();

  add(row: TrainingRow): void {
    for (const column of [...FEATURES, ...TRIP_OUTCOMES])
      if (row[column] === null || row[column] === '')
        this.counts.set(column, (this.counts.get(column) ?? 0) + 1);
  }

  finish(): PreparationReport['missing'] {
    return [...FEATURES, ...TRIP_OUTCOMES]
      .map((column) => ({ column, count: this.counts.get(column) ?? 0 }))
      .filter(({ count }) => count > 0);
  }
}
