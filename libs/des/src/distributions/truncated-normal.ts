import type { RandomStream } from '../random/random-stream.js';
import { normalCdf } from './normal-cdf.js';
import { normalQuantile } from './normal-quantile.js';
import { checkFinite, checkPositive, refuse } from './parameter-checks.js';

/**
 * A normal distribution cut to [low, high] and scaled up, drawn by inversion between Φ of both ends: one uniform a draw,
 * however little of the normal lies between them (Law, Simulation Modeling and Analysis, section 8.2.1). The ends' probabilities are worked out once.
 */
export class TruncatedNormal {
  /** 1, or −1 where the interval lies in the upper tail: mirrored, its probabilities keep their digits. */
  private readonly side: number;
  private readonly from: number;
  private readonly probability: number;

  /**
   * @param mean of the normal before the cut, in the variate's unit, as are the others; the mean after it differs
   * @param standardDeviation of the normal before the cut, above 0
   * @param low −Infinity leaves that side open
   * @param high above `low`; Infinity leaves that side open
   * @throws RangeError for other parameters, and where the interval is so far out that it holds no probability
   */
  constructor(
    private readonly mean: number,
    private readonly standardDeviation: number,
    private readonly low: number,
    private readonly high: number,
  ) {
    checkFinite('mean', mean);
    checkPositive('standardDeviation', standardDeviation);
    if (!(high > low)) refuse('high', `must be above low ${low}`, high);
    this.side = low > mean ? -1 : 1;
    const ends = [low, high].map((end) => normalCdf((this.side * (end - mean)) / standardDeviation));
    this.from = Math.min(...ends);
    this.probability = Math.max(...ends) - this.from;
    if (!(this.probability > 0)) refuse('low', `to high ${high} must hold some probability`, low);
  }

  draw(stream: RandomStream): number {
    // The half step keeps the argument inside (0, 1) where a side is open.
    const p = this.from + (stream.uniform() + 2 ** -54) * this.probability;
    const x = this.mean + this.side * this.standardDeviation * normalQuantile(p);
    // The quantile's last digits may lie beyond an end.
    return Math.min(Math.max(x, this.low), this.high);
  }
}
