import { kolmogorovSmirnov } from '../statistics/kolmogorov-smirnov.js';
import { jensenShannon, populationStability, sharesOf } from '../statistics/share-distances.js';
import { populationDeviation, wasserstein } from '../statistics/wasserstein.js';
import type { NumberColumn } from '../sample/sample.js';
import type { Resample } from '../sample/resamples.js';
import { compareMissing } from './compare-missing.js';
import { LEAST_VALUES, thresholdOf, type Compared } from './compared.js';
import { ResampledNumbers } from './resampled-numbers.js';
import type { Bin } from './verdict.js';

// Looked up once, as globals are slow to look up where they are wrapped (in tests).
const { isNaN } = Number;
const { floor, min } = Math;

/** Bins of the index and of the divergence are tenths of the reference. */
const TENTHS = 10;
/** Bins that are drawn. */
const DRAWN_BINS = 24;

/** Compares a column of numbers. Values that are missing are compared by their share only. */
export function compareNumbers(
  reference: NumberColumn,
  window: NumberColumn,
  resamples: readonly Resample[],
): Compared {
  const known = knownOf(reference.values);
  const current = knownOf(window.values);
  const missing = compareMissing(
    Uint8Array.from(reference.values, (value) => Number(Number.isNaN(value))),
    { missing: window.values.length - current.length, rows: window.values.length },
    resamples,
  );
  const shared = { missing, distribution: histogram(known, current), summary: summaryOf(known, current) };
  const few = known.length < LEAST_VALUES ? known : current.length < LEAST_VALUES ? current : null;
  if (few !== null) {
    const whose = few === known ? 'reference' : 'window';
    const why = `the ${whose} has ${few.length} values, fewer than ${LEAST_VALUES}`;
    return { ...shared, test: null, why, effects: [] };
  }
  const edges = tenthsOf(known);
  const [p, q] = [sharesOf(countsIn(edges, known)), sharesOf(countsIn(edges, current))];
  const deviation = populationDeviation(known);
  const byChance = new ResampledNumbers(reference.values, known, edges, deviation).effects(resamples);
  const { statistic, pValue } = kolmogorovSmirnov(known, current);
  return {
    ...shared,
    test: { name: 'kolmogorov-smirnov', statistic, pValue },
    why: null,
    effects: [
      {
        name: 'wasserstein-sd',
        value: wasserstein(known, current) / (deviation || 1),
        threshold: thresholdOf(byChance.wasserstein),
      },
      {
        name: 'jensen-shannon',
        value: jensenShannon(p, q),
        threshold: thresholdOf(byChance.jensenShannon),
      },
      { name: 'psi', value: populationStability(p, q), threshold: thresholdOf(byChance.psi) },
    ],
  };
}

/** The values that are known, ascending. A loop, as `filter` takes many times as long for a million values. */
function knownOf(values: Float64Array): Float64Array {
  const known = new Float64Array(values.length);
  let count = 0;
  for (const value of values) if (!isNaN(value)) known[count++] = value;
  return known.subarray(0, count).sort();
}

/** The greatest value of each tenth but the last; fewer where values repeat. */
function tenthsOf(sorted: Float64Array): Float64Array {
  const edges: number[] = [];
  for (let i = 1; i < TENTHS; i += 1) {
    const edge = sorted[Math.ceil((i * sorted.length) / TENTHS) - 1]!;
    if (edge !== edges.at(-1) && edge < sorted.at(-1)!) edges.push(edge);
  }
  return Float64Array.from(edges);
}

/** How many values are at most each edge and above the one before; in the last place, above all. */
function countsIn(edges: Float64Array, sorted: Float64Array): Float64Array {
  const counts = new Float64Array(edges.length + 1);
  let bin = 0;
  for (const value of sorted) {
    while (bin < edges.length && value > edges[bin]!) bin += 1;
    counts[bin]! += 1;
  }
  return counts;
}

/** Equal steps through the reference, and what lies outside it. */
function histogram(reference: Float64Array, current: Float64Array): Bin[] {
  const [low, high] = [reference[0] ?? current[0], reference.at(-1) ?? current.at(-1)];
  if (low === undefined || high === undefined) return [];
  const width = (high - low) / DRAWN_BINS || 1;
  const counts = (sorted: Float64Array): Float64Array => {
    const bins = new Float64Array(DRAWN_BINS + 2);
    for (const value of sorted) {
      const bin = min(DRAWN_BINS - 1, floor((value - low) / width));
      bins[value < low ? 0 : value > high ? DRAWN_BINS + 1 : bin + 1]! += 1;
    }
    return sharesOf(bins);
  };
  const [was, is] = [counts(reference), counts(current)];
  return Array.from(was, (share, bin) => ({
    from: bin === 0 ? null : low + (bin - 1) * width,
    to: bin === DRAWN_BINS + 1 ? null : low + bin * width,
    label: null,
    reference: share,
    current: is[bin]!,
  }));
}

function summaryOf(reference: Float64Array, current: Float64Array): Compared['summary'] {
  const of = (values: Float64Array): { mean: number; deviation: number } | null =>
    values.length === 0
      ? null
      : {
          mean: values.reduce((sum, value) => sum + value, 0) / values.length,
          deviation: populationDeviation(values),
        };
  return { reference: of(reference), current: of(current) };
}
