import { fisherExact } from '../statistics/fisher-exact.js';
import type { Resample } from '../sample/resamples.js';
import { thresholdOf, type Compared } from './compared.js';

/**
 * Compares shares of missing values. Where no row of either sample has the value missing there is nothing to test.
 *
 * @param isMissing by row of the reference
 */
export function compareMissing(
  isMissing: Uint8Array,
  current: { readonly missing: number; readonly rows: number },
  resamples: readonly Resample[],
): Compared['missing'] {
  const missing = isMissing.reduce((sum, one) => sum + one, 0);
  const [was, is] = [missing / isMissing.length, current.missing / current.rows];
  if (missing + current.missing === 0) return { reference: 0, current: 0, test: null, effect: null };
  const shareOf = (times: Uint32Array): number => {
    let [of, all] = [0, 0];
    for (let row = 0; row < times.length; row += 1) {
      all += times[row]!;
      if (isMissing[row] === 1) of += times[row]!;
    }
    return of / all;
  };
  return {
    reference: was,
    current: is,
    test: {
      name: 'fisher-exact',
      statistic: is - was,
      pValue: fisherExact(missing, isMissing.length, current.missing, current.rows),
    },
    effect: {
      name: 'missing-share',
      value: Math.abs(is - was),
      threshold: thresholdOf(
        resamples.map(({ reference, window }) => Math.abs(shareOf(window) - shareOf(reference))),
      ),
    },
  };
}
