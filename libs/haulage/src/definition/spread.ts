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
  | { readonly kind: 'uniform'; readonly halfWidth: number }
  /** Its mode is 3 − low − high, which makes the mean 1. */
  | { readonly kind: 'triangular'; readonly low: number; readonly high: number }
  | { readonly kind: 'gamma'; readonly cv: number }
  /** The sum of `phases` exponentials; its coefficient of variation is 1/√phases. */
  | { readonly kind: 'erlang'; readonly phases: number }
  /** With a shape below 1 failures become rarer with age, at 1 it is exponential, above 1 machines wear out. */
  | { readonly kind: 'weibull'; readonly shape: number }
  /** A normal of mean 1 and this cv, cut to [low, high], then divided by its mean, which the cut has moved. */
  | CutNormal;

export interface CutNormal {
  readonly kind: 'truncatedNormal';
  readonly cv: number;
  readonly low: number;
  readonly high: number;
}

/** Below this, next to all of a Weibull's mean comes from values too rare to be drawn. */
const LEAST_WEIBULL_SHAPE = 0.1;

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
    case 'triangular':
      return triangularFaults(spread.low, spread.high);
    case 'gamma':
      return spread.cv > 0 && Number.isFinite(spread.cv) ? [] : [`cv must be above 0, is ${spread.cv}`];
    case 'erlang':
      return Number.isInteger(spread.phases) && spread.phases > 0
        ? []
        : [`phases must be a whole number from 1, is ${spread.phases}`];
    case 'weibull':
      return spread.shape >= LEAST_WEIBULL_SHAPE && Number.isFinite(spread.shape)
        ? []
        : [`shape must be ${LEAST_WEIBULL_SHAPE} or more, is ${spread.shape}`];
    case 'truncatedNormal':
      return cutNormalFaults(spread);
    case 'none':
    case 'exponential':
      return [];
  }
}

function triangularFaults(low: number, high: number): string[] {
  if (!(low >= 0 && low <= 1)) return [`low must be from 0 to 1, is ${low}`];
  const mode = 3 - low - high;
  return low <= mode && mode <= high
    ? []
    : [
        `high must be from ${(3 - low) / 2} to ${3 - 2 * low} where low is ${low}, so that the mean is 1; is ${high}`,
      ];
}

function cutNormalFaults({ cv, low, high }: CutNormal): string[] {
  const faults: string[] = [];
  if (!(cv > 0 && Number.isFinite(cv))) faults.push(`cv must be above 0, is ${cv}`);
  if (!(low >= 0 && low < 1)) faults.push(`low must be from 0 to below 1, is ${low}`);
  if (!(high > 1 && Number.isFinite(high))) faults.push(`high must be above 1, is ${high}`);
  return faults;
}

/** A random quantity as mean × spread: the mean carries the unit and what is known (road, weather, loader). */
export interface Variate {
  readonly mean: number;
  readonly spread: Spread;
}
