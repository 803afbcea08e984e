import { KPI_COUNT } from '@mining-ops/haulage/kpi/mine-kpis.js';
import { simulate } from '@mining-ops/strategy/search/simulation-task.js';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import { MineReceiver, type SentTask } from './sent-mines.js';

const receiver = new MineReceiver();

/** What a thread did for a task. */
export interface TaskFigures {
  readonly replications: number;
  readonly events: number;
  /** Time that the thread was busy with it, ms. */
  readonly busyMs: number;
}

export interface SimulatedTask {
  readonly rows: Float64Array;
  readonly figures: TaskFigures;
}

/** What a pool thread does: one task. The rows' memory is handed over, not copied. */
export function simulateTask(task: SentTask): ReturnType<typeof move> {
  const startedMs = performance.now();
  const tally = { events: 0 };
  const rows = simulate(receiver.received(task), tally);
  const figures = {
    replications: rows.length / KPI_COUNT,
    events: tally.events,
    busyMs: performance.now() - startedMs,
  };
  return move({
    [transferableSymbol]: rows.buffer,
    [valueSymbol]: { rows, figures } satisfies SimulatedTask,
  });
}
