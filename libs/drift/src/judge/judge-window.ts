import { setImmediate as nextTurn } from 'node:timers/promises';
import { benjaminiHochberg } from '../statistics/benjamini-hochberg.js';
import type { Column, Sample } from '../sample/sample.js';
import { drawResamples, type Resample } from '../sample/resamples.js';
import { compareCategories } from './compare-categories.js';
import { compareNumbers } from './compare-numbers.js';
import type { Compared, RawTest } from './compared.js';
import { classifyDomain } from './domain-classifier.js';
import { columnReasons, togetherReasons } from './reasons.js';
import { isDrift, type ColumnReport, type Effect, type Test, type Together, type Unseen } from './verdict.js';

export interface JudgeOptions {
  /** The probability of a false alarm of a whole report. */
  readonly alpha: number;
  /** Resamples of the reference that thresholds are taken from. */
  readonly resamples: number;
  readonly seed: number;
}

/**
 * One report in a hundred is a false alarm at most: with a report every six hours that is one in 25 days where nothing ever
 * changes.
 */
export const DEFAULT_JUDGE_OPTIONS: JudgeOptions = { alpha: 0.01, resamples: 200, seed: 1 };

export interface Judgement {
  readonly verdict: 'stable' | 'drift';
  readonly columns: readonly ColumnReport[];
  readonly together: Together;
}

/**
 * Compares a window with the reference, column by column and together. All p-values are adjusted together; each verdict is
 * by `isDrift`; the whole is drifted where any part is. Lets other work of the process in between the columns.
 *
 * @param window its columns are the reference's, in the same order
 * @param neverSeen of categories, by column
 */
export async function judgeWindow(
  reference: Sample,
  window: Sample,
  neverSeen: ReadonlyMap<string, readonly Unseen[]>,
  options: JudgeOptions = DEFAULT_JUDGE_OPTIONS,
): Promise<Judgement> {
  const { alpha, seed } = options;
  const resamplesOf = drawnOnce((rows) => drawResamples(rows, window.rows, options.resamples, seed));
  const compared: Compared[] = [];
  for (const [c, column] of reference.columns.entries()) {
    const rows = column.kind === 'number' ? column.values.length : reference.rows;
    compared.push(compare(column, window.columns[c], resamplesOf(rows)));
    await nextTurn();
  }
  const domain = classifyDomain(reference, window, options);
  const area: RawTest = { name: 'mann-whitney', statistic: domain.auc, pValue: domain.pValue };

  const raw = [...compared.flatMap(({ test, missing }) => [test, missing.test]), area];
  const adjust = adjusterOf(raw.filter((test) => test !== null));
  const columns = reference.columns.map((column, c) =>
    reportOf(column, compared[c]!, neverSeen.get(column.name) ?? [], adjust, alpha),
  );
  const effect: Effect = { name: 'auc', value: domain.auc, threshold: domain.threshold };
  const test = adjust(area);
  const together: Together = {
    verdict: isDrift(test, [effect], alpha) ? 'drift' : 'stable',
    reasons: togetherReasons(test, effect, alpha),
    test,
    effect,
  };
  const drifted = [...columns, together].some(({ verdict }) => verdict === 'drift');
  return { verdict: drifted ? 'drift' : 'stable', columns, together };
}

/** The same columns without any verdict, for a window that is too small: what it has, and why nothing is said of it. */
export function describeWindow(
  reference: Sample,
  window: Sample,
  neverSeen: ReadonlyMap<string, readonly Unseen[]>,
  why: string,
): ColumnReport[] {
  if (window.rows === 0) return [];
  return reference.columns.map((column, c) => {
    const { distribution, missing, summary } = compare(column, window.columns[c], []);
    const { name, role, kind } = column;
    return {
      ...{ name, role, kind, verdict: 'not-enough-data', reasons: [why], test: null, effects: [] },
      missing: { ...missing, test: null, effect: null },
      neverSeen: [...(neverSeen.get(name) ?? [])],
      ...{ distribution: [...distribution], summary },
    };
  });
}

/** Resamples by the rows that they are drawn from: all columns of the same rows share theirs. */
function drawnOnce(draw: (rows: number) => Resample[]): (rows: number) => Resample[] {
  const drawn = new Map<number, Resample[]>();
  return (rows) => {
    const known = drawn.get(rows) ?? draw(rows);
    drawn.set(rows, known);
    return known;
  };
}

function compare(reference: Column, window: Column | undefined, resamples: readonly Resample[]): Compared {
  if (reference.kind === 'number' && window?.kind === 'number')
    return compareNumbers(reference, window, resamples);
  if (reference.kind === 'category' && window?.kind === 'category')
    return compareCategories(reference, window, resamples);
  throw new Error(`the window has no column ${reference.name} of the reference's kind in its place`);
}

function adjusterOf(tests: readonly RawTest[]): (test: RawTest) => Test {
  const adjusted = benjaminiHochberg(tests.map(({ pValue }) => pValue));
  const byTest = new Map(tests.map((test, i) => [test, adjusted[i] ?? 1]));
  return (test) => ({ ...test, adjusted: byTest.get(test) ?? 1 });
}

function reportOf(
  { name, role, kind }: Column,
  { test, why, effects, missing, distribution, summary }: Compared,
  neverSeen: readonly Unseen[],
  adjust: (test: RawTest) => Test,
  alpha: number,
): ColumnReport {
  const adjusted = test && adjust(test);
  const missingReport = { ...missing, test: missing.test && adjust(missing.test) };
  const missingEffects = missing.effect ? [missing.effect] : [];
  const drifted = isDrift(adjusted, effects, alpha) || isDrift(missingReport.test, missingEffects, alpha);
  const report = {
    ...{ name, role, kind, test: adjusted, effects: [...effects], missing: missingReport },
    ...{ neverSeen: [...neverSeen], distribution: [...distribution], summary },
  };
  return {
    ...report,
    verdict: drifted ? 'drift' : why === null ? 'stable' : 'not-enough-data',
    reasons: columnReasons(report, why, alpha),
  };
}
