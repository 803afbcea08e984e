import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { STREAM } from '../data/folds.js';
import type { TargetDefinition } from '../features/targets.js';
import { referenceLoss } from './losses.js';

/** An estimate with the interval that holds it in 95 of 100 repetitions. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 1000;
const LEVEL = 0.95;

/**
 * Losses of several models on the same rows, added up by shift. Scores are the part of the rows' own variation that a
 * model explains: R² for a regression, and the same of the log loss (McFadden's) for a classification. A constant scores
 * about 0, perfection 1.
 *
 * Intervals are by the bootstrap over shifts (Efron 1979): rows of one shift are alike, so shifts and not rows are drawn.
 * Every model is scored on the same draws, so a difference has an interval of its own (paired).
 */
export class ScoreCard {
  private readonly groups: number;
  private readonly count: Float64Array;
  private readonly sum: Float64Array;
  private readonly squares: Float64Array;
  private readonly losses = new Map<string, Float64Array>();
  private readonly groupOf: Int32Array;

  /**
   * @param actual of the rows that are judged
   * @param shift of each of them
   */
  constructor(
    private readonly task: TargetDefinition['task'],
    actual: Float64Array,
    shift: Int32Array,
    private readonly seed: number,
  ) {
    const numberOf = new Map(
      [...new Set(shift)].sort((a, b) => a - b).map((group, number) => [group, number]),
    );
    this.groups = numberOf.size;
    this.groupOf = Int32Array.from(shift, (group) => numberOf.get(group)!);
    this.count = this.totals(() => 1, actual.length);
    this.sum = this.totals((i) => actual[i]!, actual.length);
    this.squares = this.totals((i) => actual[i]! ** 2, actual.length);
  }

  /** @param losses of a model on each of the rows, in their order */
  add(model: string, losses: Float64Array): void {
    this.losses.set(
      model,
      this.totals((i) => losses[i]!, losses.length),
    );
  }

  scoreOf(model: string): Interval {
    return this.interval((weights) => this.score(model, weights));
  }

  /** How much better the one scores than the other. */
  gainOf(model: string, over: string): Interval {
    return this.interval((weights) => this.score(model, weights) - this.score(over, weights));
  }

  private totals(value: (row: number) => number, rows: number): Float64Array {
    const totals = new Float64Array(this.groups);
    for (let i = 0; i < rows; i += 1) totals[this.groupOf[i]!]! += value(i);
    return totals;
  }

  /** @param weights how often each group counts */
  private score(model: string, weights: Float64Array): number {
    const losses = this.losses.get(model);
    if (losses === undefined) throw new RangeError(`no losses of "${model}" were added`);
    let [count, sum, squares, loss] = [0, 0, 0, 0];
    for (let g = 0; g < this.groups; g += 1) {
      const weight = weights[g]!;
      count += weight * this.count[g]!;
      sum += weight * this.sum[g]!;
      squares += weight * this.squares[g]!;
      loss += weight * losses[g]!;
    }
    const reference = referenceLoss(this.task, count, sum, squares);
    return reference > 0 ? 1 - loss / reference : 0;
  }

  private interval(statistic: (weights: Float64Array) => number): Interval {
    const { groups } = this;
    const weights = new Float64Array(groups).fill(1);
    const estimate = statistic(weights);
    const stream = RandomStream.of({ seed: this.seed, replication: 0, entity: 0, purpose: STREAM.bootstrap });
    const drawn = new Float64Array(RESAMPLES);
    for (let b = 0; b < RESAMPLES; b += 1) {
      weights.fill(0);
      for (let g = 0; g < groups; g += 1) weights[(stream.uniform() * groups) | 0]! += 1;
      drawn[b] = statistic(weights);
    }
    drawn.sort();
    const at = (share: number): number => drawn[Math.round(share * (RESAMPLES - 1))]!;
    return { estimate, low: at((1 - LEVEL) / 2), high: at((1 + LEVEL) / 2) };
  }
}
