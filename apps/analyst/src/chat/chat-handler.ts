import { RULES_SOURCE, type chatJob } from '@mining-ops/jobs/definitions/chat-job.js';
import type { PayloadOf, ResultOf } from '@mining-ops/jobs/definitions/job-definition.js';
import { JobFailedError } from '@mining-ops/jobs/definitions/job-failure.js';
import type { HandlerContext } from '@mining-ops/jobs/worker/job-handler.js';
import type { FleetSnapshot } from '@mining-ops/fleet-data/snapshot.js';
import type { StrategyAnswer } from '@mining-ops/strategy/answer/strategy-answer.js';
import type { StrategyQuestion } from '@mining-ops/strategy/question/strategy-question.js';
import type { Message } from 'ollama';
import type { Options } from '../facts/option.js';
import { optionsOfAnswer, readOptions } from '../facts/read-options.js';
import { languageOf } from '../language/language.js';
import { Wording } from '../language/wording.js';
import { ModelError } from '../model/model-error.js';
import type { LanguageModel } from '../model/language-model.js';
import { ruleAnswer } from '../rules/rule-answer.js';
import { whyRules } from '../rules/why-rules.js';
import type { Session, SessionFacts, SessionStore } from '../sessions/session-store.js';
import { ALL_TOOLS } from '../tools/all-tools.js';
import { answerQuestion, type ModelAnswer } from './answer-question.js';
import type { Prompts } from './prompts.js';
import { TokenBatcher } from './token-batcher.js';

/** A strategy job as the analyst reads it. */
export interface StrategyJobContent {
  readonly question: StrategyQuestion;
  readonly answer: StrategyAnswer;
}

export interface ChatDependencies {
  readonly model: LanguageModel;
  readonly prompts: Prompts;
  readonly sessions: Pick<SessionStore, 'read' | 'remember'>;
  /** Whether the model can call tools. */
  readonly canCallTools: () => boolean;
  /** The whole answer must be there within this time, ms. */
  readonly deadlineMs: number;
  /** What answers where the model cannot. */
  readonly fallback: 'rules' | 'none';
  readonly now: () => number;
  snapshot(): Promise<FleetSnapshot>;
  /** A strategy job's question and result; null where it is unknown or has none. */
  strategyJob(jobId: string): Promise<StrategyJobContent | null>;
  /** Has a question simulated, as a job of its own that `key` names: the same key leads to the same job. */
  simulate(question: StrategyQuestion, key: string, signal: AbortSignal): Promise<StrategyAnswer>;
  /** Told how each question was answered. */
  readonly observer?: AnswerObserver;
  readonly log: {
    info(details: object, message: string): void;
    warn(details: object, message: string): void;
  };
}

export interface AnswerObserver {
  /** By the model. */
  answered(answer: Pick<ModelAnswer, 'calls' | 'corrected' | 'withoutSource' | 'firstTokenMs'>): void;
  /** The model could not be used: by rules, or not at all. */
  withoutModel(reason: ModelError['reason'], fallback: ChatDependencies['fallback']): void;
}

type Payload = PayloadOf<typeof chatJob>;
type Result = ResultOf<typeof chatJob>;

/** Answers chat jobs: facts, language model and tools, check; by rules where the model cannot be used. */
export class ChatHandler {
  constructor(private readonly dependencies: ChatDependencies) {}

  /** @throws JobFailedError: NOT_FOUND for an unknown strategy job, UNAVAILABLE without a model and without rules */
  async handle(
    payload: Payload,
    {
      jobId,
      signal,
      say,
      report,
      attempt,
    }: Pick<HandlerContext, 'jobId' | 'signal' | 'say' | 'report' | 'attempt'>,
  ): Promise<Result> {
    const { sessions, now, log, model, prompts, canCallTools, deadlineMs, fallback, observer } =
      this.dependencies;
    const startedMs = performance.now();
    const session = payload.sessionId === null ? null : await sessions.read(payload.sessionId);
    const about = factsOf(payload, session);
    const { facts, strategyQuestion } = await this.read(about);
    const wording = new Wording(languageOf(payload.question));
    const listener = new TokenBatcher(say);
    // A worker that died in the middle may have said a part of it already.
    if (attempt > 1) await say({ type: 'replace', text: '', reason: 'STARTED_ANEW' });
    // Not waited for: a person waits. Progress that cannot be told is no reason to fail.
    const reported = report({ percent: 0, stage: 'asking the language model' }).catch((error: unknown) => {
      log.warn({ jobId, err: error }, 'progress could not be reported');
    });
    const finish = async (answer: Omit<Result, 'sessionId' | 'durationMs'>): Promise<Result> => {
      await listener.flush();
      await reported;
      if (payload.sessionId !== null)
        await sessions.remember(
          payload.sessionId,
          { jobId, question: payload.question, answer: answer.answer },
          givenFacts(payload),
        );
      return {
        ...answer,
        sessionId: payload.sessionId,
        durationMs: Math.round(performance.now() - startedMs),
      };
    };
    let simulations = 0;
    try {
      const deadline = AbortSignal.timeout(deadlineMs);
      const answer = await answerQuestion(model, prompts, {
        question: payload.question,
        history: historyOf(payload, session),
        tools: canCallTools() ? ALL_TOOLS : [],
        toolContext: {
          ...{ facts, wording, nowMs: now(), strategyQuestion },
          signal: AbortSignal.any([signal, deadline]),
          snapshot: () => this.dependencies.snapshot(),
          simulate: (question) =>
            this.dependencies.simulate(
              question,
              `${jobId}-${(simulations += 1)}`,
              AbortSignal.any([signal, deadline]),
            ),
        },
        signal,
        deadline,
        listener,
        onCall: (record) => {
          log.info({ jobId, ...record }, 'tool called');
        },
      });
      const { text, warnings, calls, corrected, firstTokenMs } = answer;
      observer?.answered(answer);
      return await finish({
        answer: text,
        source: model.options.model,
        warnings: [...warnings],
        promptVersion: prompts.version,
        toolCalls: [...calls],
        corrected,
        firstTokenMs: firstTokenMs === null ? null : Math.round(firstTokenMs),
      });
    } catch (error) {
      if (signal.aborted || !(error instanceof ModelError)) throw error;
      log.warn({ jobId, reason: error.reason }, error.message);
      observer?.withoutModel(error.reason, fallback);
      if (fallback === 'none') throw unavailable(error);
      const text = ruleAnswer(facts, payload.question, wording);
      listener.replace(text, 'RULES');
      return await finish({
        answer: text,
        source: RULES_SOURCE,
        warnings: [whyRules(error, model.options, wording)],
        ...{ promptVersion: null, toolCalls: [], corrected: false, firstTokenMs: null },
      });
    }
  }

  private async read({
    strategies,
    strategyJobId,
  }: SessionFacts): Promise<{ facts: Options; strategyQuestion: StrategyQuestion | null }> {
    if (strategies !== null || strategyJobId === null)
      return { facts: readOptions(strategies), strategyQuestion: null };
    const content = await this.dependencies.strategyJob(strategyJobId);
    if (content) return { facts: optionsOfAnswer(content.answer), strategyQuestion: content.question };
    throw new JobFailedError({
      code: 'UNKNOWN_JOB',
      message: `"${strategyJobId}" is no strategy job with a result, or one that is kept no longer`,
      field: 'strategyJobId',
      kind: 'NOT_FOUND',
    });
  }
}

/** What the client said the question is about; where it did not say, what its conversation was about. */
function factsOf(payload: Payload, session: Session | null): SessionFacts {
  return givenFacts(payload) ?? session?.facts ?? { strategies: null, strategyJobId: null };
}

function givenFacts({ strategies, strategyJobId }: Payload): SessionFacts | null {
  return strategies === null && strategyJobId === null ? null : { strategies, strategyJobId };
}

/** The client's own account of the conversation where it sends one, else what is remembered of it. */
function historyOf({ history }: Payload, session: Session | null): Message[] {
  if (history.length === 0) {
    return (session?.turns ?? []).flatMap(({ question, answer }) => [
      { role: 'user', content: question },
      { role: 'assistant', content: answer },
    ]);
  }
  // Whoever sends a "system" message is still only a client.
  return history.map(({ role, content }) => ({ role: role === 'assistant' ? 'assistant' : 'user', content }));
}

function unavailable(error: ModelError): JobFailedError {
  return new JobFailedError({
    code: 'MODEL_UNAVAILABLE',
    message: error.message,
    field: null,
    kind: 'UNAVAILABLE',
  });
}
