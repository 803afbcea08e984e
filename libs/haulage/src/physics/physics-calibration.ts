import { normalQuantile } from '@mining-ops/des/distributions/normal-quantile.js';
import type { Calibration } from '../calibration/calibrate.js';
import type { MultiplicativeFit } from '../calibration/multiplicative-fit.js';
import { passesToFill, passLoadT } from '../definition/pass-load.js';
import { fuelRungeLPerH } from './fuel.js';
import { IDLE_LOAD_FACTOR } from './road-fuel.js';
import { reversedRoad, type RoadProfile } from './road-profile.js';
import { roadTravelS } from './road-travel.js';
import type { TruckPhysics } from './truck-physics.js';

/** What is known of a mine without any record of its work. Codes are positions in these lists. */
export interface MineOnPaper {
  readonly roads: readonly RoadOnPaper[];
  readonly trucks: readonly { readonly capacityT: number }[];
  readonly loaders: readonly { readonly bucketM3: number }[];
  /** Travel time in each weather relative to dry weather. */
  readonly weatherTravelFactors: readonly number[];
  readonly roadConditions: number;
  readonly operators: number;
}

export interface RoadOnPaper {
  readonly distanceKm: number;
  /** Rise over run from the loader to the dump. */
  readonly gradeFraction: number;
  readonly rollingFraction: number;
  readonly speedLimitKmh: number;
}

/**
 * A dump truck of its size, as data sheets of 20 to 60 t trucks have it: 0.6 t of its own and 10 kW for each tonne of
 * payload; a retarder of 1.2 times the engine's power.
 */
export function typicalTruck(capacityT: number): TruckPhysics {
  return {
    emptyMassT: 0.6 * capacityT,
    powerKw: 10 * capacityT,
    efficiency: 0.85,
    retarderKw: 12 * capacityT,
    topSpeedKmh: 50,
    accelerationMps2: 0.3,
    decelerationMps2: 0.5,
  };
}

/** Load factors of the engine: loaded, empty (Runge 1998 gives 0.2 to 0.5 for haulage). */
const LOAD_FACTOR = { loaded: 0.45, empty: 0.2 } as const;
/** Spot and one pass of a hydraulic excavator, and spot and dump (Caterpillar Performance Handbook), min. */
const SPOT_MIN = 0.7;
const PASS_MIN = 0.5;
const DUMPING_MIN = 1.5;
const FILL_FACTOR = 0.95;
const BROKEN_COAL_T_PER_M3 = 0.85;
/** Spread of what nobody measured: a standard deviation of 15%. */
const COEFFICIENT_OF_VARIATION = 0.15;
const TABLE_SIZE = 101;

/**
 * A calibration without history: travel from resistance, power and speed limits, loading from buckets, fuel from engine
 * power. It has the form of a learned one, so that everything after it is the same.
 *
 * @throws RangeError for a road or machine that cannot be
 */
export function calibrateByPhysics(mine: MineOnPaper): Calibration {
  const { roads, trucks, loaders } = mine;
  const meanCapacityT = trucks.reduce((sum, { capacityT }) => sum + capacityT, 0) / trucks.length;
  const truck = typicalTruck(meanCapacityT);
  const travelMin = roads.map((road) => {
    const profile: RoadProfile = [{ ...road, lengthM: road.distanceKm * 1_000 }];
    return {
      loaded: roadTravelS(truck, meanCapacityT, profile) / 60,
      empty: roadTravelS(truck, 0, reversedRoad(profile)) / 60,
    };
  });
  const perKm = (minutes: (road: number) => number): Float64Array =>
    Float64Array.from(roads, ({ distanceKm }, road) => minutes(road) / distanceKm);
  const fuelL = (road: number): number =>
    (fuelRungeLPerH(truck.powerKw, LOAD_FACTOR.loaded) * travelMin[road]!.loaded +
      fuelRungeLPerH(truck.powerKw, LOAD_FACTOR.empty) * travelMin[road]!.empty) /
    60;
  const weather = Float64Array.from(mine.weatherTravelFactors);
  const conditions = ones(mine.roadConditions);
  const [ofTruck, ofOperator] = [ones(trucks.length), ones(mine.operators)];
  const size = Float64Array.from(trucks, ({ capacityT }) => capacityT / meanCapacityT);
  const filling = loaders.map(({ bucketM3 }) => {
    const passT = passLoadT(bucketM3, FILL_FACTOR, BROKEN_COAL_T_PER_M3);
    const passes = Math.max(1, passesToFill(meanCapacityT, passT));
    return { minutes: SPOT_MIN + passes * PASS_MIN, payloadFraction: (passes * passT) / meanCapacityT };
  });
  return {
    cycles: 0,
    tripDistanceKm: certain(0, 1, [ones(roads.length)]),
    loadingMin: spread(1, 0, [
      Float64Array.from(filling, ({ minutes }) => minutes),
      ones(weather.length),
      size,
      ofOperator,
    ]),
    haulingMin: spread(0, 1, [
      weather,
      conditions,
      perKm((road) => travelMin[road]!.loaded),
      ofTruck,
      ofOperator,
    ]),
    returnMin: spread(0, 1, [
      weather,
      conditions,
      perKm((road) => travelMin[road]!.empty),
      ofTruck,
      ofOperator,
    ]),
    dumpingMin: spread(DUMPING_MIN, 0, [ones(weather.length), ones(roads.length)]),
    payloadFraction: certain(1, 0, [
      Float64Array.from(filling, ({ payloadFraction }) => Math.min(1, payloadFraction)),
      ofTruck,
      ofOperator,
    ]),
    tripFuelL: spread(0, 1, [weather, conditions, perKm(fuelL), size, ofOperator]),
    idleFuelLPerMin: fuelRungeLPerH(truck.powerKw, IDLE_LOAD_FACTOR) / 60,
    delayProbability: certain(0, 0, [ones(weather.length), conditions]),
  };
}

function ones(length: number): Float64Array {
  return new Float64Array(length).fill(1);
}

function certain(intercept: number, slope: number, factors: readonly Float64Array[]): MultiplicativeFit {
  return fit(intercept, slope, factors, Float64Array.of(1));
}

function spread(intercept: number, slope: number, factors: readonly Float64Array[]): MultiplicativeFit {
  return fit(intercept, slope, factors, SPREAD_TABLE);
}

function fit(
  intercept: number,
  slope: number,
  factors: readonly Float64Array[],
  residuals: Float64Array,
): MultiplicativeFit {
  // Counts of one: every level counts as known.
  const counts = factors.map(({ length }) => new Int32Array(length).fill(1));
  return { observations: 0, intercept, slope, factors, counts, residuals };
}

/** Quantiles of 1 + cv·N, cut at ±2.3 standard deviations: symmetric, so its mean is 1. */
const SPREAD_TABLE = Float64Array.from({ length: TABLE_SIZE }, (_, i) => {
  const p = Math.min(0.99, Math.max(0.01, i / (TABLE_SIZE - 1)));
  return 1 + COEFFICIENT_OF_VARIATION * normalQuantile(p);
});
