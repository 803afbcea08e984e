import type { TargetDefinition } from '../features/targets.js';
import { clampProbability } from './logistic-function.js';

const { log } = Math;

type Task = TargetDefinition['task'];

/** What one prediction costs: the squared error, or the log loss of a probability. */
export function lossOf(task: Task, actual: number, predicted: number): number {
  if (task === 'regression') return (actual - predicted) ** 2;
  const p = clampProbability(predicted);
  return -(actual === 1 ? log(p) : log(1 - p));
}

/**
 * What the same rows cost in total when each is predicted by their own mean: the sum of squares around it, or the entropy
 * of the share of ones. A score is the part of this that a model saves.
 */
export function referenceLoss(task: Task, count: number, sum: number, sumOfSquares: number): number {
  if (task === 'regression') return sumOfSquares - (sum * sum) / count;
  const p = clampProbability(sum / count);
  return -count * (p * log(p) + (1 - p) * log(1 - p));
}

/** Area under the ROC curve: the probability that a 1 has a higher prediction than a 0, ties counting half. */
export function areaUnderCurve(actual: ArrayLike<number>, predicted: ArrayLike<number>): number {
  const order = Array.from({ length: actual.length }, (_, i) => i).sort(
    (a, b) => predicted[a]! - predicted[b]!,
  );
  let ones = 0;
  let rankSum = 0;
  for (let i = 0; i < order.length;) {
    let end = i;
    while (end < order.length && predicted[order[end]!] === predicted[order[i]!]) end += 1;
    const rank = (i + 1 + end) / 2; // the mean of ranks i + 1 … end
    for (; i < end; i += 1) {
      if (actual[order[i]!] !== 1) continue;
      ones += 1;
      rankSum += rank;
    }
  }
  const zeros = order.length - ones;
  return (rankSum - (ones * (ones + 1)) / 2) / (ones * zeros);
}
