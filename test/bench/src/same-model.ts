import { confidenceInterval } from '@mining-ops/des/statistics/confidence-interval.js';
import { Tally } from '@mining-ops/des/statistics/tally.js';

/** Seeds are the numbers of the rounds: what agrees once agrees in every later run. */
const LEVEL = 0.999;
/** Of the mean. An interval that is wider would agree with anything. */
const MOST_HALF_WIDTH = 0.01;

/**
 * Speeds compare only where the programs simulate the same thing: the rounds' throughputs must have theory within their
 * own confidence interval.
 *
 * @param perMin the rounds' throughputs of one program, cycles a minute
 * @throws Error where they have not, or their interval is too wide to tell
 */
export function requireTheory(who: string, perMin: readonly number[], expectedPerMin: number): void {
  const tally = new Tally();
  for (const value of perMin) tally.add(value);
  const { mean, halfWidth } = confidenceInterval(tally, LEVEL);
  const found = `${who} has ${mean.toFixed(5)} ± ${halfWidth.toFixed(5)} cycles a minute, theory ${expectedPerMin}`;
  if (Math.abs(mean - expectedPerMin) > halfWidth) throw new Error(`${found}: not the same model`);
  if (halfWidth > MOST_HALF_WIDTH * mean) throw new Error(`${found}: too few cycles to tell`);
}
