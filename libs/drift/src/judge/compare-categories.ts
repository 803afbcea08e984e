import { chiSquareHomogeneity, poolRare } from '../statistics/chi-square.js';
import { jensenShannon, populationStability, sharesOf } from '../statistics/share-distances.js';
import type { CategoryColumn } from '../sample/sample.js';
import type { Resample } from '../sample/resamples.js';
import { compareMissing } from './compare-missing.js';
import { LEAST_VALUES, thresholdOf, type Compared } from './compared.js';

/** What the bar of categories that no model has been taught, and of missing ones, is called. */
export const UNKNOWN_LABEL = '?';

/**
 * Compares a column of categories. Those that the models do not know are one category to them, so they are one here, with
 * the rows that have none: the reference does not tell them apart either. Their share has a test of its own beside its part
 * in the chi-square, whose other categories would drown it.
 */
export function compareCategories(
  reference: CategoryColumn,
  window: CategoryColumn,
  resamples: readonly Resample[],
): Compared {
  const unknown = reference.levels.length;
  const placeOf = (code: number): number => (code < 0 || code > unknown ? unknown : code);
  const countsOf = (codes: Int32Array): Float64Array => {
    const counts = new Float64Array(unknown + 1);
    for (const code of codes) counts[placeOf(code)]! += 1;
    return counts;
  };
  const [was, is] = [countsOf(reference.codes), countsOf(window.codes)];
  const [p, q] = [sharesOf(was), sharesOf(is)];
  const shared = {
    missing: compareMissing(
      Uint8Array.from(reference.codes, (code) => Number(placeOf(code) === unknown)),
      { missing: is[unknown]!, rows: window.codes.length },
      resamples,
    ),
    distribution: [...reference.levels, UNKNOWN_LABEL].flatMap((label, k) =>
      k === unknown && was[k] === 0 && is[k] === 0
        ? []
        : [{ from: null, to: null, label: label.slice(0, 64), reference: p[k]!, current: q[k]! }],
    ),
    summary: null,
  };
  if (window.codes.length < LEAST_VALUES) {
    const why = `the window has ${window.codes.length} rows, fewer than ${LEAST_VALUES}`;
    return { ...shared, test: null, why, effects: [] };
  }
  const pooled = poolRare(was, is);
  const { statistic, pValue } = chiSquareHomogeneity(pooled.reference, pooled.current);
  const places = reference.codes.map(placeOf);
  const drawn = (times: Uint32Array): Float64Array => {
    const counts = new Float64Array(unknown + 1);
    for (let row = 0; row < places.length; row += 1) counts[places[row]!]! += times[row]!;
    return sharesOf(counts);
  };
  const byChance = resamples.map((each) => [drawn(each.reference), drawn(each.window)] as const);
  const effect = (
    name: 'jensen-shannon' | 'psi',
    of: (a: Float64Array, b: Float64Array) => number,
  ): Compared['effects'][number] => ({
    name,
    value: of(p, q),
    threshold: thresholdOf(byChance.map(([a, b]) => of(a, b))),
  });
  return {
    ...shared,
    test: { name: 'chi-square', statistic, pValue },
    why: null,
    effects: [effect('jensen-shannon', jensenShannon), effect('psi', populationStability)],
  };
}
