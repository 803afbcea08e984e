import { inSpan } from '@mining-ops/platform/tracing/spans.js';
import type { Message, ToolCall } from 'ollama';
import { factSheet } from '../facts/fact-sheet.js';
import { unfoundedIn, type Unfounded } from '../grounding/check-answer.js';
import { evidenceOf, type Findings } from '../grounding/evidence.js';
import { markAnswer } from '../grounding/mark-answer.js';
import { ModelError } from '../model/model-error.js';
import type { LanguageModel, Reply } from '../model/language-model.js';
import type { Tool, ToolContext } from '../tools/tool.js';
import { call, described, type CallRecord } from '../tools/toolbox.js';
import { withinBudget } from './conversation.js';
import type { Prompts } from './prompts.js';
import type { TokenBatcher } from './token-batcher.js';

/** Calls of tools for one answer. */
export const MOST_CALLS = 4;
/** Tokens of the model's context: for the facts, and for the conversation before the question. */
const SHEET_SHARE = 0.32;
const HISTORY_SHARE = 0.2;

export interface QuestionContext {
  readonly question: string;
  readonly history: readonly Message[];
  readonly tools: readonly Tool[];
  readonly toolContext: ToolContext;
  /** Aborted when the question is called off. */
  readonly signal: AbortSignal;
  /** Aborted when the whole answer should have been there. The tools' own signal follows both. */
  readonly deadline: AbortSignal;
  readonly listener: TokenBatcher;
  /** Takes each call as it is done, for the log. */
  readonly onCall: (record: CallRecord) => void;
}

export interface ModelAnswer {
  readonly text: string;
  readonly warnings: readonly string[];
  readonly calls: readonly CallRecord[];
  /** Whether it had to be asked once more. */
  readonly corrected: boolean;
  /** Numbers without a source: in its first words, and in what was answered. */
  readonly withoutSource: { readonly first: number; readonly left: number };
  /** From the question to the first piece of the text, ms; null where there was none. */
  readonly firstTokenMs: number | null;
}

/**
 * Has the model answer: facts and question to it, its tool calls done, its numbers checked. Where some have no source it
 * is asked once more with these named; what is left is marked. Listeners hear the text as it grows, and a replacement
 * where it changes.
 *
 * @throws ModelError where the model cannot be used
 */
export async function answerQuestion(
  model: LanguageModel,
  prompts: Prompts,
  context: QuestionContext,
): Promise<ModelAnswer> {
  const { toolContext, listener, question } = context;
  const { wording, facts } = toolContext;
  const dialogue = new Dialogue(model, prompts, context);
  const first = await dialogue.ask();
  const check = (text: string): Unfounded[] =>
    unfoundedIn(text, evidenceOf(facts, dialogue.findings, { question, nowMs: toolContext.nowMs }));
  let text = first;
  let unfounded = check(first);
  const withoutSource = unfounded.length;
  let corrected = false;
  if (unfounded.length > 0) {
    const second = await dialogue.askAgain(unfounded.map((one) => one.text));
    const left = second === null || second === '' ? null : check(second);
    // The better of the two: a second try can be worse, or break off.
    if (second !== null && left !== null && left.length <= unfounded.length) {
      [text, unfounded, corrected] = [second, left, true];
    }
  }
  const marked = markAnswer(text, unfounded, wording);
  if (marked.text !== dialogue.heard.trim())
    listener.replace(marked.text, unfounded.length > 0 ? 'MARKED' : 'CORRECTED');
  return {
    ...marked,
    calls: dialogue.calls,
    corrected,
    withoutSource: { first: withoutSource, left: unfounded.length },
    firstTokenMs: dialogue.firstTokenMs,
  };
}

/** One conversation with the model about one question. */
class Dialogue {
  readonly findings: Findings[] = [];
  readonly calls: CallRecord[] = [];
  firstTokenMs: number | null = null;
  /** What listeners have, as far as it came from here. */
  heard = '';
  private readonly startedMs = performance.now();
  private readonly messages: Message[];
  private lastText = '';

  constructor(
    private readonly model: LanguageModel,
    private readonly prompts: Prompts,
    private readonly context: QuestionContext,
  ) {
    const { toolContext, history, question } = context;
    const { contextTokens } = model.options;
    const { wording, facts } = toolContext;
    const sheet = factSheet(facts, wording, Math.floor(contextTokens * SHEET_SHARE));
    this.messages = [
      { role: 'system', content: prompts.system(sheet, wording.language, MOST_CALLS) },
      ...withinBudget(history, Math.floor(contextTokens * HISTORY_SHARE)),
      { role: 'user', content: question },
    ];
  }

  /** Until the model answers in words: each round does the tools that it asks for, at most so many in all. */
  async ask(): Promise<string> {
    for (;;) {
      const may = MOST_CALLS - this.calls.length;
      const { text, toolCalls } = await this.turn(may > 0 ? this.context.tools : []);
      if (toolCalls.length === 0 || may <= 0) return text;
      this.startAnew('TOOLS');
      this.messages.push({ role: 'assistant', content: text, tool_calls: [...toolCalls] });
      for (const [i, toolCall] of toolCalls.entries()) {
        const { name } = toolCall.function;
        if (i >= may) {
          this.messages.push({
            role: 'tool',
            tool_name: name,
            content: `no more than ${MOST_CALLS} calls an answer`,
          });
          continue;
        }
        const { record, findings } = await this.call(toolCall);
        this.calls.push(record);
        this.context.onCall(record);
        // What a refused call says is no source: it repeats what the model has sent.
        if (record.ok) this.findings.push(findings);
        this.messages.push({ role: 'tool', tool_name: name, content: findings.text });
      }
    }
  }

  /** Once more, with the numbers named that have no source; null where the model fails at that. */
  async askAgain(numbers: readonly string[]): Promise<string | null> {
    const { wording } = this.context.toolContext;
    this.messages.push(
      { role: 'assistant', content: this.lastText },
      { role: 'user', content: this.prompts.correction(numbers, wording.language) },
    );
    this.startAnew('CORRECTING');
    try {
      return (await this.turn([])).text;
    } catch (error) {
      if (error instanceof ModelError) return null;
      throw error;
    }
  }

  private async call(toolCall: ToolCall): ReturnType<typeof call> {
    const { signal, deadline, tools, toolContext } = this.context;
    const { name } = toolCall.function;
    // The model may ask for whatever it likes.
    const shown = tools.some((tool) => tool.name === name) ? name : 'unknown';
    try {
      return await inSpan(`execute_tool ${shown}`, {}, () => call(toolCall, tools, toolContext));
    } catch (error) {
      if (signal.aborted || !deadline.aborted) throw error;
      throw new ModelError(
        'late',
        `no whole answer within CHAT_DEADLINE_MS: the tool ${name} took too long`,
        { cause: error },
      );
    }
  }

  private async turn(tools: readonly Tool[]): Promise<Reply> {
    const { signal, deadline, listener } = this.context;
    const { model } = this.model.options;
    const attributes = { 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': model };
    const { text, toolCalls } = await inSpan(`chat ${model}`, { kind: 'client', attributes }, () =>
      this.model.reply(
        { messages: this.messages, tools: described(tools) },
        {
          signal,
          deadline,
          onText: (piece) => {
            this.firstTokenMs ??= performance.now() - this.startedMs;
            this.heard += piece;
            listener.add(piece);
          },
        },
      ),
    );
    this.lastText = text.trim();
    return { text: this.lastText, toolCalls };
  }

  private startAnew(reason: string): void {
    this.heard = '';
    this.context.listener.replace('', reason);
  }
}
