import { ModelSession } from './model-session.js';

/** A loaded session, and how many hold it. */
export interface CountedSession {
  readonly key: string;
  readonly session: ModelSession;
  holders: number;
}

/** The sessions of a process: each version is loaded once, shared, and given back when nobody holds it any more. */
export class SessionPool {
  private readonly loaded = new Map<string, CountedSession>();
  private readonly loading = new Map<string, Promise<void>>();
  private readonly waiting: (() => void)[] = [];
  /** Sessions that have memory of ONNX Runtime. */
  private live = 0;

  constructor(private readonly modelsDir: string) {}

  get sessions(): number {
    return this.live;
  }

  /** Holds a version, loading it where it is not loaded. @throws ModelFilesError */
  async take(target: string, version: string): Promise<CountedSession> {
    const key = `${target}/${version}`;
    for (;;) {
      const counted = this.loaded.get(key);
      if (counted !== undefined) return this.hold(counted);
      // It may have been given back again by the time that a waiter goes on: then it is loaded once more.
      await (this.loading.get(key) ?? this.load(key, target, version));
    }
  }

  /** Holds a session once more. It must be held already. */
  hold(counted: CountedSession): CountedSession {
    counted.holders += 1;
    return counted;
  }

  /** Lets go of it once; the last one to do so gives it back. */
  async letGo(counted: CountedSession): Promise<void> {
    counted.holders -= 1;
    if (counted.holders > 0) return;
    this.loaded.delete(counted.key);
    try {
      await counted.session.release();
    } finally {
      this.live -= 1;
      if (this.live === 0) for (const wake of this.waiting.splice(0)) wake();
    }
  }

  /** Resolves once no session is held. */
  async drained(): Promise<void> {
    if (this.live === 0) return;
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  private load(key: string, target: string, version: string): Promise<void> {
    const loading = ModelSession.load(this.modelsDir, target, version)
      .then((session) => {
        this.live += 1;
        this.loaded.set(key, { key, session, holders: 0 });
      })
      .finally(() => this.loading.delete(key));
    this.loading.set(key, loading);
    return loading;
  }
}
