import { normalCdf } from '@mining-ops/des/distributions/normal-cdf.js';
import type { CutNormal } from './spread.js';

/** A normal of mean 1 after it was cut to [low, high], before it is divided by its mean. */
export interface CutNormalFigures {
  readonly mean: number;
  readonly variance: number;
  /** Probability below `low`, and between `low` and `high`, of the normal before the cut. */
  readonly below: number;
  readonly within: number;
}

/** Johnson, Kotz & Balakrishnan 1994, Continuous Univariate Distributions 1, section 13.10.1. */
export function cutNormalFigures({ cv, low, high }: CutNormal): CutNormalFigures {
  const [a, b] = [(low - 1) / cv, (high - 1) / cv];
  const below = normalCdf(a);
  const within = normalCdf(b) - below;
  const shift = (density(a) - density(b)) / within;
  return {
    mean: 1 + cv * shift,
    variance: cv ** 2 * (1 + (a * density(a) - b * density(b)) / within - shift ** 2),
    below,
    within,
  };
}

function density(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}
