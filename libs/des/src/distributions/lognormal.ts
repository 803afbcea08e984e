import type { RandomStream } from '../random/random-stream.js';
import { normal } from './normal.js';
import { checkNotNegative, checkPositive } from './parameter-checks.js';

/**
 * Lognormal variate of the given mean and standard deviation – its own, not its logarithm's, for those are what data
 * show. σ² = ln(1 + (sd/mean)²), μ = ln(mean) − σ²/2; by inversion, one uniform a draw (Law,
 * Simulation Modeling and Analysis, section 8.3).
 *
 * @param mean above 0, in the variate's unit
 * @param standardDeviation at least 0, in the variate's unit
 * @throws RangeError for other parameters
 */
export function lognormal(stream: RandomStream, mean: number, standardDeviation: number): number {
  checkPositive('mean', mean);
  checkNotNegative('standardDeviation', standardDeviation);
  const variance = Math.log1p((standardDeviation / mean) ** 2);
  return mean * Math.exp(normal(stream, -variance / 2, Math.sqrt(variance)));
}
