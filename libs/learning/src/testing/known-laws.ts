import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { ROAD_CONDITIONS, SHIFTS, WEATHER_CONDITIONS } from '@mining-ops/fleet-data/vocabulary.js';
import type { TrainingTable } from '../data/training-table.js';
import type { TripOutcome } from '../features/targets.js';

const HOUR_MS = 3_600_000;
const BRANDS = ['Hino', 'UD Trucks', 'Volvo'];
const MODELS = ['349E', 'EX1900-6', 'PC2000'];
const BASE_RATE = 0.147;
const [LEAST_CAPACITY, MOST_CAPACITY] = [20, 39];
const [LEAST_KM, MOST_KM] = [2, 7];

const varianceOfUniform = (low: number, high: number): number => (high - low) ** 2 / 12;
const meanSquareOfUniform = (low: number, high: number): number => (low * low + low * high + high * high) / 3;

/**
 * The best R² that any model can reach on these laws: the explained part of the variance.
 * Fuel 2·d + U(0, 5): 4·Var(d) beside 25/12. Load c·(0.8 + 0.2·U): 0.81·Var(c) beside E[c²]·0.04/12.
 */
export const LIMITS = {
  fuelConsumed: explained(4 * varianceOfUniform(LEAST_KM, MOST_KM), 25 / 12),
  loadWeight: explained(
    0.81 * varianceOfUniform(LEAST_CAPACITY, MOST_CAPACITY),
    (meanSquareOfUniform(LEAST_CAPACITY, MOST_CAPACITY) * 0.04) / 12,
  ),
} as const;

function explained(signal: number, noise: number): number {
  return signal / (signal + noise);
}

/**
 * Trips whose laws are known: fuel = 2·distance + U(0, 5), load = capacity·(0.8 + 0.2·U), a delay in 14.7% of the trips
 * whatever the features, which are all independent. One trip an hour.
 */
export function tripsOfKnownLaws(rows: number, seed: number): TrainingTable {
  const stream = RandomStream.of({ seed, replication: 0, entity: 0, purpose: 0 });
  const column = (draw: () => number): Float32Array => Float32Array.from({ length: rows }, draw);
  const between = (low: number, high: number) => () => low + (high - low) * stream.uniform();
  const level = (count: number) => () => stream.integer(count);
  const capacity = column(between(LEAST_CAPACITY, MOST_CAPACITY));
  const distance = column(between(LEAST_KM, MOST_KM));
  const unknown = (): Float64Array => new Float64Array(rows).fill(NaN);
  const outcomes: Record<TripOutcome, Float64Array> = {
    fuelConsumed: Float64Array.from(distance, (km) => 2 * km + 5 * stream.uniform()),
    loadWeight: Float64Array.from(capacity, (t) => t * (0.8 + 0.2 * stream.uniform())),
    isDelayed: Float64Array.from(distance, () => Number(stream.uniform() < BASE_RATE)),
    queueDuration: unknown(),
    loadingDuration: unknown(),
    haulingDuration: unknown(),
    dumpingDuration: unknown(),
    returnDuration: unknown(),
    totalCycleTime: unknown(),
  };
  const vocabulary = [WEATHER_CONDITIONS, ROAD_CONDITIONS, SHIFTS, BRANDS, MODELS];
  const numbers = [
    ...[capacity, column(between(8, 13)), column(between(3.5, 5)), column(level(15)), distance],
    ...[column(between(-5, 10)), column(level(4000)), column(level(60))],
  ];
  return {
    count: rows,
    columns: {
      rows,
      values: [...numbers, ...vocabulary.map(({ length }) => column(level(length)))],
      levels: [...numbers.map(() => null), ...vocabulary.map(({ length }) => length)],
    },
    vocabulary,
    outcomes,
    atMs: Float64Array.from({ length: rows }, (_, i) => Date.UTC(2026, 0, 1) + i * HOUR_MS),
    shift: Int32Array.from({ length: rows }, (_, i) => Math.floor(i / 8)),
    sha256: '0'.repeat(64),
  };
}
