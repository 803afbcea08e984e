import type { SimulationTask } from '@mining-ops/strategy/search/simulation-task.js';
import { Piscina } from 'piscina';
import { MineSender, type SentTask } from './sent-mines.js';
import type { SimulatedTask, TaskFigures } from './thread.js';

/** Threads that simulate. They share nothing with the main thread, which stays free for locks, events and progress. */
export class ThreadPool {
  private readonly pool: Piscina<SentTask, SimulatedTask>;
  private readonly sender = new MineSender();

  /**
   * @param threads number of threads, at least 1
   * @param filename URL of the built `thread.js`
   * @param onDone told of each task that a thread has done
   */
  constructor(
    readonly threads: number,
    filename: string,
    private readonly onDone: (figures: TaskFigures) => void,
  ) {
    this.pool = new Piscina({ filename, name: 'simulateTask', minThreads: threads, maxThreads: threads });
  }

  /** Runs a task; tasks that wait for a thread are taken first in, first out. */
  async run(task: SimulationTask): Promise<Float64Array> {
    const { rows, figures } = await this.pool.run(this.sender.toSend(task));
    this.onDone(figures);
    return rows;
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }
}
