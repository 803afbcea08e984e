import fc from 'fast-check';
import { problemOf } from '../http/validation-pipe.js';
import { useOwnMessages } from '../http/zod-messages.js';
import { strategyRequestSchema } from './strategy-request.js';

beforeAll(useOwnMessages);

const fixed = (conditions: object): object => ({ fixed_conditions: conditions });
const decision = (variables: object): object => ({ decision_variables: variables });
const finance = (params: object): object => ({ financial_params: params });

/** Status, code and detail of the refusal; null where the request is accepted. */
function refusal(body: unknown): readonly [number, string, string] | null {
  const { error } = strategyRequestSchema.safeParse(body);
  if (!error) return null;
  const problem = problemOf(error.issues);
  return [problem.getStatus(), problem.code, problem.detail];
}

describe('a request for strategies', () => {
  it.each([
    ['nothing', {}],
    ['null for its parts', { fixed_conditions: null, decision_variables: null, financial_params: null }],
    ['null for its assumptions', { assumptions: { shift_change_loss_min: null, breaks: null } }],
    [
      'breaks that follow each other',
      {
        assumptions: {
          breaks: [
            { start_min: 120, duration_min: 15 },
            { start_min: 135, duration_min: 15 },
          ],
        },
      },
    ],
    ['null for seed and replications', { seed: null, replications: null }],
    [
      'null for every condition',
      fixed({
        weatherCondition: null,
        roadCondition: null,
        shift: null,
        target_road_id: null,
        target_excavator_id: null,
        target_schedule_id: null,
        simulation_start_date: null,
        totalProductionTarget: null,
        miningSiteId: null,
      }),
    ],
    [
      'null for every variable',
      decision({
        alokasi_truk: null,
        jumlah_excavator: null,
        min_trucks: null,
        max_trucks: null,
        min_excavators: null,
        max_excavators: null,
      }),
    ],
    ['members that it does not know', { ...fixed({ colour: 'red' }), note: 'x' }],
    ['form A', decision({ alokasi_truk: [5, 10], jumlah_excavator: [1, 2] })],
    ['form A, half of it', decision({ alokasi_truk: [5] })],
    ['form A with null for form B', decision({ alokasi_truk: [5], min_trucks: null, max_excavators: null })],
    ['form B', decision({ min_trucks: 5, max_trucks: 15, min_excavators: 1, max_excavators: 3 })],
    ['form B, one end of it', decision({ max_trucks: 3 })],
    ['a range of one', decision({ min_trucks: 7, max_trucks: 7 })],
    ['a weather that there is not', fixed({ weatherCondition: 'Badai Salju' })],
    ['a shift in another spelling', fixed({ shift: 'shift 2' })],
    ['a date without a zone', fixed({ simulation_start_date: '2026-11-24T06:00' })],
    ['prices of nothing', finance({ HargaSolar: 0, GajiOperatorRataRata: null })],
    ['the fewest replications', { replications: 2 }],
    ['the most replications', { replications: 2_000 }],
    ['a negative seed', { seed: -1 }],
  ])('may have %s', (_what, body) => {
    expect(refusal(body)).toBeNull();
  });

  it.each([
    ['a text for a part', { fixed_conditions: 'x' }, 'fixed_conditions must be an object, is "x"'],
    ['a list for a part', { financial_params: [] }, 'financial_params must be an object, is a list of 0'],
    [
      'an empty condition',
      fixed({ weatherCondition: ' ' }),
      'fixed_conditions.weatherCondition must have at least 1 character, is ""',
    ],
    [
      'an endless condition',
      fixed({ roadCondition: 'x'.repeat(101) }),
      'fixed_conditions.roadCondition must have at most 100 characters, is a text of 101 characters',
    ],
    [
      'a shift that there is not',
      fixed({ shift: 'SHIFT_4' }),
      'fixed_conditions.shift must be SHIFT_1, SHIFT_2 or SHIFT_3, is "SHIFT_4"',
    ],
    ['a shift as a number', fixed({ shift: 1 }), 'fixed_conditions.shift must be a string, is 1'],
    [
      'an id of nothing',
      fixed({ target_road_id: '' }),
      'fixed_conditions.target_road_id must have at least 1 character, is ""',
    ],
    [
      'a negative target',
      fixed({ totalProductionTarget: -1 }),
      'fixed_conditions.totalProductionTarget must be at least 0, is -1',
    ],
    [
      'an empty list',
      decision({ alokasi_truk: [] }),
      'decision_variables.alokasi_truk must have at least 1 entry, is a list of 0',
    ],
    [
      'too long a list',
      decision({ jumlah_excavator: Array.from({ length: 1_001 }, () => 1) }),
      'decision_variables.jumlah_excavator must have at most 1000 entries, is a list of 1001',
    ],
    [
      'no trucks',
      decision({ alokasi_truk: [0] }),
      'decision_variables.alokasi_truk.0 must be at least 1, is 0',
    ],
    [
      'half a truck',
      decision({ max_trucks: 7.5 }),
      'decision_variables.max_trucks must be a whole number, is 7.5',
    ],
    [
      'a count in words',
      decision({ min_excavators: 'dua' }),
      'decision_variables.min_excavators must be a number, is "dua"',
    ],
    ['a broken seed', { seed: 0.5 }, 'seed must be a whole number, is 0.5'],
    ['too few replications', { replications: 1 }, 'replications must be at least 2, is 1'],
    ['too many replications', { replications: 2_001 }, 'replications must be at most 2000, is 2001'],
    [
      'a rule that there is not',
      decision({ dispatch_rules: ['fixed', 'guess'] }),
      'decision_variables.dispatch_rules.1 must be one of shared-queue, fixed, random, nearest, shortest-queue, earliest-loaded, shortest-cycle, least-loader-idle, flow, is "guess"',
    ],
    [
      'an objective that there is not',
      { objective: 'fun' },
      'objective must be one of profit, cost_per_tonne, tonnes, least_fuel, is "fun"',
    ],
    ['an indifference of nothing', { indifference: 0 }, 'indifference must be more than 0, is 0'],
    ['certainty', { confidence: 1 }, 'confidence must be at most 0.999, is 1'],
    ['no budget', { max_replications: 99 }, 'max_replications must be at least 100, is 99'],
    ['no time', { time_limit_ms: 50 }, 'time_limit_ms must be at least 100, is 50'],
  ])('with %s is a 422', (_what, body, detail) => {
    expect(refusal(body)).toEqual([422, 'INVALID_FIELD', detail]);
  });

  it.each([undefined, 0])('for the least fuel with a target of %p is a 422 that names it', (target) => {
    expect(refusal({ ...fixed({ totalProductionTarget: target }), objective: 'least_fuel' })).toEqual([
      422,
      'OBJECTIVE_NEEDS_TARGET',
      'objective is least_fuel, which needs something to haul: give fixed_conditions.totalProductionTarget, in t above 0',
    ]);
  });

  it.each([
    'HargaJualBatuBara',
    'HargaSolar',
    'BiayaAntrianPerJam',
    'BiayaPenaltiKeterlambatanKapal',
    'BiayaRataRataInsiden',
    'BiayaDemurragePerJam',
    'GajiOperatorRataRata',
  ])('with a negative %s is a 422', (param) => {
    const detail = `financial_params.${param} must be at least 0, is -1`;
    expect(refusal(finance({ [param]: -1 }))).toEqual([422, 'INVALID_FIELD', detail]);
  });

  it.each(['min_trucks', 'max_trucks', 'min_excavators', 'max_excavators'])(
    'with a list and %s is a 400 that says to send one form',
    (field) => {
      for (const list of ['alokasi_truk', 'jumlah_excavator']) {
        expect(refusal(decision({ [list]: [2], [field]: 2 }))).toEqual([
          400,
          'BOTH_FORMS',
          'decision_variables has both forms: send either alokasi_truk and jumlah_excavator, or min_/max_trucks and min_/max_excavators',
        ]);
      }
    },
  );

  it('with ranges that end before they begin is a 400 that names each', () => {
    expect(refusal(decision({ min_trucks: 9, max_trucks: 3, min_excavators: 2, max_excavators: 1 }))).toEqual(
      [
        400,
        'EMPTY_RANGE',
        'decision_variables.min_trucks is 9, more than max_trucks (3); decision_variables.min_excavators is 2, more than max_excavators (1)',
      ],
    );
  });

  it.each(['2026-02-30', 'besok', '24/11/2026'])('with the date %j is a 400', (given) => {
    expect(refusal(fixed({ simulation_start_date: given }))).toEqual([
      400,
      'NOT_A_DATE',
      `fixed_conditions.simulation_start_date "${given}" is not a date; write ISO 8601, for example 2026-11-24T06:00:00Z`,
    ]);
  });

  it('gets a short refusal however long its texts are', () => {
    const texts = [
      'weatherCondition',
      'roadCondition',
      'shift',
      'target_road_id',
      'target_excavator_id',
      'target_schedule_id',
      'simulation_start_date',
      'miningSiteId',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.integer({ min: 129, max: 100_000 }), (field, length) => {
        const [, , detail] = refusal(fixed({ [field]: 'x'.repeat(length) })) ?? [];
        expect(detail).toContain(`fixed_conditions.${field} must have at most`);
        expect(detail?.length).toBeLessThan(200);
      }),
    );
  });
});

it('a break that begins within the one before it is refused, with when it may begin', () => {
  const breaks = [
    { start_min: 120, duration_min: 30 },
    { start_min: 140, duration_min: 30 },
  ];
  expect(refusal({ assumptions: { breaks } })).toEqual([
    422,
    'BREAKS_OVERLAP',
    expect.stringContaining('is 140, within the break before it; begin at 150 or later'),
  ]);
  expect(refusal({ assumptions: { shift_change_loss_min: -1 } })?.[0]).toBe(422);
});
