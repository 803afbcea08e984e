/**
 * Welch's moving average (1983; Law, Simulation Modeling and Analysis, section 9.5.1), to see by eye where a warm-up
 * ends: the mean over replications of each observation, smoothed over `window` neighbours on either side, over as many as
 * there are near the start. `mser5` makes the same choice by a rule.
 *
 * @param replications at least one series in order of time, each at the same times; all of one length
 * @param window neighbours on either side, a whole number of at least 0 and less than half the length
 * @returns smoothed means of the observations 0 … length − window − 1, in the observations' unit
 * @throws RangeError for no replication, different lengths or another window
 */
export function welchMovingAverage(
  replications: readonly ArrayLike<number>[],
  window: number,
): Float64Array<ArrayBuffer> {
  const means = meansOf(replications);
  const length = means.length;
  if (!(Number.isInteger(window) && window >= 0 && 2 * window < length))
    throw new RangeError(`window must be a whole number from 0 to below half of ${length}, got ${window}`);
  return Float64Array.from({ length: length - window }, (_, i) => {
    const reach = Math.min(i, window);
    let sum = 0;
    for (let j = i - reach; j <= i + reach; j += 1) sum += means[j]!;
    return sum / (2 * reach + 1);
  });
}

function meansOf(replications: readonly ArrayLike<number>[]): Float64Array {
  const [first] = replications;
  if (!first) throw new RangeError('replications must be at least 1, got 0');
  for (const { length } of replications)
    if (length !== first.length)
      throw new RangeError(`replications must have ${first.length} observations each, got ${length}`);
  return Float64Array.from({ length: first.length }, (_, i) => {
    let sum = 0;
    for (const replication of replications) sum += replication[i]!;
    return sum / replications.length;
  });
}
