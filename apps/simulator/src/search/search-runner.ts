import type { FanOut } from '@mining-ops/jobs/family/fan-out.js';
import type { HandlerContext } from '@mining-ops/jobs/worker/job-handler.js';
import { inSpan } from '@mining-ops/platform/tracing/spans.js';
import type { SearchRound } from '@mining-ops/strategy/search/search-batch.js';
import type { SimulationTask } from '@mining-ops/strategy/search/simulation-task.js';
import { runTasks } from '../run-tasks.js';
import { handOut, worthHandingOut } from './hand-out.js';
import { rowsOf } from './rows.js';
import type { RunningSearch } from './running-search.js';
import { keepState, rowsName } from './search-state.js';
import { tellProgress } from './tell-progress.js';

/** Percent of a job's progress at which the simulation begins and ends. */
export const SIMULATION_FROM = 5;
export const SIMULATION_TO = 95;
/** After so many new beginnings over ever newer data a search stays here, where its data stay as they are. */
const MOST_RESTARTS = 3;

export interface SearchRunnerOptions {
  readonly threads: number;
  readonly simulate: (task: SimulationTask) => Promise<Float64Array>;
  /** Epoch ms. */
  readonly now: () => number;
  /** Work, in simulated truck-shifts, from which on a round may be handed out. */
  readonly leastWork: number;
}

type Context = Pick<HandlerContext, 'signal' | 'report' | 'kept' | 'load' | 'handedOut' | 'stalls'>;

/**
 * Takes a search from round to round. What was kept of a round is taken in; what is missing is simulated on the threads
 * here, or handed out to whoever is free. Who simulates what changes no number.
 */
export class SearchRunner {
  constructor(private readonly options: SearchRunnerOptions) {}

  /** Runs until the search has ended: null, or until a round is to be done by others. */
  async advance(running: RunningSearch, context: Context): Promise<FanOut | null> {
    const { search } = running;
    for (;;) {
      running.round ??= search.nextRound();
      const { round } = running;
      if (!round) return null;
      const missing = await this.takeKept(running, round, context);
      const ends =
        running.state.stoppedIn === round.number || (running.late && round.number === running.state.round);
      if (missing.length > 0 && !ends) {
        if (await this.isForOthers(running, round, missing, context))
          return await this.give(running, round, missing, context);
        await inSpan('simulate round', { attributes: spanOf(round, missing) }, () =>
          this.simulateHere(running, round, missing, context),
        );
      }
      // What was settled before it was handed out stays settled, however late it is by now.
      const settled = round.number < running.state.round;
      if (ends || (!settled && this.isOver(running))) await this.stop(running, round, context);
      running.round = null;
      await this.report(running, context);
    }
  }

  /** Takes in what is kept of a round; the numbers of the batches of which nothing is. */
  private async takeKept(
    { search, state }: RunningSearch,
    round: SearchRound,
    context: Context,
  ): Promise<number[]> {
    const all = round.batches.map((_, batch) => batch);
    if (round.number > state.round) return all;
    const found = await context.kept.get(all.map((batch) => rowsName(state, round.number, batch)));
    return all.filter((batch) => {
      const bytes = found[batch];
      if (bytes) search.accept(round, batch, rowsOf(bytes));
      return !bytes;
    });
  }

  private async isForOthers(
    { search, state }: RunningSearch,
    { batches }: SearchRound,
    missing: readonly number[],
    { load }: Context,
  ): Promise<boolean> {
    // Work that others do cannot be broken off when the time is over, unless there is something to answer from.
    if (search.question.timeLimitMs !== null && !search.canAnswer) return false;
    if (state.restarts > MOST_RESTARTS) return false;
    const { leastWork } = this.options;
    const wanted = missing.flatMap((batch) => batches[batch] ?? []);
    return await worthHandingOut(search.space, wanted, leastWork, load);
  }

  private async give(
    running: RunningSearch,
    round: SearchRound,
    missing: readonly number[],
    { kept, stalls }: Context,
  ): Promise<FanOut> {
    const { search } = running;
    running.state = { ...running.state, round: round.number, handedOutAtMs: this.options.now(), stalls };
    running.late = false;
    await keepState(kept, running.state);
    return handOut(search.space, round, missing, running.state, endMs(running));
  }

  private async simulateHere(
    running: RunningSearch,
    round: SearchRound,
    missing: readonly number[],
    context: Context,
  ): Promise<void> {
    const { search } = running;
    const { threads, simulate } = this.options;
    const over = new AbortController();
    let done = 0;
    try {
      await runTasks(missing, 2 * threads, AbortSignal.any([context.signal, over.signal]), async (batch) => {
        const asked = round.batches[batch];
        if (asked) search.accept(round, batch, await simulate(search.space.task(asked)));
        done += 1;
        if (this.isOver(running)) over.abort();
        // A search with as many replications for each candidate is one round.
        if (search.question.replications !== null)
          await this.progressTo(running, done / missing.length, context, false);
      });
    } catch (error) {
      if (!over.signal.aborted || context.signal.aborted) throw error;
    }
  }

  private isOver(running: RunningSearch): boolean {
    const end = endMs(running);
    return end !== null && this.options.now() >= end && running.search.canAnswer;
  }

  private async stop(running: RunningSearch, round: SearchRound, context: Context): Promise<void> {
    running.search.stop('time');
    running.state = { ...running.state, stoppedIn: round.number };
    if (context.handedOut > 0) await keepState(context.kept, running.state);
  }

  private async report(running: RunningSearch, context: Context): Promise<void> {
    const { search } = running;
    const { probability } = search.progress();
    if (search.question.replications === null)
      await this.progressTo(running, probability / search.question.confidence, context, true);
  }

  /** Says how far the search is, where there is something new to say. */
  private async progressTo(
    running: RunningSearch,
    share: number,
    context: Context,
    roundEnded: boolean,
  ): Promise<void> {
    const { search, state } = running;
    const reached = Math.floor(SIMULATION_FROM + Math.min(1, share) * (SIMULATION_TO - SIMULATION_FROM));
    const percent = Math.max(state.percent, reached);
    if (!roundEnded && percent === state.percent) return;
    await tellProgress(running, this.options.now(), context, () => {
      running.state = { ...state, percent };
      const { candidates, candidatesLeft, replications, best, probability } = search.progress();
      return {
        percent,
        stage: `simulating ${search.space.size} candidates`,
        search: {
          candidates,
          candidatesLeft,
          replications,
          best: best && { candidate: best.candidate.index, value: best.value },
          probability,
        },
      };
    });
  }
}

/** When the search's time is over, epoch ms; null where it has no limit. */
function endMs({ search, state }: RunningSearch): number | null {
  const { timeLimitMs } = search.question;
  return timeLimitMs === null ? null : state.begunAtMs + timeLimitMs + state.lostMs;
}

function spanOf({ number }: SearchRound, missing: readonly number[]): Record<string, number> {
  return { 'mining.round': number, 'mining.batches': missing.length };
}
