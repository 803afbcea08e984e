import type { Candidates } from './candidates.js';
import type { SimulationTask } from './simulation-task.js';

/**
 * Replications of one truck count in one task, at most: some 50 ms of one core, short enough to cancel between tasks and
 * to share a thread pool fairly, long enough that handing it over does not count.
 */
const TASK_REPLICATIONS = 1_000;

/** Where a task's results belong. */
export interface PlacedTask {
  readonly group: number;
  /** Index of the task's first truck count in its group. */
  readonly firstCount: number;
  readonly task: SimulationTask;
}

/** Cuts the candidates into tasks. How they are cut changes no result. */
export function taskList(candidates: Candidates, seed: number, replications: number): PlacedTask[] {
  const tasks: PlacedTask[] = [];
  const perTask = Math.min(replications, TASK_REPLICATIONS);
  const countsPerTask = Math.max(1, Math.floor(TASK_REPLICATIONS / perTask));
  candidates.groups.forEach(({ mine, truckCounts }, group) => {
    for (let firstCount = 0; firstCount < truckCounts.length; firstCount += countsPerTask) {
      for (let first = 0; first < replications; first += perTask) {
        tasks.push({
          group,
          firstCount,
          task: {
            mine,
            truckCounts: truckCounts.slice(firstCount, firstCount + countsPerTask),
            seed,
            firstReplication: first,
            replications: Math.min(perTask, replications - first),
          },
        });
      }
    }
  });
  return tasks;
}
