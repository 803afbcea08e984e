import path from 'node:path';
import { SnapshotStore } from '@mining-ops/fleet-data/snapshot-store.js';
import type { chatJob } from '@mining-ops/jobs/definitions/chat-job.js';
import type { PayloadOf, ResultOf } from '@mining-ops/jobs/definitions/job-definition.js';
import type { JobMessage } from '@mining-ops/jobs/definitions/job-message.js';
import type { StrategyAnswer } from '@mining-ops/strategy/answer/strategy-answer.js';
import type { StrategyQuestion } from '@mining-ops/strategy/question/strategy-question.js';
import { ChatHandler, type ChatDependencies } from '../chat/chat-handler.js';
import { Prompts } from '../chat/prompts.js';
import { CircuitBreaker } from '../model/circuit-breaker.js';
import { LanguageModel } from '../model/language-model.js';
import type { Session, SessionTurn } from '../sessions/session-store.js';

/** Long beside anything that a test does; the tests of the deadline have their own. */
const LONG_MS = 60_000;
export const SAMPLE_DATA = path.resolve(import.meta.dirname, '../../../../data');

export interface Asked {
  readonly result: Promise<ResultOf<typeof chatJob>>;
  /** What listeners were told. */
  readonly said: JobMessage[];
  /** The listeners' text as it stands. */
  heard(): string;
}

/** A chat handler in a test's hands: its model is at `host`, everything else is there. */
export class HandlerBench {
  readonly remembered: (SessionTurn & { sessionId: string })[] = [];
  readonly simulated: StrategyQuestion[] = [];
  readonly log: { readonly details: object; readonly message: string }[] = [];
  session: Session = { turns: [], facts: null };
  private readonly store = new SnapshotStore({ dataDir: SAMPLE_DATA, quarantineDir: null });
  private readonly handler: ChatHandler;

  constructor(
    host: string,
    changes: Partial<ChatDependencies> & { answer?: StrategyAnswer; breaker?: CircuitBreaker } = {},
  ) {
    const note = (details: object, message: string): void => void this.log.push({ details, message });
    const { answer, breaker, ...dependencies } = changes;
    this.handler = new ChatHandler({
      model: new LanguageModel({
        ...{ host, model: 'test-model', keepAlive: '5m', contextTokens: 8_192 },
        breaker: breaker ?? new CircuitBreaker({ failures: 1_000, restMs: 1, now: () => 0 }),
      }),
      prompts: Prompts.load(),
      sessions: {
        read: () => Promise.resolve(this.session),
        remember: (sessionId, turn) => {
          this.remembered.push({ sessionId, ...turn });
          return Promise.resolve();
        },
      },
      canCallTools: () => true,
      deadlineMs: LONG_MS,
      fallback: 'none',
      now: () => Date.UTC(2026, 10, 24),
      snapshot: () => this.store.current(),
      strategyJob: () => Promise.resolve(null),
      simulate: (question) => {
        this.simulated.push(question);
        return answer
          ? Promise.resolve(answer)
          : Promise.reject(new Error('no answer was given to the bench'));
      },
      log: { info: note, warn: note },
      ...dependencies,
    });
  }

  ask(
    payload: Partial<PayloadOf<typeof chatJob>> = {},
    { signal = new AbortController().signal, attempt = 1 } = {},
  ): Asked {
    const said: JobMessage[] = [];
    const whole = {
      question: 'Mengapa opsi 1?',
      strategies: null,
      strategyJobId: null,
      history: [],
      sessionId: null,
    };
    const result = this.handler.handle(
      { ...whole, ...payload },
      {
        ...{ jobId: 'chat-1', signal, attempt },
        say: (message) => {
          said.push(message);
          return Promise.resolve();
        },
        report: () => Promise.resolve(),
      },
    );
    return {
      result,
      said,
      heard: () => said.reduce((text, one) => (one.type === 'token' ? text + one.text : one.text), ''),
    };
  }

  async close(): Promise<void> {
    await this.store.close();
  }
}
