import type { Calibration } from '@mining-ops/haulage/calibration/calibrate.js';
import { weatherOfShift, type WeatherChain } from '@mining-ops/haulage/calibration/fit-weather.js';
import type { Disturbances } from '@mining-ops/haulage/calibration/expected-shift.js';
import type { ShiftConditions } from '@mining-ops/haulage/calibration/shift-definition.js';
import type { ShiftEffects } from '@mining-ops/haulage/definition/shift-effect.js';
import type { BreakdownDefinition } from '@mining-ops/haulage/definition/mine-definition.js';
import { CERTAIN, type Variate } from '@mining-ops/haulage/definition/spread.js';
import type { PlanningRoad, PlanningTruck } from '../fleet/planning-fleet.js';
import type { StrategyQuestion } from '../question/strategy-question.js';
import type { PlanWarning } from './strategy-plan.js';

/** A calibration with the meaning of its codes. */
export interface CalibratedHistory {
  readonly calibration: Calibration;
  /** `physics` where too little was recorded to learn from. */
  readonly source: 'history' | 'physics';
  readonly warnings: readonly PlanWarning[];
  /** The values in order of their codes. */
  readonly weathers: readonly string[];
  readonly roadConditions: readonly string[];
  readonly roadCodes: ReadonlyMap<string, number>;
  readonly loaderCodes: ReadonlyMap<string, number>;
  readonly truckCodes: ReadonlyMap<string, number>;
  readonly operatorCodes: ReadonlyMap<string, number>;
  /** Null where the records are too few to tell. */
  readonly weatherChain: WeatherChain | null;
  readonly truckBreakdowns: BreakdownDefinition | null;
  readonly loaderBreakdowns: BreakdownDefinition | null;
  /** How whole shifts differed from what their conditions let expect; empty where too few were recorded. */
  readonly shiftEffects: ShiftEffects;
  /** When a truck first comes to the loader, min into the shift; null where too few were recorded. */
  readonly firstArrivalMin: Variate | null;
}

/** What the CSV files do not say of a mine. Each is named in the answer. */
export interface MineAssumptions {
  readonly shiftDurationMin: number;
  readonly shiftsPerDay: number;
  /** How long after the shift's end a load may still be dumped, min. */
  readonly overrunMin: number;
  readonly dumpBays: number;
  /** Bays of the fuel point, which lies at the dump, and what a truck spends in one, min. */
  readonly fuelBays: number;
  readonly refuellingMin: number;
  /** A truck refuels after dumping where less than this share of its tank is left. */
  readonly fuelReserveFraction: number;
}

export const DEFAULT_ASSUMPTIONS: MineAssumptions = {
  shiftDurationMin: 480,
  shiftsPerDay: 3,
  overrunMin: 15,
  dumpBays: 4,
  fuelBays: 2,
  refuellingMin: 10,
  fuelReserveFraction: 0.2,
};

/** From best to worst: a condition without history is taken as the next worse one that has some, else the next better. */
const WEATHER_ORDER = ['CERAH', 'BERAWAN', 'MENDUNG', 'HUJAN_RINGAN', 'HUJAN_SEDANG', 'HUJAN_LEBAT'];
const ROAD_ORDER = ['EXCELLENT', 'GOOD', 'FAIR', 'POOR', 'LICIN'];

/** The codes of the question's weather and road condition, with a warning where the history does not know them. */
export interface ConditionCodes {
  readonly weather: number;
  readonly roadCondition: number;
  readonly warnings: readonly PlanWarning[];
}

export function conditionCodes(question: StrategyQuestion, history: CalibratedHistory): ConditionCodes {
  const { haulingMin } = history.calibration;
  const weather = codeOf('weather', question.weather, history.weathers, haulingMin.counts[0]!, WEATHER_ORDER);
  const road = codeOf(
    'road condition',
    question.roadCondition,
    history.roadConditions,
    haulingMin.counts[1]!,
    ROAD_ORDER,
  );
  return {
    weather: weather.code,
    roadCondition: road.code,
    warnings: [weather.warning, road.warning].filter((warning) => warning !== null),
  };
}

function codeOf(
  what: string,
  value: string,
  values: readonly string[],
  counts: Int32Array,
  order: readonly string[],
): { code: number; warning: PlanWarning | null } {
  const seen = (name: string): boolean => (counts[values.indexOf(name)] ?? 0) > 0;
  if (seen(value)) return { code: values.indexOf(value), warning: null };
  const place = order.indexOf(value);
  if (place < 0) {
    return {
      code: -1,
      warning: {
        code: 'UNKNOWN_CONDITION',
        message: `${what} "${value}" is not one of ${order.join(', ')}: the average of all conditions was used`,
      },
    };
  }
  const stand = [...order.slice(place + 1), ...order.slice(0, place).reverse()].find(seen);
  return {
    code: stand === undefined ? -1 : values.indexOf(stand),
    warning: {
      code: 'NO_HISTORY',
      message: `no recorded cycle had ${what} ${value}: ${stand ?? 'the average of all conditions'} was used instead`,
    },
  };
}

/** The conditions of a shift on one road, with the working time that the question has. */
export function shiftConditions(
  road: PlanningRoad,
  codes: ConditionCodes,
  history: CalibratedHistory,
  assumptions: MineAssumptions,
  { shiftChangeLossMin, breaks }: StrategyQuestion['workingTime'],
): ShiftConditions {
  return {
    road: history.roadCodes.get(road.id) ?? -1,
    roadDistanceKm: road.distanceKm,
    weather: codes.weather,
    roadCondition: codes.roadCondition,
    durationMin: assumptions.shiftDurationMin,
    overrunMin: assumptions.overrunMin,
    startLossMin: shiftChangeLossMin,
    breaks,
    dumpBays: assumptions.dumpBays,
    ...(history.firstArrivalMin ? { firstArrivalMin: history.firstArrivalMin } : {}),
  };
}

/** What disturbs the shift: what was asked for, as far as the mine's records say how. */
export function disturbancesOf(
  { disturbances }: StrategyQuestion,
  weatherCode: number,
  history: CalibratedHistory,
  trucks: readonly Pick<PlanningTruck, 'fuelCapacityL'>[],
  { fuelBays, refuellingMin, fuelReserveFraction }: MineAssumptions,
): Disturbances {
  const { breakdowns, weatherChanges, refuelling } = disturbances;
  const tanksKnown = trucks.some(({ fuelCapacityL }) => fuelCapacityL !== null);
  const { calibration, weatherChain, weathers } = history;
  return {
    truckBreakdowns: breakdowns ? history.truckBreakdowns : null,
    loaderBreakdowns: breakdowns ? history.loaderBreakdowns : null,
    refuelling:
      refuelling && tanksKnown
        ? {
            bays: fuelBays,
            refuellingMin: { mean: refuellingMin, spread: CERTAIN },
            reserveFraction: fuelReserveFraction,
          }
        : null,
    shiftEffects: history.shiftEffects,
    weather:
      weatherChanges && weatherChain !== null
        ? weatherOfShift(weatherChain, calibration, weathers, weatherCode)
        : null,
  };
}
