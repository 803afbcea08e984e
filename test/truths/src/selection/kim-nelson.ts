import type { NormalSource } from './normal-source.js';

/** What a run of a selection procedure came to. */
export interface ProcedureRun {
  readonly right: boolean;
  /** Of all systems together. */
  readonly observations: number;
}

/**
 * The procedure KN (Kim & Nelson 2001, ACM TOMACS 11) on independent normal systems of which the first is better than
 * all others by `apart`, which is also the indifference amount: a system is out when a rival's sum exceeds its own by
 * max(0, (h²S²/δ − δ·r)/2) after r observations; h² = 2η(n₀ − 1), η = ½[(2α/(k − 1))^(−2/(n₀ − 1)) − 1].
 */
export function runKimNelson(
  systems: number,
  apart: number,
  deviation: number,
  firstStage: number,
  alpha: number,
  source: NormalSource,
): ProcedureRun {
  const eta = 0.5 * (((2 * alpha) / (systems - 1)) ** (-2 / (firstStage - 1)) - 1);
  const h2 = 2 * eta * (firstStage - 1);
  const observe = (i: number): number => (i === 0 ? apart : 0) + deviation * source.next();
  const first = Array.from({ length: systems }, (_, i) =>
    Float64Array.from({ length: firstStage }, () => observe(i)),
  );
  const sums = Float64Array.from(first, (values) => values.reduce((a, b) => a + b, 0));
  const variances = first.map((a) => Float64Array.from(first, (b) => varianceOfDifference(a, b)));
  let left = Array.from({ length: systems }, (_, i) => i);
  let observations = systems * firstStage;
  for (let r = firstStage; ; r += 1) {
    left = left.filter((i) =>
      left.every(
        (l) => sums[i]! >= sums[l]! - Math.max(0, ((h2 * variances[i]![l]!) / apart - apart * r) / 2),
      ),
    );
    if (left.length === 1) return { right: left[0] === 0, observations };
    for (const i of left) sums[i]! += observe(i);
    observations += left.length;
  }
}

function varianceOfDifference(a: Float64Array, b: Float64Array): number {
  const n = a.length;
  let mean = 0;
  for (let r = 0; r < n; r += 1) mean += (a[r]! - b[r]!) / n;
  let squares = 0;
  for (let r = 0; r < n; r += 1) squares += (a[r]! - b[r]! - mean) ** 2;
  return squares / (n - 1);
}
