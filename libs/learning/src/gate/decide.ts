import type { Decision } from '../registry/decision.js';
import type { ModelManifest } from '../registry/manifest.js';
import type { Interval } from '../scores/score-card.js';

/** What a decision is made from. */
export interface Case {
  readonly candidate: ModelManifest;
  /** What is served; null where nothing is. */
  readonly incumbent: ModelManifest | null;
  /** How much better than it the candidate scores on the same latest trips; null where nothing is served. */
  readonly gainOverIncumbent: Interval | null;
  /** Null is none. */
  readonly threshold: number | null;
  readonly margin: number;
  /** Whether the candidate was served before, and gone back from. */
  readonly isWithdrawn: boolean;
}

type Finding = { readonly verdict: Decision['verdict']; readonly reason: string };

const shown = ({ estimate, low, high }: Interval): string =>
  `${estimate.toFixed(3)} (95%: ${low.toFixed(3)} to ${high.toFixed(3)})`;

/**
 * Whether a candidate is served. The worst of the findings decides. Pure: the same case gives the same decision.
 *
 * - It beats the constant, and the linear model unless it is one: the gain's interval is above 0.
 * - It is no worse than what is served: the gain's lower end is above −margin.
 * - Its score's lower end is above the threshold. Held where the threshold lies within the interval, rejected above it.
 * - The latest trips do not contradict: their score's upper end is not below the threshold.
 * - It was not gone back from.
 */
export function decide(given: Case): { verdict: Decision['verdict']; reasons: string[] } {
  const findings = [
    baselines(given),
    againstIncumbent(given),
    againstThreshold(given),
    onLatestTrips(given),
    whetherWithdrawn(given),
  ].filter((finding) => finding !== null);
  const order: readonly Decision['verdict'][] = ['rejected', 'held', 'promoted'];
  const sorted = findings.toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  const verdict = sorted[0]?.verdict ?? 'rejected';
  return { verdict, reasons: sorted.map(({ reason }) => reason) };
}

function baselines({ candidate }: Case): Finding {
  const { recipe, crossValidation: scores, task, data } = candidate;
  if (recipe.learner === 'constant')
    return task === 'classification'
      ? {
          verdict: 'promoted',
          reason: `no skill: nothing beats the base rate, ${data.mean.toFixed(3)}, which is served`,
        }
      : { verdict: 'promoted', reason: 'it is the constant itself' };
  if (scores.gainOverConstant.low <= 0)
    return {
      verdict: 'rejected',
      reason: `it does not beat the constant: gain ${shown(scores.gainOverConstant)}`,
    };
  if (recipe.learner === 'linear')
    return { verdict: 'promoted', reason: `it beats the constant: gain ${shown(scores.gainOverConstant)}` };
  if (scores.gainOverLinear.low <= 0)
    return {
      verdict: 'rejected',
      reason: `it does not beat the linear model: gain ${shown(scores.gainOverLinear)}`,
    };
  return { verdict: 'promoted', reason: `it beats the linear model: gain ${shown(scores.gainOverLinear)}` };
}

function againstIncumbent({ incumbent, gainOverIncumbent, margin }: Case): Finding | null {
  if (incumbent === null || gainOverIncumbent === null) return null;
  const what = `than ${incumbent.version}, which is served: gain ${shown(gainOverIncumbent)} on the latest trips`;
  return gainOverIncumbent.low > -margin
    ? { verdict: 'promoted', reason: `it is no worse ${what}` }
    : { verdict: 'rejected', reason: `it may be worse ${what}, allowed is -${margin}` };
}

function againstThreshold({ candidate, threshold }: Case): Finding | null {
  if (threshold === null) return null;
  const score = candidate.crossValidation.model;
  if (score.low > threshold)
    return { verdict: 'promoted', reason: `its score ${shown(score)} is above the threshold ${threshold}` };
  return score.high >= threshold
    ? {
        verdict: 'held',
        reason: `within noise: the threshold ${threshold} lies inside its score's interval ${shown(score)}`,
      }
    : { verdict: 'rejected', reason: `its score ${shown(score)} is below the threshold ${threshold}` };
}

function onLatestTrips({ candidate, threshold }: Case): Finding | null {
  const { latest } = candidate;
  if (threshold === null || latest === null) return null;
  const since = `the trips since ${latest.from.slice(0, 10)}, held out, score ${shown(latest.model)}`;
  return latest.model.high < threshold
    ? { verdict: 'held', reason: `${since}, below the threshold ${threshold}` }
    : { verdict: 'promoted', reason: since };
}

function whetherWithdrawn({ candidate, isWithdrawn }: Case): Finding | null {
  if (!isWithdrawn) return null;
  return {
    verdict: 'held',
    reason: `${candidate.version} was rolled back; promote it by hand if it is to be served again`,
  };
}
