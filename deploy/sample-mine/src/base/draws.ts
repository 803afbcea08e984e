import { normal } from '@mining-ops/des/distributions/normal.js';
import { RandomStream } from '@mining-ops/des/random/random-stream.js';

/** Who draws. Each table owns a stream, so that a change to one leaves the others' bytes alone. */
const PURPOSES = [
  'places',
  'trucks',
  'excavators',
  'operators',
  'roads',
  'maintenance',
  'weather',
  'roster',
  'trips',
  'trip-records',
  'dirt',
  'vessels',
  'schedules',
  'limits',
  'limit-queues',
] as const;
export type Purpose = (typeof PURPOSES)[number];

export const streamFor = (seed: number, purpose: Purpose, entity = 0): RandomStream =>
  RandomStream.of({ seed, replication: 0, entity, purpose: PURPOSES.indexOf(purpose) });

/** The element at `index`. Throws a `RangeError` where there is none. */
export function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`there is no element ${index} among ${items.length}`);
  return item;
}

export const pick = <T>(stream: RandomStream, items: readonly T[]): T =>
  at(items, stream.integer(items.length));

/** One of the weighted items; weights need not sum to 1. */
export function pickWeighted<T>(stream: RandomStream, weighted: readonly (readonly [T, number])[]): T {
  const total = weighted.reduce((sum, [, weight]) => sum + weight, 0);
  let left = stream.uniform() * total;
  for (const [item, weight] of weighted) {
    left -= weight;
    if (left < 0) return item;
  }
  return at(weighted, weighted.length - 1)[0];
}

export const between = (stream: RandomStream, low: number, high: number): number =>
  low + (high - low) * stream.uniform();

/** Uniform integer from `low` to `high`, both included. */
export const integerBetween = (stream: RandomStream, low: number, high: number): number =>
  low + stream.integer(high - low + 1);

/** A new array in random order (Fisher–Yates). */
export function shuffled<T>(stream: RandomStream, items: readonly T[]): T[] {
  const order = [...items];
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = stream.integer(i + 1);
    [order[i], order[j]] = [at(order, j), at(order, i)];
  }
  return order;
}

/** Standard normal, held within ±3: a recorded trip is never a one-in-a-thousand outlier by the law alone. */
export const standardNormal = (stream: RandomStream): number =>
  Math.min(3, Math.max(-3, normal(stream, 0, 1)));

/** A factor with mean 1: exp(σz − σ²/2). */
export const lognormalFactor = (z: number, sigma: number): number =>
  Math.exp(sigma * z - (sigma * sigma) / 2);

/** Weibull variate by inversion, in the unit of `scale`. */
export const weibull = (stream: RandomStream, shape: number, scale: number): number =>
  scale * Math.pow(-Math.log(stream.uniformPositive()), 1 / shape);

/** Rounded half up; every number that is written passes here, so that no last bit of a logarithm shows. */
export function round(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  const rounded = Math.round(value * scale) / scale;
  return rounded === 0 ? 0 : rounded;
}
