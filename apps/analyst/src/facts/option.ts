import { z } from 'zod';

const estimate = z.object({
  mean: z.number(),
  halfWidth95: z.number().nullable().default(null),
  p10: z.number().nullable().default(null),
  p90: z.number().nullable().default(null),
});
export type Estimate = z.infer<typeof estimate>;

const machine = z.object({ id: z.string().default(''), name: z.string() });

/**
 * An option as the analyst knows it: the numbers of `DETAIL`, or what the card's texts say where a client has sent no
 * DETAIL. Every number may be unknown. Money in rupiah; other units in the names.
 */
export const optionSchema = z.object({
  rank: z.int(),
  truckCount: z.number().nullable(),
  loaderCount: z.number().nullable(),
  loadingPlace: z.string().nullable(),
  road: z
    .object({ id: z.string().nullable(), name: z.string(), distanceKm: z.number().nullable() })
    .nullable(),
  trucks: z.array(machine.extend({ capacityT: z.number().nullable().default(null) })),
  loaders: z.array(machine.extend({ bucketCapacityM3: z.number().nullable().default(null) })),
  productionT: estimate.nullable(),
  profitIdr: estimate.nullable(),
  cycles: estimate.nullable(),
  fuelL: estimate.nullable(),
  incidents: estimate.nullable(),
  queueH: estimate.nullable(),
  fuelRatioLPerT: z.number().nullable(),
  loaderUtilisation: z.number().nullable(),
  matchFactor: z.number().nullable(),
  cycleMin: z.number().nullable(),
  terms: z
    .object({
      revenueIdr: z.number(),
      fuelIdr: z.number(),
      queueIdr: z.number(),
      incidentsIdr: z.number(),
      operatorsIdr: z.number(),
      demurrageIdr: z.number(),
      latePenaltyIdr: z.number(),
    })
    .nullable(),
  target: z.object({ targetT: z.number(), probability: z.number() }).nullable(),
  vessel: z
    .object({
      scheduleId: z.string().nullable(),
      name: z.string(),
      status: z.string(),
      remainingT: z.number().nullable(),
      daysToComplete: z.number().nullable(),
      deadlineMs: z.number().nullable(),
      slackH: z.number().nullable(),
      fineIdr: z.number().nullable(),
      deadlineProbability: z.number().nullable(),
    })
    .nullable(),
  safety: z.array(z.string()),
  warnings: z.array(z.string()),
});
export type Option = z.infer<typeof optionSchema>;

/** What the options have in common: what was asked, and what was assumed. */
export interface Circumstances {
  readonly weather: string | null;
  readonly roadCondition: string | null;
  readonly shift: string | null;
  readonly replications: number | null;
  readonly seed: number | null;
  readonly shiftDurationMin: number | null;
  readonly shiftsPerDay: number | null;
  readonly durationSource: string | null;
  readonly breakdowns: boolean | null;
  readonly weatherChanges: boolean | null;
}

/** What an answer is about. */
export interface Options {
  readonly options: readonly Option[];
  readonly circumstances: Circumstances;
}

export const estimateSchema = estimate;
