import { firstAreLargest } from './equal-allocation.js';
import type { NormalSource } from './normal-source.js';

/**
 * The shares of a budget that OCBA-m (Chen, He, Fu & Lee 2008, INFORMS J. on Computing 20) gives: Nᵢ ∝ (sᵢ/(x̄ᵢ − c))²,
 * c = (σ̂ₘ₊₁·x̄ₘ + σ̂ₘ·x̄ₘ₊₁)/(σ̂ₘ + σ̂ₘ₊₁) between the m-th and the next, σ̂ = s/√n.
 */
export function ocbaMShares(
  means: ArrayLike<number>,
  deviations: ArrayLike<number>,
  counts: ArrayLike<number>,
  wanted: number,
): Float64Array {
  const order = Array.from({ length: means.length }, (_, i) => i).sort((a, b) => means[b]! - means[a]!);
  const [last, next] = [order[wanted - 1]!, order[wanted]!];
  const error = (i: number): number => deviations[i]! / Math.sqrt(counts[i]!);
  const c = (error(next) * means[last]! + error(last) * means[next]!) / (error(last) + error(next));
  const shares = Float64Array.from(order, (_, i) => (deviations[i]! / (means[i]! - c)) ** 2);
  const sum = shares.reduce((a, b) => a + b, 0);
  return shares.map((share) => share / sum);
}

export interface OcbaMSettings {
  /** True means, the wanted largest first. */
  readonly means: readonly number[];
  readonly deviation: number;
  readonly wanted: number;
  readonly firstStage: number;
  /** Replications added at a time. */
  readonly increment: number;
}

/** Runs OCBA-m through ascending budgets, and says of each whether the choice is right there. */
export function runOcbaM(
  { means, deviation, wanted, firstStage, increment }: OcbaMSettings,
  budgets: readonly number[],
  source: NormalSource,
): boolean[] {
  const k = means.length;
  const counts = new Int32Array(k);
  const averages = new Float64Array(k);
  const squares = new Float64Array(k);
  const observe = (i: number): void => {
    const value = means[i]! + deviation * source.next();
    counts[i]! += 1;
    const before = value - averages[i]!;
    averages[i]! += before / counts[i]!;
    squares[i]! += before * (value - averages[i]!);
  };
  for (let i = 0; i < k; i += 1) for (let r = 0; r < firstStage; r += 1) observe(i);
  let total = k * firstStage;
  const right: boolean[] = [];
  for (const budget of budgets) {
    while (total < budget) {
      const upTo = Math.min(budget, total + increment);
      const deviations = squares.map((square, i) => Math.sqrt(square / (counts[i]! - 1)));
      const shares = ocbaMShares(averages, deviations, counts, wanted);
      // Those below their share of the grown budget get what is new, in proportion to what they lack.
      const lacks = shares.map((share, i) => Math.max(0, share * upTo - counts[i]!));
      const lacking = lacks.reduce((a, b) => a + b, 0);
      const news = upTo - total;
      let owed = 0;
      let given = 0;
      for (let i = 0; i < k; i += 1) {
        owed += (lacks[i]! / lacking) * news;
        for (; given < Math.round(owed); given += 1) observe(i);
      }
      total += given;
    }
    right.push(firstAreLargest(averages, wanted));
  }
  return right;
}
