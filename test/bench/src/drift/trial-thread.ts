import { workerData } from 'piscina';
import { CHANGES } from './changes.js';
import type { Population } from './population.js';
import { judgeTrial, type Sizes } from './trials.js';

export interface Trial {
  readonly sizes: Sizes;
  /** Number of the change; null is none. */
  readonly change: number | null;
  readonly seed: number;
  readonly trial: number;
}

/** Whether a trial's window is judged to have drifted. */
export async function judgeOne({ sizes, change, seed, trial }: Trial): Promise<boolean> {
  const changed = change === null ? null : (CHANGES[change] ?? null);
  const { verdict } = await judgeTrial(workerData as Population, sizes, changed, { seed, trial });
  return verdict === 'drift';
}
