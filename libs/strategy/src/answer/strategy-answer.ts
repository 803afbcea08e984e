import { z } from 'zod';
import { TERMS } from '../economics/profit.js';
import { VESSEL_STATUSES } from '../economics/vessel.js';
import { OBJECTIVES } from '../question/strategy-question.js';
import { assignmentsSchema } from './assignments.js';

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

const termSchema = z.object({
  term: z.enum(TERMS.map(([name]) => name)),
  sign: z.union([z.literal(1), z.literal(-1)]).meta({ description: '1: it adds to the profit; -1: a cost' }),
  idr: z.number(),
  formula: z.string(),
  inputs: z
    .record(z.string(), z.number())
    .meta({ description: 'Every number of the formula, means where it varies' }),
});
export type Term = z.infer<typeof termSchema>;

const differenceSchema = z.object({
  mean: z.number(),
  halfWidth95: z
    .number()
    .meta({ description: 'Of the paired difference: both share the random numbers of each replication' }),
});

/** The same sentence in the planners' two languages. */
const wordsSchema = z.object({ id: z.string(), en: z.string() });
export type Words = z.infer<typeof wordsSchema>;

const remarkSchema = wordsSchema.extend({
  code: z.enum(['ALL_LOSE_MONEY', 'DEADLINE_PASSED', 'TARGET_OUT_OF_REACH', 'NOT_SURE', 'NOT_ALL_EXAMINED']),
});
export type Remark = z.infer<typeof remarkSchema>;

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

/** One way to staff the shift, with what the simulation expects of it. Money in rupiah; units in the names. */
export const strategyOptionSchema = z.object({
  rank: z.int().min(1),
  candidate: z
    .int()
    .meta({ description: "The candidate's number: with the job's id it names what to replay" }),
  truckCount: z.int(),
  loaderCount: z.int(),
  dispatchRule: z
    .string()
    .nullable()
    .meta({ description: 'How trucks find their excavator; null where one excavator leaves no choice' }),
  replications: z.int().meta({ description: 'Simulated shifts behind these figures' }),
  road: z.object({
    id: z.string(),
    name: z.string(),
    distanceKm: z.number(),
    startPoint: z.string().nullable(),
    endPoint: z.string().nullable(),
  }),
  loadingPlace: z.string().nullable(),
  ...assignmentsSchema.shape,
  kpi: z.object({
    productionT: estimateSchema,
    cycles: estimateSchema,
    fuelL: estimateSchema,
    fuelRatioLPerT: z.number().nullable(),
    queueH: estimateSchema,
    loaderQueueH: z.number(),
    dumpQueueH: z.number(),
    refuelQueueH: z.number(),
    incidents: estimateSchema,
    loaderUtilisation: z.number(),
    matchFactor: z.number(),
    cycleMin: z.number().meta({ description: 'Mean cycle without waiting' }),
  }),
  objective: z.object({ mean: z.number(), halfWidth95: z.number(), unit: z.string() }),
  profitIdr: estimateSchema.meta({
    description:
      'Mean and interval with the demurrage of the mean production; P10, P50 and P90 of single shifts, each with the demurrage of a day of such shifts',
  }),
  profitTerms: profitTermsSchema.meta({ description: 'Means; profitIdr is revenue less the other terms' }),
  terms: z.array(termSchema),
  target: z.object({ targetT: z.number(), probability: z.number() }).nullable(),
  vessel: vesselSchema.nullable(),
  safetyRules: z.array(z.object({ code: z.string(), text: z.string() })),
  folded: z.object({ candidates: z.int(), dispatchRules: z.array(z.string()), loaderSets: z.int() }).meta({
    description:
      'Candidates of the same road and as many trucks and excavators, which this one stands for: how many, their rules, their sets of excavators',
  }),
});
export type StrategyOption = z.infer<typeof strategyOptionSchema>;

/** A candidate in few numbers: means over its replications. */
const candidateSummarySchema = z.object({
  candidate: z.int(),
  road: z.string(),
  truckCount: z.int(),
  loaders: z.array(z.string()),
  dispatchRule: z.string().nullable(),
  replications: z.int(),
  objective: z.number(),
  profitIdr: z.number(),
  productionT: z.number(),
  fuelLPerT: z.number().nullable(),
  queueH: z.number(),
});
export type CandidateSummary = z.infer<typeof candidateSummarySchema>;

/** The best three strategies, and what was done to find them. */
export const strategyAnswerSchema = z.object({
  options: z.array(strategyOptionSchema).min(1).max(3),
  selection: z.object({
    objective: z.enum(OBJECTIVES),
    unit: z.string(),
    probability: z.number().meta({
      description:
        'That no candidate outside the three is better than one of them, whose place it could take, by the indifference amount; 0 where some were not examined',
    }),
    confidence: z.number().meta({ description: 'The probability that was wanted' }),
    reached: z.boolean(),
    endedBy: z.enum(['guarantee', 'budget', 'time', 'cancelled']),
    indifference: z.number().meta({ description: 'A difference that does not matter, in the unit' }),
    replications: z.int().meta({ description: 'Simulated shifts of all candidates together' }),
    equalAllocation: z.number().nullable().meta({
      description: 'Simulated shifts that as many for every candidate would have taken to be as sure',
    }),
  }),
  candidates: z.object({
    considered: z.int(),
    simulated: z.int(),
    chosen: z.int(),
    contender: z.int().meta({ description: 'Not told apart from the chosen, or not yet' }),
    screened: z.int().meta({ description: 'Simulated, and surely enough not better than the chosen' }),
    excluded: z
      .int()
      .meta({ description: 'Even their proven upper bound is below what the third best surely reaches' }),
    unexamined: z.int().meta({ description: 'Neither simulated nor excluded' }),
    leftOut: z.array(z.object({ code: z.string(), candidates: z.int(), reason: z.string() })),
  }),
  comparison: z
    .object({
      first: z.int(),
      second: z.int(),
      replications: z.int(),
      objective: differenceSchema,
      profitIdr: differenceSchema,
      terms: z.array(differenceSchema.extend({ term: z.enum(TERMS.map(([name]) => name)) })),
      words: wordsSchema,
    })
    .nullable()
    .meta({
      description:
        'Why the first option beats the second: first less second, by what each term does to the profit; null with one option',
    }),
  remarks: z.array(remarkSchema).meta({ description: 'What has to be said of the answer, in words' }),
  runnersUp: z.array(candidateSummarySchema),
  pareto: z.array(candidateSummarySchema).meta({
    description:
      'Simulated candidates than which no other is better in mean profit, L/t and queue hours at once, by profit',
  }),
  seed: z.int(),
  conditions: z.object({ weather: z.string(), roadCondition: z.string(), shift: z.string() }),
  assumptions: z.object({
    shiftDurationMin: z.number(),
    shiftsPerDay: z.number(),
    overrunMin: z.number(),
    dumpBays: z.number(),
    fuelBays: z.number(),
    refuellingMin: z.number().meta({ description: 'At the fuel point, which lies at the dump' }),
    fuelReserveFraction: z
      .number()
      .meta({ description: 'Of the tank; a truck that has less left refuels after dumping' }),
    shiftChangeLossMin: z.number(),
    breaks: z.array(z.object({ startMin: z.number(), durationMin: z.number() })),
    durationSource: z.enum(['history', 'physics', 'models']).meta({
      description:
        'Where travel, loading, payload and fuel come from: models where there are some, else history, or physics where too little was recorded',
    }),
    models: z
      .record(z.string(), z.string())
      .meta({ description: 'Version by target of the models that predicted trips; empty without models' }),
    historyCycles: z.int(),
    shiftEffects: z.int().meta({
      description:
        'Recorded shifts by which each simulated one differs as a whole from what its conditions let expect; 0: too few were recorded',
    }),
    firstArrivals: z.boolean().meta({
      description:
        'Whether trucks first come to the loader one by one, as recorded; else all leave the dump at the start',
    }),
    disturbances: z
      .object({
        truckBreakdowns: z.boolean(),
        loaderBreakdowns: z.boolean(),
        weatherChanges: z.boolean(),
        refuelling: z.boolean(),
      })
      .meta({
        description: 'What disturbed the simulated shifts: what was asked for and the records could tell',
      }),
  }),
  dataFingerprint: z.string(),
  warnings: z.array(warningSchema),
});
export type StrategyAnswer = z.infer<typeof strategyAnswerSchema>;
