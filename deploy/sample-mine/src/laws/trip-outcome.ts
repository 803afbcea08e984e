import type { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { lognormalFactor, standardNormal } from '../base/draws.js';
import { delayProbability } from './delay.js';
import { expectedDumpingMin } from './dumping.js';
import { expectedFuelL } from './fuel.js';
import { expectedLoadT, expectedLoadingMin, MOST_LOAD_RATIO } from './loading.js';
import { expectedHaulMin, expectedReturnMin } from './travel.js';
import type { TripConditions } from './trip-conditions.js';

/** Standard deviations of the logarithms of the laws' factors of chance. */
export const NOISE = {
  load: 0.065,
  loading: 0.075,
  haul: 0.07,
  dumping: 0.08,
  return: 0.09,
  fuel: 0.075,
} as const;

const DELAY_MEDIAN_MIN = 6;
const DELAY_SIGMA = 0.45;
const LEAST_DELAY_MIN = 2;
const MOST_DELAY_MIN = 20;

/** Chance, drawn once for a trip: standard normals, and one uniform for the delay. */
export interface TripChance {
  readonly load: number;
  readonly loading: number;
  readonly haul: number;
  readonly dumping: number;
  readonly return: number;
  readonly fuel: number;
  readonly delayMinutes: number;
  readonly delay: number;
}

export const drawChance = (stream: RandomStream): TripChance => ({
  load: standardNormal(stream),
  loading: standardNormal(stream),
  haul: standardNormal(stream),
  dumping: standardNormal(stream),
  return: standardNormal(stream),
  fuel: standardNormal(stream),
  delayMinutes: standardNormal(stream),
  delay: stream.uniform(),
});

/** What a trip turned out to be. Minutes are whole, as dispatch records them. */
export interface TripOutcome {
  readonly loadT: number;
  readonly loadingMin: number;
  /** Includes `delayMin`. */
  readonly haulMin: number;
  readonly dumpingMin: number;
  readonly returnMin: number;
  readonly isDelayed: boolean;
  readonly delayMin: number;
}

const wholeMinutes = (minutes: number, z: number, sigma: number): number =>
  Math.max(1, Math.round(minutes * lognormalFactor(z, sigma)));

function delayMinutes(chance: TripChance): number {
  const minutes = Math.round(DELAY_MEDIAN_MIN * Math.exp(DELAY_SIGMA * chance.delayMinutes));
  return Math.min(MOST_DELAY_MIN, Math.max(LEAST_DELAY_MIN, minutes));
}

export function tripOutcome(conditions: TripConditions, chance: TripChance): TripOutcome {
  const loadT = Math.min(
    expectedLoadT(conditions) * lognormalFactor(chance.load, NOISE.load),
    MOST_LOAD_RATIO * conditions.truck.capacityT,
  );
  const isDelayed = chance.delay < delayProbability(conditions);
  const delayMin = isDelayed ? delayMinutes(chance) : 0;
  return {
    loadT,
    loadingMin: wholeMinutes(expectedLoadingMin(conditions), chance.loading, NOISE.loading),
    haulMin: delayMin + wholeMinutes(expectedHaulMin(conditions, loadT), chance.haul, NOISE.haul),
    dumpingMin: wholeMinutes(expectedDumpingMin(conditions, loadT), chance.dumping, NOISE.dumping),
    returnMin: wholeMinutes(expectedReturnMin(conditions), chance.return, NOISE.return),
    isDelayed,
    delayMin,
  };
}

/** Litres, once the queue is known, which is not the trip's own doing. */
export function tripFuelL(
  conditions: TripConditions,
  outcome: TripOutcome,
  queueMin: number,
  chance: TripChance,
): number {
  const standingMin = queueMin + outcome.loadingMin + outcome.dumpingMin + outcome.delayMin;
  return expectedFuelL(conditions, outcome.loadT, standingMin) * lognormalFactor(chance.fuel, NOISE.fuel);
}
