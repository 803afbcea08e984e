import { normalCdf } from '@mining-ops/des/distributions/normal-cdf.js';

/** The slippage configuration: the best `wanted` of `systems` are better than all others by `apart`. */
export interface Slippage {
  readonly systems: number;
  readonly wanted: number;
  readonly apart: number;
  readonly deviation: number;
}

/**
 * Probability that the `wanted` largest of the sample means are those of the best systems, each mean being of
 * `replications` independent normal observations: (k−t)·∫Φ(z)^(k−t−1)·φ(z)·[1 − Φ(z − δ√n/σ)]^t dz (Bechhofer 1954),
 * by Simpson's rule.
 */
export function slippageProbability(
  { systems, wanted, apart, deviation }: Slippage,
  replications: number,
): number {
  const others = systems - wanted;
  const gap = (apart * Math.sqrt(replications)) / deviation;
  const density = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  const steps = 2000;
  const width = 18 / steps;
  let sum = 0;
  for (let s = 0; s <= steps; s += 1) {
    const z = -9 + s * width;
    const weight = s === 0 || s === steps ? 1 : s % 2 === 1 ? 4 : 2;
    sum += weight * normalCdf(z) ** (others - 1) * density(z) * normalCdf(gap - z) ** wanted;
  }
  return (others * sum * width) / 3;
}
