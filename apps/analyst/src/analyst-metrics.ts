import type { ProcessMetrics } from '@mining-ops/platform/metrics/process-metrics.js';
import { Counter, Gauge, Histogram } from 'prom-client';
import type { AnswerObserver } from './chat/chat-handler.js';
import type { CircuitBreaker } from './model/circuit-breaker.js';
import type { Usage } from './model/language-model.js';
import { ALL_TOOLS } from './tools/all-tools.js';

const FIRST_TOKEN_S = [0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 8, 10, 15, 20, 30, 45, 60];
/** A model may ask for a tool of any name. */
const TOOLS = new Set(ALL_TOOLS.map(({ name }) => name));
const REASONS = ['unreachable', 'missing', 'failed', 'late', 'resting'] as const;

/** What an analyst says of its answers and of the language model. */
export class AnalystMetrics implements AnswerObserver {
  private readonly answers: Counter<'source'>;
  private readonly withoutModels: Counter<'reason'>;
  private readonly firstTokenS: Histogram;
  private readonly promptTokens: Counter;
  private readonly generatedTokens: Counter;
  private readonly generatingS: Counter;
  private readonly toolCalls: Counter<'tool' | 'outcome'>;
  private readonly withoutSource: Counter<'when'>;
  private readonly corrections: Counter;
  private readonly available: Gauge;

  constructor(metrics: ProcessMetrics, breaker: Pick<CircuitBreaker, 'isOpen'>) {
    const registers = [metrics.registry];
    this.answers = new Counter({
      name: 'mining_ops_analyst_answers_total',
      help: 'Questions that were answered, by the language model or by rules',
      labelNames: ['source'],
      registers,
    });
    this.withoutModels = new Counter({
      name: 'mining_ops_analyst_model_failures_total',
      help: 'Questions for which the language model could not be used, by the reason',
      labelNames: ['reason'],
      registers,
    });
    this.firstTokenS = new Histogram({
      name: 'mining_ops_analyst_first_token_seconds',
      help: "Time from a question to the model's first piece of text",
      buckets: FIRST_TOKEN_S,
      registers,
    });
    this.promptTokens = new Counter({
      name: 'mining_ops_analyst_prompt_tokens_total',
      help: 'Tokens that the model read, as it counts them',
      registers,
    });
    this.generatedTokens = new Counter({
      name: 'mining_ops_analyst_generated_tokens_total',
      help: 'Tokens that the model wrote, as it counts them',
      registers,
    });
    this.generatingS = new Counter({
      name: 'mining_ops_analyst_generating_seconds_total',
      help: 'Time in which the model wrote these tokens, as it says',
      registers,
    });
    this.toolCalls = new Counter({
      name: 'mining_ops_analyst_tool_calls_total',
      help: 'Tools that the model asked for, and whether the call was done',
      labelNames: ['tool', 'outcome'],
      registers,
    });
    this.withoutSource = new Counter({
      name: 'mining_ops_analyst_ungrounded_numbers_total',
      help: "Numbers without a source: in the model's first words, and left in the answer, where they are marked",
      labelNames: ['when'],
      registers,
    });
    this.corrections = new Counter({
      name: 'mining_ops_analyst_corrections_total',
      help: 'Answers of the model that were better when it was asked once more',
      registers,
    });
    this.available = new Gauge({
      name: 'mining_ops_analyst_model_available',
      help: '1 where the Ollama server has the model, as it was last looked at, else 0',
      registers,
    });
    const open = new Gauge({
      name: 'mining_ops_analyst_circuit_open',
      help: '1 while the model is left alone after failures in a row, else 0',
      registers,
    });
    metrics.beforeScrape(() => {
      open.set(breaker.isOpen ? 1 : 0);
    });
    this.standAtZero();
  }

  answered({
    calls,
    corrected,
    withoutSource,
    firstTokenMs,
  }: Parameters<AnswerObserver['answered']>[0]): void {
    this.answers.inc({ source: 'model' });
    if (firstTokenMs !== null) this.firstTokenS.observe(firstTokenMs / 1_000);
    for (const { tool, ok } of calls)
      this.toolCalls.inc({ tool: TOOLS.has(tool) ? tool : 'unknown', outcome: ok ? 'done' : 'refused' });
    this.withoutSource.inc({ when: 'first' }, withoutSource.first);
    this.withoutSource.inc({ when: 'answered' }, withoutSource.left);
    if (corrected) this.corrections.inc();
  }

  withoutModel(...[reason, fallback]: Parameters<AnswerObserver['withoutModel']>): void {
    this.withoutModels.inc({ reason });
    if (fallback === 'rules') this.answers.inc({ source: 'rules' });
  }

  readonly used = ({ promptTokens, generatedTokens, generatingMs }: Usage): void => {
    this.promptTokens.inc(promptTokens);
    this.generatedTokens.inc(generatedTokens);
    this.generatingS.inc(generatingMs / 1_000);
  };

  modelLookedAt(isThere: boolean): void {
    this.available.set(isThere ? 1 : 0);
  }

  /** A rate over the first event would miss it otherwise. */
  private standAtZero(): void {
    for (const source of ['model', 'rules']) this.answers.inc({ source }, 0);
    for (const reason of REASONS) this.withoutModels.inc({ reason }, 0);
    for (const tool of TOOLS) this.toolCalls.inc({ tool, outcome: 'done' }, 0);
    for (const when of ['first', 'answered']) this.withoutSource.inc({ when }, 0);
  }
}
