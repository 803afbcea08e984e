import { CHAT_LIMITS, chatMessageSchema } from '@mining-ops/jobs/definitions/chat-job.js';
import { z } from 'zod';
import { strategiesContextSchema, strategyJobIdSchema } from '../contract/contract-requests.js';

/** The body of `POST /v1/chats`: the same as the contract's, in the words of `/v1`. */
export const questionRequestSchema = z
  .object({
    question: z.string().trim().min(1).max(CHAT_LIMITS.questionLength),
    strategies: strategiesContextSchema
      .nullish()
      .meta({ description: '`top_3_strategies` of an earlier answer: what the question is about' }),
    strategy_job_id: strategyJobIdSchema.nullish(),
    session_id: z.string().min(1).max(128).nullish(),
    history: z.array(chatMessageSchema).max(CHAT_LIMITS.historyMessages).nullish(),
  })
  .meta({
    id: 'QuestionRequest',
    example: {
      question: 'Bagaimana kalau 12 truk dan hujan lebat?',
      strategy_job_id: 'strategy-6f0e9a51d2f4b3a1c0e8d7f6a5b4c3d2',
      session_id: 'planner-7',
    },
  });
export type QuestionRequest = z.infer<typeof questionRequestSchema>;
