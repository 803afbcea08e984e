import type { Calibration } from '@mining-ops/haulage/calibration/calibrate.js';
import { calibrate } from '@mining-ops/haulage/calibration/calibrate.js';
import type { CycleHistory } from '@mining-ops/haulage/calibration/cycle-history.js';
import type {
  PlanningFleet,
  PlanningLoader,
  PlanningOperator,
  PlanningRoad,
  PlanningSchedule,
  PlanningTruck,
} from '../fleet/planning-fleet.js';
import type { CalibratedHistory } from '../plan/shift-conditions.js';
import { financeSchema, type Finance, type StrategyQuestion } from '../question/strategy-question.js';

// A small mine to plan with, for tests: every builder makes something that can work, changed by what it is given.

export const START_MS = Date.UTC(2026, 10, 24);
const H_MS = 3_600_000;

export const FINANCE: Finance = financeSchema.parse({});

export function question(changes: Partial<StrategyQuestion> = {}): StrategyQuestion {
  return {
    weather: 'CERAH',
    roadCondition: 'GOOD',
    shift: 'SHIFT_1',
    startMs: START_MS,
    roadId: null,
    loaderId: null,
    scheduleId: null,
    siteId: null,
    targetT: 0,
    truckCounts: [2, 4],
    loaderCounts: [1],
    finance: FINANCE,
    disturbances: { breakdowns: false, weatherChanges: false, refuelling: false },
    workingTime: { shiftChangeLossMin: 0, breaks: [] },
    seed: 1,
    space: 'listed',
    dispatchRules: ['shared-queue'],
    objective: 'profit',
    indifference: null,
    confidence: 0.95,
    maxReplications: 200_000,
    timeLimitMs: null,
    replications: 20,
    ...changes,
  };
}

export function truck(id: string, changes: Partial<PlanningTruck> = {}): PlanningTruck {
  return {
    id,
    code: null,
    name: null,
    capacityT: 30,
    fuelCapacityL: 300,
    status: 'IDLE',
    isActive: true,
    ...changes,
  };
}

export function loader(id: string, changes: Partial<PlanningLoader> = {}): PlanningLoader {
  return {
    id,
    name: `Loader ${id}`,
    bucketCapacityM3: 10,
    status: 'ACTIVE',
    isActive: true,
    currentLocation: 'PIT-01',
    ...changes,
  };
}

export function driver(id: string, changes: Partial<PlanningOperator> = {}): PlanningOperator {
  return {
    id,
    employeeNumber: null,
    licenseType: 'SIM_B2',
    licenseExpiresAtMs: START_MS + 1000 * H_MS,
    status: 'ACTIVE',
    shift: 'SHIFT_1',
    rating: 4,
    competency: { experienceYears: 5 },
    ...changes,
  };
}

export function loaderOperator(id: string, changes: Partial<PlanningOperator> = {}): PlanningOperator {
  return driver(id, { licenseType: 'OPERATOR_ALAT_BERAT', ...changes });
}

export function road(id: string, changes: Partial<PlanningRoad> = {}): PlanningRoad {
  return {
    id,
    name: `Road ${id}`,
    miningSiteId: 'SITE',
    startPoint: 'PIT-01',
    endPoint: 'ROM-01',
    distanceKm: 3,
    roadCondition: 'GOOD',
    gradientPct: 4,
    isActive: true,
    ...changes,
  };
}

export function schedule(id: string, changes: Partial<PlanningSchedule> = {}): PlanningSchedule {
  return {
    id,
    vesselId: 'V1',
    etsLoadingMs: START_MS + 240 * H_MS,
    plannedQuantityT: 10_000,
    actualQuantityT: 0,
    status: 'LOADING',
    ...changes,
  };
}

const numbered = <T>(count: number, prefix: string, make: (id: string) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(`${prefix}${i + 1}`));

/** 6 trucks, 3 loaders and everyone they need, one road, one vessel. */
export function fleet(changes: Partial<PlanningFleet> = {}): PlanningFleet {
  return {
    trucks: numbered(6, 'T', truck),
    loaders: numbered(3, 'L', loader),
    operators: [...numbered(8, 'D', driver), ...numbered(3, 'O', loaderOperator)],
    roads: [road('R1')],
    schedules: [schedule('S1')],
    vessels: [{ id: 'V1', name: 'MV Mahakam' }],
    ...changes,
  };
}

/** 400 cycles of a mine with little noise: 10 min to load, 15 to haul, 5 to dump, 12 back; rain makes travel 1.5 times. */
export function calibration(): Calibration {
  const length = 400;
  const column = (value: (i: number) => number): Float64Array =>
    Float64Array.from({ length }, (_, i) => value(i));
  const codes = (value: (i: number) => number): Int32Array => Int32Array.from({ length }, (_, i) => value(i));
  const wobble = (i: number, by: number): number => 1 + by * (((i * 37) % 11) / 5 - 1);
  const rain = (i: number): number => i % 2;
  const history: CycleHistory = {
    length,
    loadingMin: column((i) => 10 * wobble(i, 0.1)),
    haulingMin: column((i) => 15 * (rain(i) === 1 ? 1.5 : 1) * wobble(i + 3, 0.15)),
    dumpingMin: column((i) => 5 * wobble(i + 5, 0.1)),
    returnMin: column((i) => 12 * (rain(i) === 1 ? 1.5 : 1) * wobble(i + 7, 0.15)),
    queueMin: column((i) => (i * 7) % 13),
    tripDistanceKm: column((i) => 3 * wobble(i + 2, 0.1)),
    roadDistanceKm: column(() => 3),
    payloadT: column((i) => 27 * wobble(i + 1, 0.05)),
    truckCapacityT: column(() => 30),
    fuelL: column((i) => 8 * wobble(i + 4, 0.1) + 0.05 * ((i * 7) % 13)),
    delayed: column((i) => (i % 10 === 0 ? 1 : 0)),
    weather: { codes: codes(rain), levels: 2 },
    roadCondition: { codes: codes((i) => Math.floor(i / 2) % 2), levels: 2 },
    road: { codes: codes(() => 0), levels: 1 },
    loader: { codes: codes((i) => i % 3), levels: 3 },
    truck: { codes: codes(() => 0), levels: 1 },
    operator: { codes: codes(() => 0), levels: 1 },
  };
  return calibrate(history);
}

export function history(): CalibratedHistory {
  return {
    calibration: calibration(),
    source: 'history',
    warnings: [],
    weathers: ['CERAH', 'HUJAN_RINGAN'],
    roadConditions: ['GOOD', 'POOR'],
    roadCodes: new Map([['R1', 0]]),
    loaderCodes: new Map([
      ['L1', 0],
      ['L2', 1],
      ['L3', 2],
    ]),
    truckCodes: new Map([['T1', 0]]),
    operatorCodes: new Map([['D1', 0]]),
    weatherChain: {
      meanStaysMin: Float64Array.of(120, 120),
      nextProbabilities: Float64Array.of(0, 1, 1, 0),
    },
    truckBreakdowns: {
      lifeH: { mean: 10, spread: { kind: 'exponential' } },
      repairMin: { mean: 60, spread: { kind: 'none' } },
    },
    loaderBreakdowns: null,
    shiftEffects: [],
    firstArrivalMin: null,
  };
}
