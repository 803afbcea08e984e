import type { SimulationTask } from '@mining-ops/strategy/search/simulation-task.js';
import { Piscina } from 'piscina';

/** Threads that simulate. They share nothing with the main thread, which stays free for locks, events and progress. */
export class ThreadPool {
  private readonly pool: Piscina<SimulationTask, Float64Array>;

  /**
   * @param threads number of threads, at least 1
   * @param filename URL of the built `thread.js`
   */
  constructor(
    readonly threads: number,
    filename: string,
  ) {
    this.pool = new Piscina({ filename, name: 'simulateTask', minThreads: threads, maxThreads: threads });
  }

  /** Runs a task; tasks that wait for a thread are taken first in, first out. */
  async run(task: SimulationTask): Promise<Float64Array> {
    return await this.pool.run(task);
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }
}
