import path from 'node:path';
import { signatureOf } from '@mining-ops/fleet-data/data-signature.js';
import { messageOf } from '@mining-ops/fleet-data/fleet-data-error.js';
import { MANIFEST_FILE, MODEL_FILE, POINTER_FILE } from '@mining-ops/model-files/model-folder.js';
import { ModelFilesError } from '@mining-ops/model-files/model-files-error.js';
import { readPointer } from '@mining-ops/model-files/pointer.js';
import { ModelLease } from './model-lease.js';
import { SessionPool, type CountedSession } from './session-pool.js';

/** A version that is current on paper and cannot be served, or a pointer file that cannot be read. */
export interface ModelProblem {
  /** Null where the pointer file itself is at fault. */
  readonly target: string | null;
  readonly version: string | null;
  readonly message: string;
}

export interface ServedModelsStatus {
  /** Version by target, as predictions are made now. */
  readonly versions: Readonly<Record<string, string>>;
  readonly problems: readonly ModelProblem[];
}

export interface ServedModelsOptions {
  readonly modelsDir: string;
  /** Told when versions were swapped or a problem came or went, and how long that took, ms. */
  readonly onChange?: (status: ServedModelsStatus, tookMs: number) => void;
}

/**
 * The current model of each target, one session each in this process. What the pointer file names is loaded beside what
 * is served, and takes its place all at once; the old sessions are given back when the last job that uses them has
 * ended. A version that cannot be loaded is refused, and the one before it goes on serving.
 */
export class ServedModels {
  private readonly pool: SessionPool;
  private current: ReadonlyMap<string, CountedSession> = new Map();
  private problems: readonly ModelProblem[] = [];
  /** Version by target as the pointer file has it. */
  private wanted: Readonly<Record<string, string>> = {};
  /** What it and the files of those versions looked like before they were last read; null: read them again. */
  private seen: string | null = null;
  private refreshing: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | null = null;
  private closed = false;

  constructor(private readonly options: ServedModelsOptions) {
    this.pool = new SessionPool(options.modelsDir);
  }

  /**
   * Loads what the pointer file names now, where it or the files that it names have changed. What cannot be loaded is in
   * `status()`.
   */
  async refresh(): Promise<void> {
    this.refreshing = this.refreshing.then(() => this.follow());
    await this.refreshing;
  }

  /**
   * Looks at the files every `intervalMs`; new versions serve within that and the time they take to load. By looking,
   * as network volumes and containers' mounts send no notices. Keeps no process alive.
   */
  watch({ intervalMs = 250 }: { readonly intervalMs?: number } = {}): void {
    if (this.timer !== null || this.closed) return;
    this.timer = setTimeout(() => {
      void this.refresh().then(() => {
        this.timer = null;
        this.watch({ intervalMs });
      });
    }, intervalMs);
    this.timer.unref();
  }

  status(): ServedModelsStatus {
    const versions = [...this.current].map(([target, { session }]) => [target, session.manifest.version]);
    return { versions: Object.fromEntries(versions) as Record<string, string>, problems: this.problems };
  }

  /** Sessions in memory: those that are served, and those that jobs still use. */
  get sessions(): number {
    return this.pool.sessions;
  }

  /** The models that are current, for one job: whatever is swapped meanwhile, these stay until it lets go of them. */
  acquire(): ModelLease {
    if (this.closed) throw new Error('the served models are closed');
    return new ModelLease(
      this.pool,
      [...this.current.values()].map((counted) => this.pool.hold(counted)),
    );
  }

  /**
   * The given versions, for a part of a job whose other parts have them, whether or not they are current any more.
   *
   * @param versions version by target
   * @throws ModelFilesError where one cannot be loaded
   */
  async acquireVersions(versions: Readonly<Record<string, string>>): Promise<ModelLease> {
    const held = await Promise.allSettled(
      Object.entries(versions).map(([target, version]) => this.pool.take(target, version)),
    );
    const lease = new ModelLease(
      this.pool,
      held.filter((one) => one.status === 'fulfilled').map(({ value }) => value),
    );
    const failed = held.find((one) => one.status === 'rejected');
    if (failed === undefined) return lease;
    await lease.release();
    throw failed.reason;
  }

  /** Stops watching, and resolves once every session has been given back, that is when no lease is left. */
  async close(): Promise<void> {
    this.closed = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.refreshing;
    const last = this.current;
    this.current = new Map();
    await this.letGo(last.values());
    await this.pool.drained();
  }

  private async follow(): Promise<void> {
    if (this.closed || (await this.look(this.wanted)) === this.seen) return;
    const startedMs = performance.now();
    const { current, problems } = await this.load();
    const replaced = this.current;
    const changed =
      JSON.stringify(problems) !== JSON.stringify(this.problems) || !sameSessions(current, replaced);
    this.current = current;
    this.problems = problems;
    const tookMs = performance.now() - startedMs;
    await this.letGo(replaced.values());
    if (changed) this.options.onChange?.(this.status(), tookMs);
  }

  /** What the pointer file and the files of some versions look like. */
  private async look(versions: Readonly<Record<string, string>>): Promise<string> {
    const { modelsDir } = this.options;
    const pointer = await signatureOf(modelsDir, [POINTER_FILE]);
    return `${pointer.whole}\n${await lookOf(modelsDir, versions)}`;
  }

  /** What is to be served, each session held once more, and what cannot be. */
  private async load(): Promise<{
    current: ReadonlyMap<string, CountedSession>;
    problems: readonly ModelProblem[];
  }> {
    const { modelsDir } = this.options;
    // Each file is looked at before it is read: what changes meanwhile is then seen the next time.
    const pointer = await signatureOf(modelsDir, [POINTER_FILE]);
    this.seen = null;
    try {
      this.wanted = (await readPointer(modelsDir)).current;
    } catch (error) {
      for (const counted of this.current.values()) this.pool.hold(counted);
      if (!mayPass(error)) this.seen = `${pointer.whole}\n${await lookOf(modelsDir, this.wanted)}`;
      return {
        current: this.current,
        problems: [{ target: null, version: null, message: messageOf(error) }],
      };
    }
    const files = await lookOf(modelsDir, this.wanted);
    const current = new Map<string, CountedSession>();
    const problems: ModelProblem[] = [];
    let passing = false;
    for (const [target, version] of Object.entries(this.wanted)) {
      try {
        current.set(target, await this.pool.take(target, version));
      } catch (error) {
        passing ||= mayPass(error);
        problems.push({ target, version, message: messageOf(error) });
        const before = this.current.get(target);
        if (before !== undefined) current.set(target, this.pool.hold(before));
      }
    }
    if (!passing) this.seen = `${pointer.whole}\n${files}`;
    return { current, problems };
  }

  private async letGo(all: Iterable<CountedSession>): Promise<void> {
    await Promise.all([...all].map((counted) => this.pool.letGo(counted)));
  }
}

async function lookOf(modelsDir: string, versions: Readonly<Record<string, string>>): Promise<string> {
  const files = Object.entries(versions).flatMap(([target, version]) =>
    [MANIFEST_FILE, MODEL_FILE].map((file) => path.join(target, version, file)),
  );
  return (await signatureOf(modelsDir, files)).whole;
}

/** Whether it may work the next time though no file has changed: the system was out of something, say. */
const mayPass = (error: unknown): boolean =>
  !(error instanceof ModelFilesError) || error.code === 'UNREADABLE';

function sameSessions(
  one: ReadonlyMap<string, CountedSession>,
  other: ReadonlyMap<string, CountedSession>,
): boolean {
  return one.size === other.size && [...one].every(([target, counted]) => other.get(target) === counted);
}
