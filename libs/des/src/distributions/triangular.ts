import type { RandomStream } from '../random/random-stream.js';
import { checkFinite, refuse } from './parameter-checks.js';

/**
 * Triangular variate on [low, high] with its peak at `mode`, by inversion: one uniform a draw (Law, Simulation
 * Modeling and Analysis, section 8.3). Its mean is (low + mode + high)/3.
 *
 * @param low in the variate's unit, as are `mode` and `high`; low ≤ mode ≤ high, all three may be equal
 * @throws RangeError for other parameters
 */
export function triangular(stream: RandomStream, low: number, mode: number, high: number): number {
  checkFinite('low', low);
  checkFinite('high', high);
  if (!(low <= mode && mode <= high)) refuse('mode', `must be from low ${low} to high ${high}`, mode);
  const width = high - low;
  const u = stream.uniform();
  const below = mode - low; // the probability below the mode is below/width
  return u * width < below
    ? low + Math.sqrt(u * width * below)
    : high - Math.sqrt((1 - u) * width * (high - mode));
}
