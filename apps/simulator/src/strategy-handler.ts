import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { simulationJob } from '@mining-ops/jobs/definitions/simulation-job.js';
import {
  CANDIDATES,
  comparableQuestion,
  type strategyJob,
} from '@mining-ops/jobs/definitions/strategy-job.js';
import type { PayloadOf, ResultOf } from '@mining-ops/jobs/definitions/job-definition.js';
import type { FanOut } from '@mining-ops/jobs/family/fan-out.js';
import type { HandlerContext } from '@mining-ops/jobs/worker/job-handler.js';
import { inSpan } from '@mining-ops/platform/tracing/spans.js';
import { candidateTable } from '@mining-ops/strategy/answer/candidate-table.js';
import { makeAnswer } from '@mining-ops/strategy/answer/make-answer.js';
import { LRUCache } from 'lru-cache';
import type { MinePreparation } from './mine-preparation.js';
import { childKeys } from './search/hand-out.js';
import { MOST_CANDIDATES_KEPT, weightOf } from './search/kept-spaces.js';
import { beginning, type RunningSearch } from './search/running-search.js';
import { tellProgress } from './search/tell-progress.js';
import {
  SIMULATION_FROM,
  SIMULATION_TO,
  SearchRunner,
  type SearchRunnerOptions,
} from './search/search-runner.js';
import { readState, type SearchState } from './search/search-state.js';

/** Searches that wait for others' work and go on here without being built up again. */
const MOST_RUNNING = 16;

export interface StrategyDependencies extends SearchRunnerOptions {
  readonly mine: Pick<MinePreparation, 'search' | 'searchOf'>;
  /** How long an answer may be given again to the same question, s; 0: not at all. */
  readonly answerCacheS: number;
  /** Told of each answer. */
  readonly onAnswer?: (answer: ResultOf<typeof strategyJob>) => void;
}

type Question = PayloadOf<typeof strategyJob>;

/**
 * Handles strategy jobs: data, plan, search round by round, answer. A large round is handed out as children; whichever
 * process goes on afterwards has the search still in hand, or builds it up again from the rows that are kept: the same
 * question over the same data has the same rounds. No answer mixes two versions of the data or of a model.
 */
export class StrategyHandler {
  private readonly runner: SearchRunner;
  private readonly running = new LRUCache<string, RunningSearch>({
    max: MOST_RUNNING,
    // More than of spaces alone: what goes on elsewhere stays here until others take its place.
    maxSize: 2 * MOST_CANDIDATES_KEPT,
    sizeCalculation: ({ search }) => weightOf(search.space),
  });

  constructor(private readonly dependencies: StrategyDependencies) {
    this.runner = new SearchRunner(dependencies);
  }

  async handle(question: Question, context: HandlerContext): Promise<ResultOf<typeof strategyJob> | FanOut> {
    const running = await this.takeUp(question, context);
    const handedOut = await this.runner.advance(running, context);
    if (handedOut) {
      this.running.set(context.jobId, running);
      return handedOut;
    }
    this.running.delete(context.jobId);
    return await this.conclude(running, context);
  }

  /** The search as far as it is: at its beginning, or with the round in hand that was handed out. */
  private async takeUp(question: Question, context: HandlerContext): Promise<RunningSearch> {
    const state = context.handedOut === 0 ? null : await readState(context.kept);
    if (!state) return await this.begin(question, context, 0);
    const children = await childrenOf(state, context);
    const sameData = children.every(({ outcome }) => outcome !== 'other-data');
    const running = sameData ? await this.found(question, state, context) : null;
    if (!running) return await this.begin(question, context, state.restarts + 1);
    running.late = children.some(({ outcome }) => outcome === 'late');
    running.state = { ...state, lostMs: state.lostMs + this.lostMs(state, children, context) };
    return running;
  }

  private async found(
    question: Question,
    state: SearchState,
    { jobId, stalls }: HandlerContext,
  ): Promise<RunningSearch | null> {
    const here = this.running.get(jobId);
    if (here?.state.generation === state.generation) return here;
    const prepared = await this.dependencies.mine.searchOf(question, state.basis);
    return prepared && beginning(prepared, state, stalls);
  }

  private async begin(question: Question, context: HandlerContext, restarts: number): Promise<RunningSearch> {
    await context.report({ percent: 0, stage: 'reading data' });
    const prepared = await inSpan('plan', {}, () => this.dependencies.mine.search(question, context.jobId));
    // Every beginning but the first follows a hand-out: its number is new.
    const state = { generation: context.handedOut, restarts, begunAtMs: this.dependencies.now() };
    const running = beginning(prepared, state, context.stalls);
    running.state = { ...running.state, percent: SIMULATION_FROM };
    return running;
  }

  /** Time of the round that was handed out last in which a worker was dead, its own or that of a part, ms. */
  private lostMs(
    { handedOutAtMs, stalls }: SearchState,
    children: readonly ResultOf<typeof simulationJob>[],
    context: HandlerContext,
  ): number {
    const begunAgain = children.filter((child) => child.stalls > 0).map(({ begunAtMs }) => begunAtMs);
    if (context.stalls > stalls) begunAgain.push(this.dependencies.now());
    return Math.max(0, ...begunAgain.map((atMs) => atMs - handedOutAtMs));
  }

  private async conclude(
    running: RunningSearch,
    context: HandlerContext,
  ): Promise<ResultOf<typeof strategyJob>> {
    const { search, state } = running;
    const { basis } = state;
    const { attach, remember } = context;
    await tellProgress(running, this.dependencies.now(), context, () => ({
      percent: SIMULATION_TO,
      stage: 'choosing',
    }));
    const answer = makeAnswer(search, basis.dataFingerprint, basis.models);
    const candidates = JSON.stringify(candidateTable(search));
    await attach(CANDIDATES, await promisify(gzip)(candidates, { level: 1 }));
    const { answerCacheS } = this.dependencies;
    if (answerCacheS > 0 && answer.selection.endedBy !== 'time')
      await remember({ question: comparableQuestion(search.question), basis }, answerCacheS);
    this.dependencies.onAnswer?.(answer);
    return answer;
  }
}

/** What the children of the round that was handed out last say of themselves. */
async function childrenOf(
  state: SearchState,
  { resultsOf }: Pick<HandlerContext, 'resultsOf'>,
): Promise<ResultOf<typeof simulationJob>[]> {
  const start = childKeys(state);
  const results = [...(await resultsOf(simulationJob))];
  return results.flatMap(([key, result]) => (key.startsWith(start) ? [result] : []));
}
