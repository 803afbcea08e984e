import { z } from 'zod';
import { defineJob } from './job-definition.js';

export const CHAT_LIMITS = { questionLength: 4_000, historyMessages: 50, messageLength: 8_000 } as const;

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
    history: z.array(chatMessageSchema).max(CHAT_LIMITS.historyMessages),
    sessionId: z.string().max(128).nullable(),
  }),
  result: z.object({
    answer: z.string(),
    /** Where the words come from: the language model's name. */
    source: z.string(),
    sessionId: z.string().nullable(),
    durationMs: z.number(),
  }),
  // A person waits: a language model that is down is reported at once, not after retries.
  attempts: 1,
  backoffMs: 0,
});
