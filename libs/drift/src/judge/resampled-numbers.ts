import { jensenShannon, populationStability } from '../statistics/share-distances.js';
import type { Resample } from '../sample/resamples.js';

/** Effect sizes of a column of numbers between the two samples of each resample. */
export interface EffectsByChance {
  readonly wasserstein: number[];
  readonly jensenShannon: number[];
  readonly psi: number[];
}

/**
 * Works effect sizes out from how often each row was drawn, without sorting anew: a sample of a column is its sorted values
 * with the number of times that each occurs.
 */
export class ResampledNumbers {
  /** Rows with a value, by value. */
  private readonly order: Int32Array;
  /** Tenth of each of them. */
  private readonly bins: Uint8Array;
  /** From each of them to the next. */
  private readonly steps: Float64Array;

  /**
   * @param values by row; NaN is missing
   * @param sorted the known ones
   * @param edges of the tenths
   * @param deviation what distances are divided by
   */
  constructor(
    values: Float64Array,
    sorted: Float64Array,
    private readonly edges: Float64Array,
    private readonly deviation: number,
  ) {
    const rows = Int32Array.from(values.keys()).filter((row) => !Number.isNaN(values[row]!));
    this.order = rows.sort((a, b) => values[a]! - values[b]!);
    let bin = 0;
    this.bins = Uint8Array.from(sorted, (value) => {
      while (bin < edges.length && value > edges[bin]!) bin += 1;
      return bin;
    });
    this.steps = sorted.map((value, i) => (sorted[i + 1] ?? value) - value);
  }

  effects(resamples: readonly Resample[]): EffectsByChance {
    const byChance: EffectsByChance = { wasserstein: [], jensenShannon: [], psi: [] };
    const [p, q] = [new Float64Array(this.edges.length + 1), new Float64Array(this.edges.length + 1)];
    for (const { reference, window } of resamples) {
      const [ofReference, ofWindow] = [this.share(reference, p), this.share(window, q)];
      const area = this.area(reference, ofReference, window, ofWindow);
      byChance.wasserstein.push(area / (this.deviation || 1));
      byChance.jensenShannon.push(jensenShannon(p, q));
      byChance.psi.push(populationStability(p, q));
    }
    return byChance;
  }

  /** Fills in the share of each tenth. Returns what one row of the sample weighs. */
  private share(times: Uint32Array, shares: Float64Array): number {
    const { order, bins } = this;
    shares.fill(0);
    let total = 0;
    for (let i = 0; i < order.length; i += 1) {
      const count = times[order[i]!]!;
      total += count;
      shares[bins[i]!]! += count;
    }
    for (let bin = 0; bin < shares.length; bin += 1) shares[bin]! /= total;
    return 1 / total;
  }

  /** The area between both distribution functions: the Wasserstein distance. */
  private area(a: Uint32Array, weightA: number, b: Uint32Array, weightB: number): number {
    const { order, steps } = this;
    let [difference, area] = [0, 0];
    for (let i = 0; i + 1 < order.length; i += 1) {
      const row = order[i]!;
      difference += a[row]! * weightA - b[row]! * weightB;
      area += difference < 0 ? -difference * steps[i]! : difference * steps[i]!;
    }
    return area;
  }
}
