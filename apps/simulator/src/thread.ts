import { simulate, type SimulationTask } from '@mining-ops/strategy/evaluate/simulation-task.js';
import { move, type Movable } from 'piscina';

/** What a pool thread does: one task. The result's memory is handed over, not copied. */
export function simulateTask(task: SimulationTask): ArrayBufferLike | ArrayBufferView | Movable {
  return move(simulate(task));
}
