import type { Tool as OllamaTool, ToolCall } from 'ollama';
import { z } from 'zod';
import { reasonOf } from '../model/model-error.js';
import type { Findings } from '../grounding/evidence.js';
import { ToolFailure, type Tool, type ToolContext } from './tool.js';

/** A call of a tool, as it is recorded with the answer. */
export interface CallRecord {
  readonly tool: string;
  readonly ok: boolean;
  readonly durationMs: number;
}

export interface CallOutcome {
  readonly record: CallRecord;
  readonly findings: Findings;
}

/** Letters of a tool's result that a model is shown: some 1,500 tokens. */
const LONGEST_RESULT = 4_000;
const ALL_DIGITS = /^-?\d+(?:\.\d+)?$/;

/** The tools as Ollama is told of them. */
export function described(tools: readonly Tool[]): OllamaTool[] {
  return tools.map(({ name, description, input }) => ({
    type: 'function',
    function: { name, description, parameters: parametersOf(input) },
  }));
}

function parametersOf(input: z.ZodType): NonNullable<OllamaTool['function']['parameters']> {
  const schema = z.toJSONSchema(input, { io: 'input' });
  delete schema.$schema; // says which dialect it is, which Ollama does not ask
  return schema as NonNullable<OllamaTool['function']['parameters']>;
}

/** Does what the model asked for, or says why not. Throws only where the job itself is called off. */
export async function call(
  { function: { name, arguments: given } }: ToolCall,
  tools: readonly Tool[],
  context: ToolContext,
): Promise<CallOutcome> {
  const startedMs = performance.now();
  const outcome = (ok: boolean, findings: Findings): CallOutcome => ({
    record: { tool: name.slice(0, 60), ok, durationMs: Math.round(performance.now() - startedMs) },
    findings: { ...findings, text: cut(findings.text) },
  });
  const refused = (why: string): CallOutcome => outcome(false, { text: why, facts: [], names: [] });
  const tool = tools.find((one) => one.name === name);
  if (!tool)
    return refused(`there is no tool of this name; there are ${tools.map((one) => one.name).join(', ')}`);
  const input = parse(tool.input, given);
  if (!input.success) return refused(faults(input.error));
  try {
    return outcome(true, await tool.run(input.data, context));
  } catch (error) {
    if (context.signal.aborted) throw error;
    if (error instanceof ToolFailure) return refused(error.message);
    return refused(`the tool failed: ${reasonOf(error)}`);
  }
}

/** Models write numbers as texts now and then: these are read as what they say. */
function parse(schema: z.ZodType, given: unknown): z.ZodSafeParseResult<unknown> {
  const strict = schema.safeParse(given);
  if (strict.success || typeof given !== 'object' || given === null) return strict;
  const entries = Object.entries(given).flatMap(([key, value]: [string, unknown]) => {
    if (value === null || value === '') return [];
    return [[key, typeof value === 'string' && ALL_DIGITS.test(value.trim()) ? Number(value) : value]];
  });
  const second = schema.safeParse(Object.fromEntries(entries));
  return second.success ? second : strict;
}

function faults(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join('.') || 'arguments'}: ${message}`).join('; ');
}

function cut(text: string): string {
  if (text.length <= LONGEST_RESULT) return text;
  const end = text.lastIndexOf('\n', LONGEST_RESULT);
  return `${text.slice(0, end > 0 ? end : LONGEST_RESULT)}\n…`;
}
