import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { judgeWindow, DEFAULT_JUDGE_OPTIONS, type Judgement } from '@mining-ops/drift/judge/judge-window.js';
import type { Change } from './changes.js';
import { rowsOf, type Population } from './population.js';

export interface Sizes {
  readonly reference: number;
  readonly window: number;
}

/**
 * Judges a window that differs from its reference by chance, or by a change beside: both are drawn from the population, no
 * row twice.
 *
 * @param trial names the random numbers
 */
export async function judgeTrial(
  population: Population,
  { reference, window }: Sizes,
  change: Change | null,
  { seed, trial }: { readonly seed: number; readonly trial: number },
): Promise<Judgement> {
  const stream = RandomStream.of({ seed, replication: trial, entity: reference, purpose: window });
  const rows = Int32Array.from({ length: population.rows }, (_, row) => row);
  for (let i = 0; i < reference + window; i += 1) {
    const j = i + Math.floor(stream.uniform() * (rows.length - i));
    [rows[i], rows[j]] = [rows[j] ?? 0, rows[i] ?? 0];
  }
  const was = rowsOf(population, rows.subarray(0, reference));
  const is = rowsOf(population, rows.subarray(reference, reference + window));
  const changed = change === null ? is : change.apply(is, stream);
  return judgeWindow(was, changed, new Map(), { ...DEFAULT_JUDGE_OPTIONS, seed: trial });
}
