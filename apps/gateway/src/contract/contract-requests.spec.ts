import type { z } from 'zod';
import { problemOf } from '../http/validation-pipe.js';
import { useOwnMessages } from '../http/zod-messages.js';
import {
  addedSchema,
  chatRequestSchema,
  chatResponseSchema,
  scheduleRequestSchema,
  vesselRequestSchema,
} from './contract-requests.js';

beforeAll(useOwnMessages);

/** Status, code and detail of the refusal; null where the schema accepts. */
function refusal(schema: z.ZodType, body: unknown): readonly [number, string, string] | null {
  const { error } = schema.safeParse(body);
  if (!error) return null;
  const problem = problemOf(error.issues);
  return [problem.getStatus(), problem.code, problem.detail];
}

describe('a question to the chatbot', () => {
  const question = { pertanyaan_user: 'Mengapa?' };

  it('needs words, and nothing else', () => {
    expect(chatRequestSchema.parse(question)).toEqual(question);
    expect(chatRequestSchema.parse({ pertanyaan_user: '  Mengapa?\n' })).toEqual(question);
    expect(
      refusal(chatRequestSchema, {
        ...question,
        top_3_strategies_context: null,
        session_id: null,
        conversation_history: null,
      }),
    ).toBeNull();
  });

  it('takes the strategies as the client got them, and the conversation', () => {
    const whole = {
      ...question,
      top_3_strategies_context: [{ OPSI_1: { TYPE: 'REKOMENDASI UTAMA', DETAIL: { more: [1] } } }],
      session_id: 's-1',
      conversation_history: [{ role: 'assistant', content: 'Halo' }],
    };
    expect(chatRequestSchema.parse(whole)).toEqual(whole);
  });

  it.each([
    ['no question', {}, 'pertanyaan_user is missing; it must be a string'],
    ['blanks', { pertanyaan_user: ' \n' }, 'pertanyaan_user must have at least 1 character, is ""'],
    ['a book', { pertanyaan_user: 'x'.repeat(4_001) }, 'pertanyaan_user must have at most 4000 characters'],
    [
      'a context that is no list',
      { ...question, top_3_strategies_context: { OPSI_1: {} } },
      'top_3_strategies_context must be a list, is an object',
    ],
    [
      'a strategy that is none',
      { ...question, top_3_strategies_context: ['OPSI_1'] },
      'top_3_strategies_context.0 must be an object, is "OPSI_1"',
    ],
    [
      'a role that there is not',
      { ...question, conversation_history: [{ role: 'tool', content: 'x' }] },
      'conversation_history.0.role must be one of user, assistant, system, is "tool"',
    ],
    [
      'too long a conversation',
      {
        ...question,
        conversation_history: Array.from({ length: 51 }, () => ({ role: 'user', content: 'x' })),
      },
      'conversation_history must have at most 50 entries, is a list of 51',
    ],
  ])('%s is refused', (_what, body, detail) => {
    expect(refusal(chatRequestSchema, body)).toEqual([422, 'INVALID_FIELD', expect.stringContaining(detail)]);
  });
});

describe('a vessel to add', () => {
  it('needs a name and a capacity; its type may be left out', () => {
    const vessel = { name: 'MV Coal', capacity: 15_000 };
    expect(vesselRequestSchema.parse(vessel)).toEqual(vessel);
    expect(refusal(vesselRequestSchema, { ...vessel, type: null })).toBeNull();
    expect(vesselRequestSchema.parse({ ...vessel, type: 'Barge' }).type).toBe('Barge');
  });

  it.each([
    ['no name', { capacity: 1 }, 'name is missing; it must be a string'],
    ['a blank name', { name: '  ', capacity: 1 }, 'name must have at least 1 character, is ""'],
    ['no capacity', { name: 'MV' }, 'capacity is missing; it must be a number'],
    ['a capacity in words', { name: 'MV', capacity: '15000' }, 'capacity must be a number, is "15000"'],
    ['a vessel that carries nothing', { name: 'MV', capacity: 0 }, 'capacity must be more than 0, is 0'],
  ])('%s is refused', (_what, body, detail) => {
    expect(refusal(vesselRequestSchema, body)).toEqual([422, 'INVALID_FIELD', detail]);
  });
});

describe('a schedule to add', () => {
  const schedule = {
    vesselId: 'ves-1',
    loadingPort: 'Banjarmasin',
    destination: 'Paiton',
    etaLoading: '2026-12-01T06:00:00Z',
    etsLoading: '2026-12-03T18:00:00Z',
    plannedQuantity: 12_000,
    buyer: 'PLN',
  };

  it('has its dates read as instants; without a zone they are UTC', () => {
    expect(scheduleRequestSchema.parse(schedule)).toEqual({
      ...schedule,
      etaLoading: Date.UTC(2026, 11, 1, 6),
      etsLoading: Date.UTC(2026, 11, 3, 18),
    });
    const { etaLoading } = scheduleRequestSchema.parse({ ...schedule, etaLoading: '2026-12-01T14:00+08:00' });
    expect(etaLoading).toBe(Date.UTC(2026, 11, 1, 6));
    expect(scheduleRequestSchema.parse({ ...schedule, etaLoading: '2026-12-01' }).etaLoading).toBe(
      Date.UTC(2026, 11, 1),
    );
  });

  it.each(Object.keys(schedule))('needs %s', (field) => {
    const result = refusal(scheduleRequestSchema, { ...schedule, [field]: undefined });
    expect(result).toEqual([
      422,
      'INVALID_FIELD',
      expect.stringContaining(`${field} is missing; it must be a`),
    ]);
  });

  it.each(['soon', '2026-02-30', '01/12/2026', ''])('a date that is %j is a 400', (given) => {
    expect(refusal(scheduleRequestSchema, { ...schedule, etsLoading: given })).toEqual([
      400,
      'NOT_A_DATE',
      `etsLoading "${given}" is not a date; write ISO 8601, for example 2026-12-01T06:00:00Z`,
    ]);
  });

  it('ETS before ETA is a 400; ETS at ETA is not', () => {
    expect(refusal(scheduleRequestSchema, { ...schedule, etsLoading: '2026-12-01T05:59:59Z' })).toEqual([
      400,
      'ETS_BEFORE_ETA',
      'etsLoading is before etaLoading: a vessel leaves after it arrives',
    ]);
    expect(refusal(scheduleRequestSchema, { ...schedule, etsLoading: schedule.etaLoading })).toBeNull();
  });

  it('nothing to load is refused', () => {
    expect(refusal(scheduleRequestSchema, { ...schedule, plannedQuantity: 0 })).toEqual([
      422,
      'INVALID_FIELD',
      'plannedQuantity must be more than 0, is 0',
    ]);
  });
});

describe('the answers of these endpoints', () => {
  it('have the keys that clients read', () => {
    expect(Object.keys(chatResponseSchema.shape)).toEqual([
      'jawaban_ai',
      'session_id',
      'sumber',
      'peringatan',
    ]);
    expect(Object.keys(addedSchema.shape)).toEqual(['status', 'message', 'id']);
  });
});
