import { logGamma } from '@mining-ops/des/distributions/log-gamma.js';
import { cutNormalFigures } from './cut-normal.js';
import type { Spread } from './spread.js';

/** What is known of a spread without drawing from it; its mean is 1. */
export interface SpreadMoments {
  readonly variance: number;
  /** Its smallest and its largest value; the largest is infinity where there is none. */
  readonly least: number;
  readonly most: number;
}

export function spreadMoments(spread: Spread): SpreadMoments {
  switch (spread.kind) {
    case 'none':
      return { variance: 0, least: 1, most: 1 };
    case 'table':
      return {
        variance: tableVariance(spread.quantiles),
        least: spread.quantiles[0]!,
        most: spread.quantiles.at(-1)!,
      };
    case 'exponential':
      return { variance: 1, least: 0, most: Infinity };
    case 'lognormal':
      return { variance: spread.cv ** 2, least: 0, most: Infinity };
    case 'uniform':
      return {
        variance: spread.halfWidth ** 2 / 3,
        least: 1 - spread.halfWidth,
        most: 1 + spread.halfWidth,
      };
    case 'triangular': {
      const { low, high } = spread;
      const mode = 3 - low - high;
      const squares = low ** 2 + mode ** 2 + high ** 2;
      const variance = (squares - low * mode - low * high - mode * high) / 18;
      return { variance, least: low, most: high };
    }
    case 'gamma':
      return { variance: spread.cv ** 2, least: 0, most: Infinity };
    case 'erlang':
      return { variance: 1 / spread.phases, least: 0, most: Infinity };
    case 'weibull': {
      const inverse = 1 / spread.shape;
      const ratio = Math.exp(logGamma(1 + 2 * inverse) - 2 * logGamma(1 + inverse));
      return { variance: ratio - 1, least: 0, most: Infinity };
    }
    case 'truncatedNormal': {
      const { mean, variance } = cutNormalFigures(spread);
      return { variance: variance / mean ** 2, least: spread.low / mean, most: spread.high / mean };
    }
  }
}

/** Of a draw that is linear between the quantiles: each piece is uniform on its ends. */
function tableVariance(quantiles: Float64Array): number {
  const pieces = quantiles.length - 1;
  if (pieces < 1) return 0;
  let [sum, squares] = [0, 0];
  for (let i = 0; i < pieces; i += 1) {
    const [low, high] = [quantiles[i]!, quantiles[i + 1]!];
    sum += (low + high) / 2;
    squares += (low * low + low * high + high * high) / 3;
  }
  return Math.max(0, squares / pieces - (sum / pieces) ** 2);
}
