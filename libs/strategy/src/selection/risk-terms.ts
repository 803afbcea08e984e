import { evidencePerObservation } from './evidence.js';

/**
 * The ways in which the choice can be wrong: for each, the risk that is left and how fast replications lower it. Columns,
 * since there may be hundreds of thousands.
 */
export class RiskTerms {
  size = 0;
  /** The system on whose replications it rests, and the other, or −1. */
  readonly first: Int32Array;
  readonly second: Int32Array;
  /** The inverse of the evidence against it; above 1 where the replications speak for it. */
  readonly risk: Float64Array;
  /** What the replications found, as an effect: mean over standard deviation, above 0. */
  readonly effect: Float64Array;
  /** ln of the factor by which one more replication is expected to lower the risk. */
  readonly rate: Float64Array;

  constructor(capacity: number) {
    this.first = new Int32Array(capacity);
    this.second = new Int32Array(capacity);
    this.risk = new Float64Array(capacity);
    this.effect = new Float64Array(capacity);
    this.rate = new Float64Array(capacity);
  }

  clear(): void {
    this.size = 0;
  }

  push(first: number, second: number, risk: number, effect: number): void {
    const { size } = this;
    this.first[size] = first;
    this.second[size] = second;
    this.risk[size] = risk;
    this.effect[size] = effect;
    this.rate[size] = evidencePerObservation(effect);
    this.size += 1;
  }

  /**
   * The stated probability: the product over the chosen i of 1/(1 + Rᵢ), Rᵢ being the sum of i's terms. With one chosen
   * it is the posterior probability of Bechhofer, Kiefer & Sobel (1968); with several, the product counts every way of
   * replacing some of them by others, more than once where several are replaced, so that it errs to the safe side.
   */
  probability(): number {
    let probability = 1;
    let sum = 0;
    for (let e = 0; e < this.size; e += 1) {
      sum += this.risk[e]!;
      if (e + 1 < this.size && this.first[e + 1] === this.first[e]) continue;
      probability /= 1 + sum;
      sum = 0;
    }
    return probability;
  }

  /**
   * How much of `allowed` each term that is too large may keep, per replication that a factor of e in its risk costs:
   * such a term may keep `share / rate`. Minimising Σ ln(risk/kept)/rate subject to Σ kept = allowed gives kept ∝ 1/rate
   * (Lagrange); terms that are below their part already leave the rest to the others. 0 where the others exceed it alone.
   */
  share(allowed: number): number {
    let share = 0;
    for (let pass = 0; pass < 30; pass += 1) {
      let settled = 0;
      let open = 0;
      for (let e = 0; e < this.size; e += 1) {
        if (this.risk[e]! <= share / this.rate[e]!) settled += this.risk[e]!;
        else open += 1 / this.rate[e]!;
      }
      const next = open > 0 ? (allowed - settled) / open : share;
      if (next <= share) break;
      share = next;
    }
    return share;
  }
}

/** What the risks may sum to for a probability: Π 1/(1 + Rᵢ) is at least exp(−Σ Rᵢ). */
export function allowedRisk(probability: number): number {
  return -Math.log(probability) * (1 - 1e-9); // so that rounding errors cannot make what is allowed too much
}
