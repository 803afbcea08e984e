import type { RandomStream } from '../random/random-stream.js';
import { checkNotNegative, checkPositive } from './parameter-checks.js';

/**
 * A discrete distribution on 0 … n − 1, drawn in constant time whatever n, by Walker's alias method with Vose's (1991,
 * IEEE Transactions on Software Engineering 17(9)) table, whose making takes time in proportion to n. One uniform a draw:
 * its whole part chooses the column, its fraction between the column's own number and its alias.
 */
export class AliasTable {
  /** Probability, within each column, of the column's own number. */
  private readonly own: Float64Array;
  private readonly alias: Int32Array;

  /**
   * @param weights of the numbers 0 … n − 1, at least 0 and finite; they need not sum to 1, but not to 0
   * @throws RangeError for other weights, or none
   */
  constructor(weights: ArrayLike<number>) {
    const total = totalOf(weights);
    const n = weights.length;
    this.own = new Float64Array(n).fill(1);
    this.alias = Int32Array.from({ length: n }, (_, i) => i);
    const scaled = Float64Array.from(weights, (weight) => (weight / total) * n);
    const small: number[] = [];
    const large: number[] = [];
    scaled.forEach((share, i) => (share < 1 ? small : large).push(i));
    while (small.length > 0 && large.length > 0) {
      const filled = small.pop()!;
      const giver = large.pop()!;
      this.own[filled] = scaled[filled]!;
      this.alias[filled] = giver;
      scaled[giver]! += scaled[filled]! - 1;
      (scaled[giver]! < 1 ? small : large).push(giver);
    }
    // What is left differs from 1 by rounding only, and keeps its column whole.
  }

  /** Number of the outcomes that there are, those of weight 0 included. */
  get size(): number {
    return this.own.length;
  }

  draw(stream: RandomStream): number {
    const position = stream.uniform() * this.own.length;
    const column = Math.floor(position);
    return position - column < this.own[column]! ? column : this.alias[column]!;
  }
}

function totalOf(weights: ArrayLike<number>): number {
  checkPositive('number of weights', weights.length);
  let total = 0;
  for (let i = 0; i < weights.length; i += 1) {
    checkNotNegative(`weights[${i}]`, weights[i]!);
    total += weights[i]!;
  }
  checkPositive('sum of weights', total);
  return total;
}
