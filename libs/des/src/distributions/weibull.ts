import type { RandomStream } from '../random/random-stream.js';
import { checkPositive } from './parameter-checks.js';

/**
 * Weibull variate, P(X > x) = exp(−(x/scale)^shape), by inversion: one uniform a draw
 * (Devroye 1986, Non-Uniform Random Variate Generation, section II.2). Its mean is scale·Γ(1 + 1/shape).
 *
 * @param scale above 0, in the variate's unit: 63.2% of lives end before it
 * @param shape above 0: below 1 failures become rarer with age, at 1 it is exponential, above 1 machines wear out
 * @throws RangeError for other parameters
 */
export function weibull(stream: RandomStream, scale: number, shape: number): number {
  checkPositive('scale', scale);
  checkPositive('shape', shape);
  return scale * (-Math.log(stream.uniformPositive())) ** (1 / shape);
}
