import { setTimeout as delay } from 'node:timers/promises';
import { signatureOf, type DataSignature } from './data-signature.js';
import { FleetDataError, messageOf, systemCode, type FleetDataProblem } from './fleet-data-error.js';
import { loadTables, snapshotFiles, type LoadedTables } from './load-tables.js';
import { writeQuarantine } from './quarantine.js';
import { makeSnapshot, type FleetSnapshot } from './snapshot.js';
import { tableKeys, type TableKey } from './tables/registry.js';

export interface SnapshotStoreOptions {
  readonly dataDir: string;
  /** Where rows that cannot be used are listed, a file a table; null writes none (one process is enough). */
  readonly quarantineDir: string | null;
  /** How long the files must have been left alone before they are read: an export takes a while to write. */
  readonly settleMs?: number;
  /** Epoch milliseconds and waiting, which tests replace. */
  readonly now?: () => number;
  readonly wait?: (ms: number) => Promise<unknown>;
}

export interface SnapshotStoreStatus {
  /** `stale`: the files have a problem, and the last good snapshot is served. `empty`: none was loaded yet. */
  readonly state: 'ok' | 'stale' | 'empty';
  readonly problem: FleetDataProblem | null;
  /** Why the quarantine files could not be written, if so; the data is served all the same. */
  readonly quarantineProblem: string | null;
  readonly fingerprint: string | null;
  readonly loadedAtMs: number | null;
  readonly tables: Readonly<Record<TableKey, TableStatus>> | null;
}

export interface TableStatus {
  readonly file: string;
  readonly rowsRead: number;
  readonly rowsUsed: number;
  readonly setAside: number;
  readonly warnings: number;
}

interface Good {
  readonly signature: DataSignature;
  readonly tables: LoadedTables;
  readonly snapshot: FleetSnapshot;
  readonly loadedAtMs: number;
}

interface Failure {
  readonly error: FleetDataError;
  /** The files that failed; null where the failure may pass by itself, so that it is tried again. */
  readonly signature: DataSignature | null;
}

const MAX_TRIES = 10;
const PASSING = new Set(['EMFILE', 'ENFILE', 'ENOMEM', 'EIO', 'EAGAIN', 'EBUSY', 'ESTALE', 'ETIMEDOUT']);

/** Serves the data folder as immutable snapshots, a new one whenever the files have changed. */
export class SnapshotStore {
  private readonly dataDir: string;
  private readonly quarantineDir: string | null;
  private readonly settleMs: number;
  private readonly now: () => number;
  private readonly wait: (ms: number) => Promise<unknown>;
  private readonly listeners = new Set<(snapshot: FleetSnapshot) => void>();
  private good: Good | null = null;
  private failure: Failure | null = null;
  private quarantineProblem: string | null = null;
  private loading: Promise<FleetSnapshot> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private closed = false;

  constructor({ dataDir, quarantineDir, settleMs = 200, now, wait }: SnapshotStoreOptions) {
    this.dataDir = dataDir;
    this.quarantineDir = quarantineDir;
    this.settleMs = settleMs;
    this.now = now ?? Date.now;
    this.wait = wait ?? delay;
  }

  /**
   * The snapshot of the files as they are now: at once where they have not changed (a stat of each file), else
   * after reading those that have; callers at the same time share one reading. Where the files are broken it is
   * the last good snapshot, and `status()` tells the problem. Rejects with a `FleetDataError` only where there
   * has been no good one yet.
   */
  async current(): Promise<FleetSnapshot> {
    for (;;) {
      if (this.closed) throw new Error('the snapshot store is closed');
      const served = this.servable(await this.look());
      if (served !== null) return served;
      if (this.loading === null) return this.startLoading();
      // That reading may have begun before the change which this caller wants to see: look again after it.
      await this.loading.catch(() => undefined);
    }
  }

  status(): SnapshotStoreStatus {
    const { good, failure, quarantineProblem } = this;
    const problem = failure?.error.toProblem() ?? null;
    if (good === null) {
      return {
        state: 'empty',
        problem,
        quarantineProblem,
        fingerprint: null,
        loadedAtMs: null,
        tables: null,
      };
    }
    return {
      state: problem === null ? 'ok' : 'stale',
      problem,
      quarantineProblem,
      fingerprint: good.snapshot.fingerprint,
      loadedAtMs: good.loadedAtMs,
      tables: tableStatuses(good.snapshot),
    };
  }

  /** Calls `listener` with each new snapshot whose data differs from the last one's; returns how to stop that. */
  onChange(listener: (snapshot: FleetSnapshot) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /**
   * Looks at the files every `intervalMs` and reads what has changed. By looking and not by waiting for the
   * system's notices, which network volumes and containers' mounts do not send; nine stats a second cost nothing.
   * Keeps no process alive.
   */
  watch({ intervalMs = 1000 }: { intervalMs?: number } = {}): void {
    if (this.timer !== null || this.closed) return;
    this.timer = setTimeout(() => {
      void this.current()
        .catch(() => undefined) // kept in status()
        .then(() => {
          this.timer = null;
          this.watch({ intervalMs });
        });
    }, intervalMs);
    this.timer.unref();
  }

  /** Stops watching, and waits for a reading that is under way. */
  async close(): Promise<void> {
    this.closed = true;
    if (this.timer !== null) clearTimeout(this.timer);
    this.listeners.clear();
    await this.loading?.catch(() => undefined);
  }

  private look(): Promise<DataSignature> {
    return signatureOf(this.dataDir, snapshotFiles);
  }

  /** What to answer for these files without reading them, or null. Throws where they are known not to load. */
  private servable(seen: DataSignature): FleetSnapshot | null {
    if (this.failure?.signature?.whole === seen.whole) return this.lastGoodOr(this.failure.error);
    if (this.failure === null && this.good?.signature.whole === seen.whole) return this.good.snapshot;
    return null;
  }

  private lastGoodOr(error: FleetDataError): FleetSnapshot {
    if (this.good === null) throw error;
    return this.good.snapshot;
  }

  private startLoading(): Promise<FleetSnapshot> {
    this.loading = this.load().finally(() => {
      this.loading = null;
    });
    return this.loading;
  }

  private async load(): Promise<FleetSnapshot> {
    for (let attempt = 1; attempt <= MAX_TRIES; attempt += 1) {
      const before = await this.settled();
      if (before === null) continue;
      const outcome = await this.read(before);
      if ((await this.look()).whole !== before.whole) continue; // read across a change: no consistent picture
      if (outcome instanceof FleetDataError) return this.fail(outcome, before);
      return this.accept(outcome, before);
    }
    const message =
      `the files in ${this.dataDir} did not stay unchanged for ${this.settleMs} ms in ${MAX_TRIES} tries; ` +
      'export to another folder and move the finished files here.';
    return this.fail(new FleetDataError('UNSETTLED', message), null);
  }

  /** The files' signature once they have been left alone for `settleMs`; null where they changed meanwhile. */
  private async settled(): Promise<DataSignature | null> {
    const seen = await this.look();
    const ageMs = this.now() - seen.newestChangeMs;
    if (ageMs >= this.settleMs) return seen;
    // A volume's clock may be ahead of ours, so that its files seem to be of the future: never wait longer.
    await this.wait(Math.min(this.settleMs, this.settleMs - ageMs));
    const again = await this.look();
    return again.whole === seen.whole ? again : null;
  }

  private async read(signature: DataSignature): Promise<LoadedTables | FleetDataError> {
    try {
      const tables = await loadTables(this.dataDir, signature, this.good);
      return this.emptiedTable(tables) ?? tables;
    } catch (error) {
      if (error instanceof FleetDataError) return error;
      throw error;
    }
  }

  private emptiedTable(tables: LoadedTables): FleetDataError | null {
    const key = tableKeys.find(
      (each) => tables[each].report.rowsUsed === 0 && (this.good?.tables[each].report.rowsUsed ?? 0) > 0,
    );
    if (key === undefined) return null;
    const { file, rowsRead } = tables[key].report;
    const message =
      `${file} had usable rows and has none any more (${rowsRead} rows read), as if it were written half; the ` +
      'data before is used on. Export it again, or restart if it is meant to be empty.';
    return new FleetDataError('NO_USABLE_ROWS', message, { file });
  }

  private fail(error: FleetDataError, signature: DataSignature | null): FleetSnapshot {
    const passes = PASSING.has(systemCode(error.cause) ?? '');
    this.failure = { error, signature: passes ? null : signature };
    return this.lastGoodOr(error);
  }

  private async accept(tables: LoadedTables, signature: DataSignature): Promise<FleetSnapshot> {
    const before = this.good;
    const snapshot = makeSnapshot(tables);
    this.good = { signature, tables, snapshot, loadedAtMs: this.now() };
    this.failure = null;
    await this.quarantine(tables, before?.tables ?? null);
    if (before?.snapshot.fingerprint !== snapshot.fingerprint) {
      for (const listener of this.listeners) {
        queueMicrotask(() => {
          listener(snapshot);
        });
      }
    }
    return snapshot;
  }

  private async quarantine(tables: LoadedTables, before: LoadedTables | null): Promise<void> {
    if (this.quarantineDir === null) return;
    const fresh = tableKeys.filter((key) => tables[key] !== before?.[key] || this.quarantineProblem !== null);
    try {
      await writeQuarantine(
        this.quarantineDir,
        fresh.map((key) => tables[key].report),
      );
      this.quarantineProblem = null;
    } catch (error) {
      this.quarantineProblem = `${this.quarantineDir} cannot be written: ${messageOf(error)}`;
    }
  }
}

function tableStatuses(snapshot: FleetSnapshot): Readonly<Record<TableKey, TableStatus>> {
  const statuses = tableKeys.map((key) => {
    const { file, rowsRead, rowsUsed, setAsideCount, warningCount } = snapshot.tables[key];
    return [key, { file, rowsRead, rowsUsed, setAside: setAsideCount, warnings: warningCount }];
  });
  return Object.fromEntries(statuses) as Record<TableKey, TableStatus>; // one for each key
}
