import type { RandomStream } from '../random/random-stream.js';
import { checkPositive, refuse } from './parameter-checks.js';

/**
 * Erlang variate: the sum of `shape` independent exponentials, together of the given mean; variance mean²/shape. By
 * inversion of each: exactly `shape` uniforms a draw (Law, Simulation Modeling and Analysis, section 8.3).
 *
 * @param mean above 0, in the variate's unit
 * @param shape whole number of phases, at least 1
 * @throws RangeError for other parameters
 */
export function erlang(stream: RandomStream, mean: number, shape: number): number {
  checkPositive('mean', mean);
  if (!(Number.isInteger(shape) && shape >= 1))
    refuse('shape', 'must be a whole number of at least 1', shape);
  let logs = 0;
  for (let phase = 0; phase < shape; phase += 1) logs += Math.log(stream.uniformPositive());
  return (-mean / shape) * logs;
}
