import type { TripConditions } from './trip-conditions.js';

const BASE = -3.5;
const BY_WEATHER = {
  CERAH: 0,
  BERAWAN: 0.1,
  MENDUNG: 0.35,
  HUJAN_RINGAN: 1,
  HUJAN_SEDANG: 1.6,
  HUJAN_LEBAT: 2.3,
} as const;
const BY_SURFACE = { EXCELLENT: -0.6, GOOD: 0, FAIR: 0.5, POOR: 1.1, LICIN: 1.5 } as const;
const PER_DAY = 0.036;
/** A truck that long without service is in the worst state already. */
const MOST_DAYS = 60;

/** Probability that a trip is stopped on its loaded way: a logistic law. */
export function delayProbability({
  weather,
  surface,
  daysSinceMaintenance,
}: Pick<TripConditions, 'weather' | 'surface' | 'daysSinceMaintenance'>): number {
  const logit =
    BASE + BY_WEATHER[weather] + BY_SURFACE[surface] + PER_DAY * Math.min(MOST_DAYS, daysSinceMaintenance);
  return 1 / (1 + Math.exp(-logit));
}
