import { z } from 'zod';

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
});

export const SHIFTS = ['SHIFT_1', 'SHIFT_2', 'SHIFT_3'] as const;

/** Fewest and most replications a candidate may get; 30 is the number at which Student's t is near the normal. */
export const REPLICATIONS = { min: 2, max: 2_000, default: 30 } as const;
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
  seed: z.int(),
  replications: z.int().min(REPLICATIONS.min).max(REPLICATIONS.max),
});
export type StrategyQuestion = z.infer<typeof strategyQuestionSchema>;
