import { shiftsOf } from '@mining-ops/learning/data/shift-groups.js';
import { lossOf, referenceLoss } from '@mining-ops/learning/scores/losses.js';
import { ScoreCard } from '@mining-ops/learning/scores/score-card.js';
import type { ServedVersion } from '../reference/read-reference.js';
import type { Outcome } from './outcome.js';
import type { MatchedTrip } from './outcome-matcher.js';

/** Trips that a verdict needs. */
const LEAST_MATCHED = 100;
const DAY_MS = 86_400_000;

/**
 * Holds predictions against what happened. The score is the one of training (R², or the part of the log loss explained), with
 * the same interval by the bootstrap over shifts: they have drifted where even its upper end is below the lower end in
 * training.
 *
 * @param periodDays length of the periods that figures are told for, days
 */
export function judgeOutcome(
  { target, column, manifest }: ServedVersion,
  matches: readonly MatchedTrip[],
  periodDays: number,
): Outcome {
  const { task, unit, crossValidation } = manifest;
  const known = matches.flatMap((match) => {
    const actual = match.trip.outcome(target);
    return actual === null ? [] : [{ ...match, actual }];
  });
  const trainingScore = crossValidation.model;
  const score = known.length < LEAST_MATCHED ? null : scoreOf(known, task);
  const isWorse = score !== null && score.high < trainingScore.low;
  return {
    ...{ target, column, unit, ...figuresOf(known), score, trainingScore },
    verdict: score === null ? 'not-enough-data' : isWorse ? 'drift' : 'stable',
    reasons: [
      score === null
        ? `${known.length} trips that a logged prediction is of, at least ${LEAST_MATCHED} are needed`
        : `scores ${digits(score.estimate)} (95%: ${digits(score.low)} to ${digits(score.high)}) on ${known.length} trips; in training ${digits(trainingScore.estimate)} (${digits(trainingScore.low)} to ${digits(trainingScore.high)})`,
    ],
    periods: periodsOf(known, task, periodDays),
  };
}

interface Known extends MatchedTrip {
  readonly actual: number;
}

function scoreOf(known: readonly Known[], task: 'regression' | 'classification'): Outcome['score'] {
  const names = [...new Set(known.map(({ trip }) => trip.shift))];
  const shifts = shiftsOf(
    Float64Array.from(known, ({ trip }) => trip.atMs),
    Int32Array.from(known, ({ trip }) => names.indexOf(trip.shift)),
  );
  const card = new ScoreCard(
    task,
    Float64Array.from(known, ({ actual }) => actual),
    shifts,
    1,
  );
  card.add(
    'served',
    Float64Array.from(known, ({ actual, predicted }) => lossOf(task, actual, predicted)),
  );
  return card.scoreOf('served');
}

function figuresOf(known: readonly Known[]): Pick<Outcome, 'matched' | 'bias' | 'mae'> {
  const matched = known.length;
  if (matched === 0) return { matched, bias: null, mae: null };
  const mean = (of: (one: Known) => number): number => known.reduce((sum, one) => sum + of(one), 0) / matched;
  return {
    matched,
    bias: mean(({ actual, predicted }) => actual - predicted),
    mae: mean(({ actual, predicted }) => Math.abs(actual - predicted)),
  };
}

function periodsOf(
  known: readonly Known[],
  task: 'regression' | 'classification',
  periodDays: number,
): Outcome['periods'] {
  const lengthMs = periodDays * DAY_MS;
  const byPeriod = new Map<number, Known[]>();
  for (const one of known) {
    const period = Math.floor(one.trip.atMs / lengthMs);
    byPeriod.set(period, [...(byPeriod.get(period) ?? []), one]);
  }
  return [...byPeriod.entries()]
    .sort(([a], [b]) => a - b)
    .map(([period, own]) => ({
      from: new Date(period * lengthMs).toISOString(),
      to: new Date((period + 1) * lengthMs).toISOString(),
      ...figuresOf(own),
      score: plainScore(own, task),
    }));
}

/** Null where all trips came out the same: there is nothing to explain then. */
function plainScore(known: readonly Known[], task: 'regression' | 'classification'): number | null {
  const sum = known.reduce((total, { actual }) => total + actual, 0);
  const squares = known.reduce((total, { actual }) => total + actual ** 2, 0);
  const most = referenceLoss(task, known.length, sum, squares);
  const loss = known.reduce((total, { actual, predicted }) => total + lossOf(task, actual, predicted), 0);
  return known.length < 2 || !(most > 1e-9) ? null : 1 - loss / most;
}

const digits = (value: number): string => value.toFixed(3);
