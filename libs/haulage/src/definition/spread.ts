/**
 * How a quantity varies around its mean: a distribution with mean 1, by which the mean is multiplied. `cv` is the
 * coefficient of variation, standard deviation over mean.
 */
export type Spread =
  | { readonly kind: 'none' }
  /** A quantile table of observed/expected ratios (see `quantileTable` in des). */
  | { readonly kind: 'table'; readonly quantiles: Float64Array }
  | { readonly kind: 'exponential' }
  | { readonly kind: 'lognormal'; readonly cv: number }
  /** On [1 − halfWidth, 1 + halfWidth]; the half-width is at most 1. */
  | { readonly kind: 'uniform'; readonly halfWidth: number };

export const CERTAIN: Spread = { kind: 'none' };

/** Reasons why a spread cannot be used; empty where it can. */
export function spreadFaults(spread: Spread): string[] {
  switch (spread.kind) {
    case 'table':
      return spread.quantiles.length > 0 && spread.quantiles.every((q) => q >= 0 && Number.isFinite(q))
        ? []
        : ['its table must hold at least one number, none negative'];
    case 'lognormal':
      return spread.cv >= 0 && Number.isFinite(spread.cv) ? [] : [`cv must not be negative, is ${spread.cv}`];
    case 'uniform':
      return spread.halfWidth >= 0 && spread.halfWidth <= 1
        ? []
        : [`halfWidth must be from 0 to 1, is ${spread.halfWidth}`];
    default:
      return [];
  }
}

/** A random quantity as mean × spread: the mean carries the unit and what is known (road, weather, loader). */
export interface Variate {
  readonly mean: number;
  readonly spread: Spread;
}
