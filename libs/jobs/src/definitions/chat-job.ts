import { z } from 'zod';
import { defineJob } from './job-definition.js';

export const CHAT_LIMITS = {
  questionLength: 4_000,
  historyMessages: 50,
  messageLength: 8_000,
  /** Of the strategies that a client sends back, as JSON, characters: three with all their details are a tenth of it. */
  contextLength: 400_000,
} as const;

/** The source of an answer that was made by rules, without a language model. */
export const RULES_SOURCE = 'aturan';

export const chatMessageSchema = z.object({
  role: z.enum(['user', 'assistant', 'system']),
  content: z.string().max(CHAT_LIMITS.messageLength),
});

/** Answer a planner's question about strategies. Done by the analyst. */
export const chatJob = defineJob({
  queue: 'chats',
  name: 'answer-question',
  idPrefix: 'chat',
  payload: z.object({
    question: z.string().min(1).max(CHAT_LIMITS.questionLength),
    /** The strategies as the client got them, sent back; free-form, read defensively. */
    strategies: z.array(z.record(z.string(), z.unknown())).max(10).nullable(),
    /** The job whose result the question is about, where the client has not sent the strategies themselves. */
    strategyJobId: z.string().max(128).nullable().default(null),
    history: z.array(chatMessageSchema).max(CHAT_LIMITS.historyMessages),
    sessionId: z.string().max(128).nullable(),
  }),
  result: z.object({
    answer: z.string(),
    /** Where the words come from: the language model's name, or `aturan`. */
    source: z.string(),
    sessionId: z.string().nullable(),
    /** What the reader should know: numbers without a source, why there was no language model. */
    warnings: z.array(z.string()),
    /** What the model was told: version of the prompts and digest of their files; null for an answer by rules. */
    promptVersion: z.string().nullable(),
    /** What the model had done for it, in order. */
    toolCalls: z.array(z.object({ tool: z.string(), ok: z.boolean(), durationMs: z.number() })),
    /** It was asked once more, as numbers had no source. */
    corrected: z.boolean(),
    /** To the model's first piece of text, ms. */
    firstTokenMs: z.number().nullable(),
    durationMs: z.number(),
  }),
  // A person waits: a language model that is down is reported at once, not after retries.
  attempts: 1,
  backoffMs: 0,
});
