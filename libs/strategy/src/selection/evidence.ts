import { studentCdf } from './student-cdf.js';

/**
 * Scales of the effect (mean over standard deviation) that the evidence is prepared for, as variances of the mixing
 * normal distribution. Effects near 0.3 separate rivals, effects of 3 and more drop the hopeless. Away from both the
 * evidence is as valid and grows as fast in the long run; it only starts later.
 */
const SCALES = [0.1, 10] as const;
/** Student's distribution function with 5 degrees of freedom at 4; more degrees, or a larger t, give more. */
const LOG_MOST = Math.log(0.9948);
const LOG_WEIGHT = Math.log(2 / SCALES.length);

/**
 * ln of the evidence against "the mean is at most 0", from n independent normal observations of unknown spread.
 *
 * It is a one-sided t mixture: the likelihood ratio of the scale-invariant part of the data (the sequence of t
 * statistics) when mean/σ is half-normal against when it is 0, averaged over two scales of that half-normal. With mean
 * 0, the sequence over n is a martingale with mean 1 (Robbins; Lai 1976, Ann. Statist. 4; Wang & Ramdas 2025,
 * Sequential Analysis 44, arXiv:2310.03722); with a mean below 0 it is smaller
 * still, observation by observation, since t moves with a shift of the data and the ratio with t. Hence, by Ville's
 * inequality, the probability that it ever reaches 1/p is at most p, however often one looks.
 *
 * Closed form: with r = n·mean²/squares and c = 1 + n·g, half a term is
 * c^(−1/2)·((1 + r)/(1 + r/c))^(n/2)·T_n(±√(n·(n·g/c)·r/(1 + r/c))), T_n being Student's distribution function.
 *
 * @param n observations; with fewer than 3 the evidence is taken to be none (0), since two say little of the spread
 * @param mean their mean, in their unit
 * @param squares sum of their squared deviations from that mean, in their unit squared
 */
export function logEvidence(n: number, mean: number, squares: number): number {
  if (n < 3) return 0;
  if (mean === 0 && squares === 0) return 0;
  const ratio = squares > 0 ? (n * mean * mean) / squares : Infinity;
  let largest = -Infinity;
  let sum = 0;
  for (const scale of SCALES) {
    const term = logTerm(n, ratio, mean > 0, scale);
    if (term === -Infinity) continue;
    if (term > largest) {
      sum = sum * Math.exp(largest - term) + 1;
      largest = term;
    } else sum += Math.exp(term - largest);
  }
  return LOG_WEIGHT + largest + Math.log(sum);
}

function logTerm(n: number, ratio: number, above: boolean, scale: number): number {
  const c = 1 + n * scale;
  const growth = ratio === Infinity ? Math.log(c) : Math.log1p(ratio) - Math.log1p(ratio / c);
  const power = 0.5 * (n * growth - Math.log(c));
  const spread = ratio === Infinity ? c : ratio / (1 + ratio / c);
  const t = Math.sqrt(((n * n * scale) / c) * spread);
  if (above && t > 4 && n >= 5) return power + LOG_MOST; // not exact, to save time, and never more than what is exact
  return power + Math.log(studentCdf(above ? t : -t, n));
}

/**
 * By how much an observation more raises the evidence, once there are many: ½·ln(1 + (mean/σ)²).
 *
 * @param effect mean over standard deviation
 */
export function evidencePerObservation(effect: number): number {
  return 0.5 * Math.log1p(effect * effect);
}
