import type { RandomStream } from '../random/random-stream.js';
import { normal } from './normal.js';
import { checkPositive } from './parameter-checks.js';

/**
 * Gamma variate of the given mean and shape; variance mean²/shape. By squeeze and rejection (Marsaglia & Tsang 2000, ACM
 * Transactions on Mathematical Software 26(3)): it takes 1.05 pairs of uniforms on average, at most, so that what follows
 * in the same stream does not stay aligned under common random numbers. Give it a stream of its own; for whole shapes
 * `erlang` does stay aligned.
 *
 * @param mean above 0, in the variate's unit
 * @param shape above 0
 * @throws RangeError for other parameters
 */
export function gamma(stream: RandomStream, mean: number, shape: number): number {
  checkPositive('mean', mean);
  checkPositive('shape', shape);
  const scale = mean / shape;
  if (shape >= 1) return scale * standardGamma(stream, shape);
  // Γ(a) = Γ(a + 1)·U^(1/a): the method itself needs a shape of at least 1.
  const boosted = standardGamma(stream, shape + 1);
  return scale * boosted * stream.uniformPositive() ** (1 / shape);
}

/** Gamma variate of scale 1 and a shape of at least 1. */
function standardGamma(stream: RandomStream, shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(stream, 0, 1);
    const u = stream.uniformPositive();
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const square = x * x;
    if (u < 1 - 0.0331 * square * square) return d * v;
    if (Math.log(u) < 0.5 * square + d * (1 - v + Math.log(v))) return d * v;
  }
}
