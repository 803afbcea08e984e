import { isDrift, type ColumnReport, type Effect, type Test } from './verdict.js';

const TEST_NAMES: Readonly<Record<Test['name'], string>> = {
  'kolmogorov-smirnov': 'Kolmogorov–Smirnov',
  'chi-square': 'chi-square',
  'fisher-exact': "Fisher's exact test",
  'mann-whitney': 'Mann–Whitney',
};

export const EFFECT_NAMES: Readonly<Record<Effect['name'], string>> = {
  'wasserstein-sd': 'Wasserstein distance in standard deviations',
  'jensen-shannon': 'Jensen–Shannon distance',
  psi: 'population stability index',
  'missing-share': 'change of the missing share',
  auc: 'area under the ROC curve',
};

type Judged = Omit<ColumnReport, 'verdict' | 'reasons'>;

/** Why a column's verdict is what it is, in words with the numbers. */
export function columnReasons(column: Judged, why: string | null, alpha: number): string[] {
  const { test, effects, missing, neverSeen } = column;
  const reasons: string[] = [];
  if (why !== null) reasons.push(why);
  if (test !== null) reasons.push(testReason(test, effects, alpha));
  if (missing.test !== null && isDrift(missing.test, missing.effect ? [missing.effect] : [], alpha))
    reasons.push(
      `missing in ${percent(missing.current)} of the rows, ${percent(missing.reference)} of the reference (adjusted p ${p(missing.test.adjusted)})`,
    );
  for (const { value, share, firstSeenAt } of neverSeen.slice(0, 3))
    reasons.push(
      `"${value}" was never seen in training: ${percent(share)} of the rows, first ${firstSeenAt}`,
    );
  return reasons;
}

/** The same of the classifier. */
export function togetherReasons(test: Test, effect: Effect, alpha: number): string[] {
  const told = isDrift(test, [effect], alpha) ? 'tell' : 'do not tell';
  return [
    `trees ${told} the window's rows from the reference's: area under the ROC curve ${effect.value.toFixed(3)}, by chance up to ${effect.threshold.toFixed(3)} (adjusted p ${p(test.adjusted)})`,
  ];
}

function testReason(test: Test, effects: readonly Effect[], alpha: number): string {
  const name = `${TEST_NAMES[test.name]}: adjusted p ${p(test.adjusted)}`;
  if (test.adjusted > alpha) return `${name}, above ${alpha}: chance explains the difference`;
  const beyond = effects.filter(({ value, threshold }) => value > threshold);
  if (beyond.length === 0) return `${name}, but no effect size is beyond what resamples reach`;
  const sizes = beyond
    .map(
      (effect) =>
        `${EFFECT_NAMES[effect.name]} ${digits(effect.value)}, by chance up to ${digits(effect.threshold)}`,
    )
    .join('; ');
  return `${name}; ${sizes}`;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;
const digits = (value: number): string => String(Number(value.toPrecision(3)));
const p = (value: number): string => (value < 1e-6 ? 'below 1e-6' : digits(value));
