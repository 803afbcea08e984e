import { z } from 'zod';
import { VESSEL_STATUSES } from '../economics/vessel.js';

const warningSchema = z.object({ code: z.string(), message: z.string() });

const estimateSchema = z.object({
  mean: z.number(),
  halfWidth95: z.number().meta({ description: 'Half the 95% confidence interval of the mean (Student t)' }),
  standardDeviation: z.number(),
  p10: z.number(),
  p50: z.number(),
  p90: z.number(),
});

const profitTermsSchema = z.object({
  revenueIdr: z.number(),
  fuelIdr: z.number(),
  queueIdr: z.number(),
  incidentsIdr: z.number(),
  operatorsIdr: z.number(),
  demurrageIdr: z.number(),
  latePenaltyIdr: z.number(),
  profitIdr: z.number(),
});

const vesselSchema = z.object({
  scheduleId: z.string(),
  vesselName: z.string(),
  status: z.enum(VESSEL_STATUSES),
  remainingT: z.number(),
  daysToComplete: z.number().nullable(),
  deadlineMs: z.number(),
  slackH: z.number().nullable(),
  demurrageH: z.number(),
  demurrageIdr: z.number(),
  latePenaltyIdr: z.number(),
  deadlineProbability: z.number(),
});

const assignmentSchema = z.object({
  id: z.string(),
  name: z.string(),
  operatorId: z.string(),
});

/** One way to staff the shift, with what the simulation expects of it. Money in rupiah; units in the names. */
export const strategyOptionSchema = z.object({
  rank: z.int().min(1),
  truckCount: z.int(),
  loaderCount: z.int(),
  road: z.object({
    id: z.string(),
    name: z.string(),
    distanceKm: z.number(),
    startPoint: z.string().nullable(),
    endPoint: z.string().nullable(),
  }),
  loadingPlace: z.string().nullable(),
  trucks: z.array(assignmentSchema.extend({ capacityT: z.number() })),
  loaders: z.array(assignmentSchema.extend({ bucketCapacityM3: z.number() })),
  kpi: z.object({
    productionT: estimateSchema,
    cycles: estimateSchema,
    fuelL: estimateSchema,
    fuelRatioLPerT: z.number().nullable(),
    queueH: estimateSchema,
    loaderQueueH: z.number(),
    dumpQueueH: z.number(),
    incidents: estimateSchema,
    loaderUtilisation: z.number(),
    matchFactor: z.number(),
    cycleMin: z.number().meta({ description: 'Mean cycle without waiting' }),
  }),
  profitIdr: estimateSchema,
  profitTerms: profitTermsSchema.meta({ description: 'Means; profitIdr is revenue less the other terms' }),
  target: z.object({ targetT: z.number(), probability: z.number() }).nullable(),
  vessel: vesselSchema.nullable(),
  safetyRules: z.array(z.object({ code: z.string(), text: z.string() })),
});
export type StrategyOption = z.infer<typeof strategyOptionSchema>;

/** The best three strategies, and what was done to find them. */
export const strategyAnswerSchema = z.object({
  options: z.array(strategyOptionSchema).min(1).max(3),
  candidates: z.object({
    simulated: z.int(),
    screenedOut: z.int(),
    leftOut: z.array(z.object({ code: z.string(), candidates: z.int(), reason: z.string() })),
  }),
  replications: z.int(),
  seed: z.int(),
  conditions: z.object({ weather: z.string(), roadCondition: z.string(), shift: z.string() }),
  assumptions: z.object({
    shiftDurationMin: z.number(),
    shiftsPerDay: z.number(),
    overrunMin: z.number(),
    dumpBays: z.number(),
    durationSource: z.enum(['history', 'physics']).meta({
      description: 'Where travel, loading, payload and fuel come from: physics where too little was recorded',
    }),
    historyCycles: z.int(),
    disturbances: z
      .object({ truckBreakdowns: z.boolean(), loaderBreakdowns: z.boolean(), weatherChanges: z.boolean() })
      .meta({
        description: 'What disturbed the simulated shifts: what was asked for and the records could tell',
      }),
  }),
  dataFingerprint: z.string(),
  warnings: z.array(warningSchema),
});
export type StrategyAnswer = z.infer<typeof strategyAnswerSchema>;
