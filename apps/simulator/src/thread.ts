import { simulate, type SimulationTask } from '@mining-ops/strategy/search/simulation-task.js';
import { move } from 'piscina';

/** What a pool thread does: one task. The result's memory is handed over, not copied. */
export function simulateTask(task: SimulationTask): ReturnType<typeof move> {
  return move(simulate(task));
}
