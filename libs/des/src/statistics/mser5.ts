/** Observations that are averaged before the rule looks at them: single ones would let noise decide. */
const BATCH = 5;

/**
 * How many observations of a warming-up series to throw away, by MSER-5 (White 1997, Simulation 69(6); batches of five:
 * Spratt 1998): of all cuts d within the first half, the one that makes the remaining batch means' squared standard
 * error, Σ(Yⱼ − Ȳ)²/(n − d)², least.
 *
 * @param series observations in order of time, at equal weight; at least 10
 * @returns a multiple of 5; 0 where nothing is warming up. Where it is the last cut looked at (near half of the series),
 * the series is too short to judge
 * @throws RangeError for a shorter series
 */
export function mser5(series: ArrayLike<number>): number {
  const n = Math.floor(series.length / BATCH);
  if (n < 2)
    throw new RangeError(`series must have at least ${2 * BATCH} observations, got ${series.length}`);
  let best = Infinity;
  let bestCut = 0;
  let mean = 0;
  let squares = 0;
  // From the back, so that each cut adds one batch to what the next keeps (Welford).
  for (let cut = n - 1; cut >= 0; cut -= 1) {
    const kept = n - cut;
    const value = batchMean(series, cut);
    const before = value - mean;
    mean += before / kept;
    squares += before * (value - mean);
    const criterion = squares / (kept * kept);
    if (cut <= n / 2 && criterion <= best) {
      best = criterion;
      bestCut = cut;
    }
  }
  return bestCut * BATCH;
}

function batchMean(series: ArrayLike<number>, batch: number): number {
  let sum = 0;
  for (let i = batch * BATCH; i < (batch + 1) * BATCH; i += 1) sum += series[i]!;
  return sum / BATCH;
}
