import type { FleetSnapshot } from '@mining-ops/fleet-data/snapshot.js';
import type { StrategyAnswer } from '@mining-ops/strategy/answer/strategy-answer.js';
import type { StrategyQuestion } from '@mining-ops/strategy/question/strategy-question.js';
import type { z } from 'zod';
import type { Options } from '../facts/option.js';
import type { Findings } from '../grounding/evidence.js';
import type { Wording } from '../language/wording.js';

/** What a tool may know. There is nothing in it that writes. */
export interface ToolContext {
  readonly facts: Options;
  readonly wording: Wording;
  readonly nowMs: number;
  readonly signal: AbortSignal;
  /** The question that the options answer, where it is known. */
  readonly strategyQuestion: StrategyQuestion | null;
  readonly snapshot: () => Promise<FleetSnapshot>;
  /** Has a strategy question simulated, through the queue. */
  readonly simulate: (question: StrategyQuestion) => Promise<StrategyAnswer>;
}

/** Something that the model may have done for it. */
export interface Tool<Input extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly description: string;
  readonly input: Input;
  run(input: z.infer<Input>, context: ToolContext): Promise<Findings>;
}

export function defineTool<Input extends z.ZodType>(tool: Tool<Input>): Tool {
  return { ...tool, run: (input, context) => tool.run(input as z.infer<Input>, context) };
}

/** An expected failure: its words go to the model, which may call again or do without. */
export class ToolFailure extends Error {
  override readonly name = 'ToolFailure';
}
