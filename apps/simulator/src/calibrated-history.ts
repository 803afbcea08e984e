import type { FleetSnapshot } from '@mining-ops/fleet-data/snapshot.js';
import { calibrate } from '@mining-ops/haulage/calibration/calibrate.js';
import { fitBreakdowns } from '@mining-ops/haulage/calibration/fit-breakdowns.js';
import { fitWeatherChain } from '@mining-ops/haulage/calibration/fit-weather.js';
import { NoHistoryError } from '@mining-ops/haulage/calibration/multiplicative-fit.js';
import { calibrateByPhysics } from '@mining-ops/haulage/physics/physics-calibration.js';
import type { CalibratedHistory } from '@mining-ops/strategy/plan/shift-conditions.js';
import { cycleHistory } from './cycle-history.js';
import { loaderFailures, truckFailures, weatherHistory } from './disturbance-history.js';
import { learnShifts } from './learn-shifts.js';
import { mineOnPaper } from './mine-on-paper.js';

/** Learns from a snapshot's hauling activities; where these are too few, from physics, with a warning that says so. */
export function calibratedHistory(snapshot: FleetSnapshot): CalibratedHistory {
  const { activities, roads, trucks, excavators, operators } = snapshot;
  const weathers = activities.weatherCondition.values;
  return {
    ...calibrateOrCompute(snapshot),
    weathers,
    roadConditions: activities.roadCondition.values,
    roadCodes: codesOf(roads),
    loaderCodes: codesOf(excavators),
    truckCodes: codesOf(trucks),
    operatorCodes: codesOf(operators),
    weatherChain: fitWeatherChain(weatherHistory(snapshot, weathers), weathers.length),
    truckBreakdowns: fitBreakdowns(truckFailures(snapshot)),
    loaderBreakdowns: fitBreakdowns(loaderFailures(snapshot)),
  };
}

type Learned = Pick<
  CalibratedHistory,
  'calibration' | 'source' | 'warnings' | 'shiftEffects' | 'firstArrivalMin'
>;

function calibrateOrCompute(snapshot: FleetSnapshot): Learned {
  try {
    const history = cycleHistory(snapshot);
    const calibration = calibrate(history);
    return { calibration, source: 'history', warnings: [], ...learnShifts(snapshot, history) };
  } catch (error) {
    if (!(error instanceof NoHistoryError)) throw error;
    const message = `${error.message}: travel, loading and fuel are computed from physics with typical machines`;
    return {
      calibration: calibrateByPhysics(mineOnPaper(snapshot)),
      source: 'physics',
      warnings: [{ code: 'NO_HISTORY', message }],
      shiftEffects: [],
      firstArrivalMin: null,
    };
  }
}

function codesOf(rows: readonly { readonly id: string }[]): ReadonlyMap<string, number> {
  return new Map(rows.map(({ id }, code) => [id, code]));
}
