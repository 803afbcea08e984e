import { CHAT_LIMITS, chatMessageSchema } from '@mining-ops/jobs/definitions/chat-job.js';
import { instantMs } from '@mining-ops/fleet-data/tables/cells.js';
import { z } from 'zod';

/** `top_3_strategies` as a client got them. */
export const strategiesContextSchema = z
  .array(z.record(z.string(), z.unknown()))
  .max(10)
  .refine((given) => JSON.stringify(given).length <= CHAT_LIMITS.contextLength, {
    error: `is longer than ${CHAT_LIMITS.contextLength} characters; send only top_3_strategies, or the job's id`,
  });
export const strategyJobIdSchema = z
  .string()
  .max(128)
  .meta({ description: 'Job whose strategies the question is about, where these are not sent themselves' });

export const chatRequestSchema = z
  .object({
    pertanyaan_user: z.string().trim().min(1).max(CHAT_LIMITS.questionLength),
    top_3_strategies_context: strategiesContextSchema.nullish(),
    job_id: strategyJobIdSchema.nullish(),
    session_id: z.string().max(128).nullish(),
    conversation_history: z.array(chatMessageSchema).max(CHAT_LIMITS.historyMessages).nullish(),
  })
  .meta({ id: 'ChatRequest', example: { pertanyaan_user: 'Mengapa opsi 1 lebih baik daripada opsi 2?' } });
export type ChatRequest = z.infer<typeof chatRequestSchema>;

export const chatResponseSchema = z
  .object({
    jawaban_ai: z.string(),
    session_id: z.string().nullable(),
    sumber: z
      .string()
      .meta({ description: 'The language model, or "aturan" where the answer was made by rules' }),
    peringatan: z
      .array(z.string())
      .meta({ description: 'Numbers of the answer without a source, and why rules have answered' }),
  })
  .meta({
    id: 'ChatResponse',
    example: {
      jawaban_ai: 'Opsi 1 lebih untung karena ritase lebih tinggi.',
      session_id: 's-1',
      sumber: 'qwen2.5:7b',
      peringatan: [],
    },
  });

const name = z.string().trim().min(1).max(200);

export const vesselRequestSchema = z
  .object({
    name,
    type: name.nullish().meta({ default: 'Bulk Carrier' }),
    capacity: z.number().positive().meta({ description: 't' }),
  })
  .meta({ id: 'VesselRequest', example: { name: 'MV Coal', type: 'Bulk Carrier', capacity: 15_000 } });
export type VesselRequest = z.infer<typeof vesselRequestSchema>;

/** A date as the contract wants it refused: 400. Gives epoch ms. */
const date = z
  .string()
  .max(40)
  .transform((given, context) => {
    const ms = instantMs(given);
    if (ms !== null) return ms;
    context.addIssue({
      code: 'custom',
      message: `"${given}" is not a date; write ISO 8601, for example 2026-12-01T06:00:00Z`,
      params: { status: 400, code: 'NOT_A_DATE' },
    });
    return z.NEVER;
  });

export const scheduleRequestSchema = z
  .object({
    vesselId: z.string().min(1).max(128),
    loadingPort: name,
    destination: name,
    etaLoading: date.meta({ description: 'ISO 8601, UTC where it names no zone' }),
    etsLoading: date.meta({ description: 'The loading deadline, not before etaLoading' }),
    plannedQuantity: z.number().positive().meta({ description: 't' }),
    buyer: name,
  })
  .superRefine((given, context) => {
    if (given.etsLoading >= given.etaLoading) return;
    context.addIssue({
      code: 'custom',
      path: ['etsLoading'],
      message: 'is before etaLoading: a vessel leaves after it arrives',
      params: { status: 400, code: 'ETS_BEFORE_ETA' },
    });
  })
  .meta({
    id: 'ScheduleRequest',
    // Not `examples`: Zod drops these where a schema's output differs from its input.
    example: {
      vesselId: 'ves-1a2b3c4d',
      loadingPort: 'Banjarmasin',
      destination: 'Paiton',
      etaLoading: '2026-12-01T06:00:00Z',
      etsLoading: '2026-12-03T18:00:00Z',
      plannedQuantity: 12_000,
      buyer: 'PLN',
    },
  });
export type ScheduleRequest = z.infer<typeof scheduleRequestSchema>;

export const addedSchema = z.object({ status: z.literal('success'), message: z.string(), id: z.string() });

export const vesselAddedSchema = addedSchema.meta({
  id: 'VesselAdded',
  example: { status: 'success', message: 'Kapal MV Coal ditambahkan', id: 'ves-1a2b3c4d' },
});

export const scheduleAddedSchema = addedSchema.meta({
  id: 'ScheduleAdded',
  example: {
    status: 'success',
    message: 'Jadwal untuk kapal ves-1a2b3c4d ditambahkan',
    id: 'sch-5e6f7a8b',
  },
});
