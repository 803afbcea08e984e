// Looked up once, as globals are slow to look up where they are wrapped (in tests).
const { abs, min, sqrt } = Math;

/**
 * The Wasserstein-1 distance of two samples, in their unit: how far values must be moved, on average, to make one sample
 * out of the other. The area between the two distribution functions.
 *
 * @param a ascending, without NaN, at least one
 * @param b likewise
 */
export function wasserstein(a: Float64Array, b: Float64Array): number {
  const [m, n] = [a.length, b.length];
  let [i, j, area] = [0, 0, 0];
  let previous = min(a[0]!, b[0]!);
  while (i < m || j < n) {
    const value = min(a[i] ?? Infinity, b[j] ?? Infinity);
    area += abs(i / m - j / n) * (value - previous);
    previous = value;
    while (i < m && a[i] === value) i += 1;
    while (j < n && b[j] === value) j += 1;
  }
  return area;
}

/** The standard deviation of the values themselves, not of what they are a sample of. */
export function populationDeviation(values: Float64Array): number {
  if (values.length === 0) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
