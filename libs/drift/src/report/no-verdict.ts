import { PREDICTION_LOG } from '@mining-ops/inference/prediction-log.js';
import type { LogCounts, Window } from '../window/read-window.js';
import type { DriftReport } from './drift-report.js';

/** Observations that a verdict needs. */
export const LEAST_ROWS = 100;

/** Why a window cannot be judged; null where it can. */
export function noVerdictOf({ sample, counts, absent }: Window, logsDir: string): DriftReport['noVerdict'] {
  if (sample.rows >= LEAST_ROWS && sample.columns.length > 0) return null;
  if (counts.files === 0)
    return {
      code: 'NO_LOG',
      message: `there is no ${PREDICTION_LOG} in ${logsDir}: nothing was predicted yet`,
    };
  if (absent.has('timestamp'))
    return {
      code: 'LOG_UNUSABLE',
      message: `${PREDICTION_LOG} has no column timestamp: it is no prediction log, or its header was cut off`,
    };
  if (counts.rows === 0)
    return { code: 'LOG_EMPTY', message: `${PREDICTION_LOG} has no row within the time that is looked at` };
  return { code: 'TOO_FEW_ROWS', message: fewRows(sample.rows, counts) };
}

function fewRows(observations: number, { rows, broken, ofOtherVersions, questions }: LogCounts): string {
  const parts = [
    `${observations} observations in ${rows} rows of the log, at least ${LEAST_ROWS} are needed`,
    ...(questions > 0
      ? [`a planner's question counts once, however many trucks it is about (${questions} questions)`]
      : []),
    ...(ofOtherVersions > 0 ? [`${ofOtherVersions} rows are of other versions of the models`] : []),
    ...(broken > 0 ? [`${broken} rows were cut off or are broken`] : []),
  ];
  return parts.join('; ');
}
