import { instantMs } from '@mining-ops/fleet-data/tables/cells.js';
import { normaliseShift } from '@mining-ops/fleet-data/vocabulary.js';
import { ALL_RULES } from '@mining-ops/strategy/question/dispatch-rules.js';
import {
  CONFIDENCE,
  MAX_REPLICATIONS,
  OBJECTIVES,
  REPLICATIONS,
  TIME_LIMIT_MS,
  overlappingBreaks,
  WORKING_TIME,
} from '@mining-ops/strategy/question/strategy-question.js';
import { z } from 'zod';

/** More counts than this are not tried in one request; whether the mine has the machines is checked after. */
export const MOST_COUNTS = 1_000;
export const DEFAULT_RANGES = { trucks: { min: 5, max: 15 }, excavators: { min: 1, max: 3 } } as const;

const id = z.string().min(1).max(128).nullish();
const condition = z.string().trim().min(1).max(100);
const count = z.int().min(1);
const countList = z.array(count).min(1).max(MOST_COUNTS).nullish();
const rupiah = z.number().nonnegative().nullish();

const fixedConditionsSchema = z.object({
  weatherCondition: condition
    .nullish()
    .meta({ description: 'Any spelling, Indonesian or English', default: 'Cerah' }),
  roadCondition: condition.nullish().meta({ default: 'GOOD' }),
  shift: z
    .string()
    .max(20, { abort: true })
    .refine((given) => normaliseShift(given).known, {
      error: ({ input }) => `must be SHIFT_1, SHIFT_2 or SHIFT_3, is ${JSON.stringify(input)}`,
    })
    .nullish()
    .meta({ default: 'SHIFT_1' }),
  target_road_id: id.meta({ description: 'The road to use; absent: every active road' }),
  target_excavator_id: id.meta({ description: 'The excavator to use; absent: every available one' }),
  target_schedule_id: id.meta({ description: 'The sailing schedule to serve' }),
  simulation_start_date: z
    .string()
    .max(40, { abort: true }) // what is longer is not repeated in a message
    .superRefine((given, context) => {
      if (instantMs(given) !== null) return;
      context.addIssue({
        code: 'custom',
        message: `"${given}" is not a date; write ISO 8601, for example 2026-11-24T06:00:00Z`,
        params: { status: 400, code: 'NOT_A_DATE' },
      });
    })
    .nullish()
    .meta({ description: 'ISO 8601, UTC where it names no zone; absent: now' }),
  totalProductionTarget: z.number().nonnegative().nullish().meta({ description: 't in the shift' }),
  miningSiteId: id.meta({
    description:
      'Only roads of this site. Equipment has no site of its own: a road is loaded by the excavators at its start, trucks go anywhere',
  }),
});

const decisionVariablesSchema = z
  .object({
    alokasi_truk: countList.meta({ description: 'Form A: truck counts to try' }),
    jumlah_excavator: countList.meta({ description: 'Form A: excavator counts to try' }),
    min_trucks: count.nullish().meta({ description: 'Form B: range of truck counts', default: 5 }),
    max_trucks: count.nullish().meta({ default: 15 }),
    min_excavators: count.nullish().meta({ default: 1 }),
    max_excavators: count.nullish().meta({ default: 3 }),
    dispatch_rules: z.array(z.enum(ALL_RULES)).min(1).max(ALL_RULES.length).nullish().meta({
      description:
        'How trucks find their excavator, tried where several work; form A: shared-queue, form B: five of them, unless named here',
    }),
  })
  .superRefine((given, context) => {
    const listed = given.alokasi_truk ?? given.jumlah_excavator;
    const ranged = given.min_trucks ?? given.max_trucks ?? given.min_excavators ?? given.max_excavators;
    if (listed != null && ranged != null) {
      context.addIssue({
        code: 'custom',
        message:
          'has both forms: send either alokasi_truk and jumlah_excavator, or min_/max_trucks and min_/max_excavators',
        params: { status: 400, code: 'BOTH_FORMS' },
      });
    }
    for (const [low, high] of [
      ['min_trucks', 'max_trucks'],
      ['min_excavators', 'max_excavators'],
    ] as const) {
      const [min, max] = [given[low], given[high]];
      if (min == null || max == null || min <= max) continue;
      context.addIssue({
        code: 'custom',
        path: [low],
        message: `is ${min}, more than ${high} (${max})`,
        params: { status: 400, code: 'EMPTY_RANGE' },
      });
    }
  });

const financialParamsSchema = z.object({
  HargaJualBatuBara: rupiah.meta({ description: 'IDR/t', default: 800_000 }),
  HargaSolar: rupiah.meta({ description: 'IDR/L', default: 15_000 }),
  BiayaAntrianPerJam: rupiah.meta({ description: 'IDR per truck-hour', default: 100_000 }),
  BiayaPenaltiKeterlambatanKapal: rupiah.meta({ description: 'IDR, once', default: 100_000_000 }),
  BiayaRataRataInsiden: rupiah.meta({ description: 'IDR per incident', default: 500_000 }),
  BiayaDemurragePerJam: rupiah.meta({ description: 'IDR/h', default: 5_000_000 }),
  GajiOperatorRataRata: rupiah.meta({ description: 'IDR/month', default: 5_000_000 }),
});

const disturbancesSchema = z.object({
  breakdowns: z
    .boolean()
    .nullish()
    .meta({ description: 'Machines break down as in maintenance_logs.csv', default: true }),
  weather_changes: z.boolean().nullish().meta({
    description: 'The weather changes within the shift as in weather_logs.csv, from the condition asked for',
    default: false,
  }),
  refuelling: z
    .boolean()
    .nullish()
    .meta({ description: 'Trucks whose fuelCapacity is known refuel where it runs low', default: true }),
});

const minutes = z.number().min(0).max(WORKING_TIME.mostMin);
const assumptionsSchema = z.object({
  shift_change_loss_min: minutes
    .nullish()
    .meta({ description: 'What the change of shift takes from its beginning', default: 0 }),
  breaks: z
    .array(z.object({ start_min: minutes, duration_min: minutes.positive() }))
    .max(WORKING_TIME.mostBreaks)
    .superRefine((breaks, context) => {
      const times = breaks.map(({ start_min, duration_min }) => ({
        startMin: start_min,
        durationMin: duration_min,
      }));
      for (const { index, freeFromMin } of overlappingBreaks(times)) {
        context.addIssue({
          code: 'custom',
          path: [index, 'start_min'],
          message: `is ${times[index]?.startMin}, within the break before it; begin at ${freeFromMin} or later`,
          params: { status: 422, code: 'BREAKS_OVERLAP' },
        });
      }
    })
    .nullish()
    .meta({ description: "Rests in which nothing begins, min from the shift's start", default: [] }),
});

/** The body of `POST /get_top_3_strategies` and `POST /v1/strategies`. Members it does not know are left alone. */
export const strategyRequestSchema = z
  .object({
    fixed_conditions: fixedConditionsSchema.nullish(),
    decision_variables: decisionVariablesSchema.nullish(),
    financial_params: financialParamsSchema.nullish(),
    disturbances: disturbancesSchema
      .nullish()
      .meta({ description: 'What disturbs the simulated shift, where the records say how' }),
    assumptions: assumptionsSchema
      .nullish()
      .meta({ description: 'What no file says of the shift; absent: nothing of it' }),
    seed: z.int().nullish().meta({ description: 'The same seed gives the same answer', default: 1 }),
    objective: z.enum(OBJECTIVES).nullish().meta({
      description: 'What the best has most of, or least of; least_fuel needs a totalProductionTarget',
      default: 'profit',
    }),
    indifference: z.number().positive().nullish().meta({
      description: "A difference that does not matter, in the objective's unit: IDR, IDR/t, t or L",
      default: '1% of the best',
    }),
    confidence: z
      .number()
      .min(CONFIDENCE.min)
      .max(CONFIDENCE.max)
      .nullish()
      .meta({ description: 'How sure the choice is to be', default: CONFIDENCE.default }),
    max_replications: z.int().min(MAX_REPLICATIONS.min).max(MAX_REPLICATIONS.max).nullish().meta({
      description: 'Simulated shifts of all candidates together',
      default: MAX_REPLICATIONS.default,
    }),
    time_limit_ms: z.int().min(TIME_LIMIT_MS.min).max(TIME_LIMIT_MS.max).nullish().meta({
      description: 'The search is answered with what it knows by then; no limit where replications are given',
      default: TIME_LIMIT_MS.default,
    }),
    replications: z.int().min(REPLICATIONS.min).max(REPLICATIONS.max).nullish().meta({
      description:
        'So many simulated shifts for every candidate; absent: as many as it takes to tell the best',
    }),
  })
  .superRefine(({ objective, fixed_conditions }, context) => {
    if (objective !== 'least_fuel' || (fixed_conditions?.totalProductionTarget ?? 0) > 0) return;
    context.addIssue({
      code: 'custom',
      path: ['objective'],
      message:
        'is least_fuel, which needs something to haul: give fixed_conditions.totalProductionTarget, in t above 0',
      params: { status: 422, code: 'OBJECTIVE_NEEDS_TARGET' },
    });
  })
  .meta({
    id: 'StrategyRequest',
    example: {
      fixed_conditions: {
        weatherCondition: 'Hujan Ringan',
        roadCondition: 'GOOD',
        shift: 'SHIFT_1',
        target_road_id: 'cmhsbjn8x02s2maft90hi31ty',
        target_excavator_id: 'cmhsbjpma05ddmaft5kv95dom',
      },
      decision_variables: { min_trucks: 5, max_trucks: 15, min_excavators: 1, max_excavators: 3 },
      seed: 1,
    },
  });
export type StrategyRequest = z.infer<typeof strategyRequestSchema>;
