import { z } from 'zod';
import { ALL_RULES } from './dispatch-rules.js';

/** Prices and costs, in rupiah. Defaults are those of the first version's clients. */
export const financeSchema = z.object({
  coalPriceIdrPerT: z.number().nonnegative().default(800_000),
  fuelPriceIdrPerL: z.number().nonnegative().default(15_000),
  queueCostIdrPerTruckH: z.number().nonnegative().default(100_000),
  /** Once, where the vessel is past its departure at the shift's start. */
  vesselLatePenaltyIdr: z.number().nonnegative().default(100_000_000),
  incidentCostIdr: z.number().nonnegative().default(500_000),
  demurrageIdrPerH: z.number().nonnegative().default(5_000_000),
  operatorSalaryIdrPerMonth: z.number().nonnegative().default(5_000_000),
});
export type Finance = z.infer<typeof financeSchema>;

/** What may disturb the simulated shift, where the mine's records say how. */
export const disturbancesSchema = z.object({
  /** Trucks and excavators break down as in maintenance_logs.csv. */
  breakdowns: z.boolean().default(true),
  /** The weather changes within the shift as in weather_logs.csv, from the condition that was asked for. */
  weatherChanges: z.boolean().default(false),
  /** Trucks whose tank trucks.csv names refuel where it runs low. */
  refuelling: z.boolean().default(true),
});

/** Limits of what a question may say of a shift's working time: no shift is longer than a day. */
export const WORKING_TIME = { mostMin: 1_440, mostBreaks: 24 } as const;

/** The breaks, by index, that begin before the one before them is over, with when that is, min. */
export function overlappingBreaks(
  breaks: readonly { readonly startMin: number; readonly durationMin: number }[],
): { index: number; freeFromMin: number }[] {
  return breaks.flatMap(({ startMin }, index) => {
    const before = breaks[index - 1];
    const freeFromMin = before ? before.startMin + before.durationMin : 0;
    return startMin < freeFromMin ? [{ index, freeFromMin }] : [];
  });
}

const minutes = z.number().min(0).max(WORKING_TIME.mostMin);
const breaksSchema = z
  .array(z.object({ startMin: minutes, durationMin: minutes.positive() }))
  .max(WORKING_TIME.mostBreaks)
  .refine((breaks) => overlappingBreaks(breaks).length === 0, {
    error: 'must be in order of time and not overlap',
  });

/** What no table says of a shift, as whoever asks has it. */
export const workingTimeSchema = z.object({
  /** What the change of shift takes from its beginning, min. */
  shiftChangeLossMin: minutes.default(0),
  /** In order of time, not overlapping; min from the shift's start. */
  breaks: breaksSchema.default(() => []),
});

export const SHIFTS = ['SHIFT_1', 'SHIFT_2', 'SHIFT_3'] as const;

/** What the best strategy has most of, or least of. */
export const OBJECTIVES = ['profit', 'cost_per_tonne', 'tonnes', 'least_fuel'] as const;
export type Objective = (typeof OBJECTIVES)[number];

/** Fewest and most replications that each candidate may be given where a question wants the same for all. */
export const REPLICATIONS = { min: 2, max: 2_000 } as const;
/** How sure the search is to be, where a question does not say. Surer than 0.999 no budget would make it. */
export const CONFIDENCE = { min: 0.5, max: 0.999, default: 0.95 } as const;
/** Replications of all candidates together. */
export const MAX_REPLICATIONS = { min: 100, max: 2_000_000, default: 200_000 } as const;
export const TIME_LIMIT_MS = { min: 100, max: 600_000, default: 4_000 } as const;
export const DEFAULT_SEED = 1;

const id = z.string().min(1).max(128);
const counts = z.array(z.int().min(1)).min(1).max(1_000);

/** What a planner asks, in the system's own terms: which way to staff one shift earns most. */
export const strategyQuestionSchema = z.object({
  /** Canonical where known, else as the client spelled it. */
  weather: z.string().min(1).max(100),
  roadCondition: z.string().min(1).max(100),
  shift: z.enum(SHIFTS),
  /** The shift's start, epoch ms. */
  startMs: z.number(),
  /** null: every active road, every available loader. */
  roadId: id.nullable(),
  loaderId: id.nullable(),
  /** null: no vessel waits. */
  scheduleId: id.nullable(),
  /** null: every site. */
  siteId: id.nullable(),
  /** Production wanted in the shift, t; 0 for none. */
  targetT: z.number().nonnegative(),
  truckCounts: counts,
  loaderCounts: counts,
  finance: financeSchema,
  disturbances: disturbancesSchema,
  workingTime: workingTimeSchema.default(() => ({ shiftChangeLossMin: 0, breaks: [] })),
  seed: z.int(),
  /**
   * `listed`: each count with the loaders that serve it best, led by each that could lead. `whole`: every set of loaders
   * of a place.
   */
  space: z.enum(['listed', 'whole']).default('listed'),
  /** How trucks find their loader; tried where a set has several loaders, as one loader leaves no choice. */
  dispatchRules: z
    .array(z.enum(ALL_RULES))
    .min(1)
    .default(() => ['shared-queue']),
  objective: z.enum(OBJECTIVES).default('profit'),
  /** A difference that does not matter, in the objective's unit; null: 1% of the best. */
  indifference: z.number().positive().nullable().default(null),
  /** Probability of the right choice at which the search ends. */
  confidence: z.number().min(CONFIDENCE.min).max(CONFIDENCE.max).default(CONFIDENCE.default),
  maxReplications: z
    .int()
    .min(MAX_REPLICATIONS.min)
    .max(MAX_REPLICATIONS.max)
    .default(MAX_REPLICATIONS.default),
  /** Wall-clock cap of the search; null: none. Whoever runs the search keeps the time. */
  timeLimitMs: z.int().min(TIME_LIMIT_MS.min).max(TIME_LIMIT_MS.max).nullable().default(null),
  /** So many for every candidate, no more, no fewer; null: as many as it takes to tell the best. */
  replications: z.int().min(REPLICATIONS.min).max(REPLICATIONS.max).nullable(),
});
export type StrategyQuestion = z.infer<typeof strategyQuestionSchema>;
