import { FleetDataError } from '@mining-ops/fleet-data/fleet-data-error.js';
import type { FleetSnapshot } from '@mining-ops/fleet-data/snapshot.js';
import type { strategyJob } from '@mining-ops/jobs/definitions/strategy-job.js';
import { BrokenDependencyError, JobFailedError } from '@mining-ops/jobs/definitions/job-failure.js';
import type { PayloadOf, ResultOf } from '@mining-ops/jobs/definitions/job-definition.js';
import type { HandlerContext } from '@mining-ops/jobs/worker/job-handler.js';
import { makeAnswer } from '@mining-ops/strategy/answer/make-answer.js';
import { makePlan } from '@mining-ops/strategy/plan/make-plan.js';
import { DEFAULT_ASSUMPTIONS, type CalibratedHistory } from '@mining-ops/strategy/plan/shift-conditions.js';
import type { SimulationTask } from '@mining-ops/strategy/search/simulation-task.js';
import { StrategySearch } from '@mining-ops/strategy/search/strategy-search.js';
import { calibratedHistory } from './calibrated-history.js';
import { runTasks } from './run-tasks.js';

export interface StrategyDependencies {
  /** The mine's data as they are now. */
  currentSnapshot(): Promise<FleetSnapshot>;
  readonly threads: number;
  simulate(task: SimulationTask): Promise<Float64Array>;
  /** A clock that only goes forward, ms. */
  now(): number;
}

/** Percent of a job's progress at which the simulation begins and ends. */
const SIMULATION_FROM = 5;
const SIMULATION_TO = 95;

/** Handles strategy jobs: data, plan, simulation on the threads, answer. Doing one twice gives the same answer. */
export class StrategyHandler {
  private history: { fingerprint: string; learned: CalibratedHistory } | null = null;

  constructor(private readonly dependencies: StrategyDependencies) {}

  async handle(
    question: PayloadOf<typeof strategyJob>,
    { signal, report }: Pick<HandlerContext, 'signal' | 'report'>,
  ): Promise<ResultOf<typeof strategyJob>> {
    await report({ percent: 0, stage: 'reading data' });
    const snapshot = await this.snapshot();
    const history = this.learn(snapshot);
    const outcome = makePlan(question, {
      trucks: snapshot.trucks,
      loaders: snapshot.excavators,
      operators: snapshot.operators,
      roads: snapshot.roads,
      schedules: snapshot.schedules,
      vessels: snapshot.vessels,
    });
    if (!outcome.ok) {
      const [fault] = outcome.faults;
      throw new JobFailedError({
        code: fault?.code ?? 'INTERNAL',
        message: outcome.faults.map(({ field, message }) => `${field} ${message}`).join('; '),
        field: fault?.field ?? null,
        kind: fault?.kind === 'NOT_FOUND' ? 'NOT_FOUND' : 'BAD_INPUT',
      });
    }
    const search = new StrategySearch(question, outcome.plan, history, DEFAULT_ASSUMPTIONS);
    await this.run(search, signal, report);
    await report({ percent: SIMULATION_TO, stage: 'choosing' });
    return makeAnswer(search, snapshot.fingerprint);
  }

  /** Runs the search's rounds on the threads until it has ended, or its time is over and something can be answered. */
  private async run(
    search: StrategySearch,
    signal: AbortSignal,
    report: HandlerContext['report'],
  ): Promise<void> {
    const { dependencies } = this;
    const { timeLimitMs, confidence, replications } = search.question;
    const endMs = timeLimitMs === null ? Infinity : dependencies.now() + timeLimitMs;
    const stage = `simulating ${search.space.size} candidates`;
    await report({ percent: SIMULATION_FROM, stage });
    let reported = SIMULATION_FROM;
    const progressTo = async (share: number): Promise<void> => {
      const percent = Math.floor(SIMULATION_FROM + Math.min(1, share) * (SIMULATION_TO - SIMULATION_FROM));
      if (percent < reported + 5) return;
      reported = percent;
      await report({ percent, stage });
    };
    for (let round = search.nextRound(); round; round = search.nextRound()) {
      const inHand = round;
      const { batches } = round;
      const over = new AbortController();
      const isOver = (): boolean => dependencies.now() >= endMs && search.canAnswer;
      let done = 0;
      try {
        await runTasks(
          batches,
          2 * dependencies.threads,
          AbortSignal.any([signal, over.signal]),
          async (batch, index) => {
            search.accept(inHand, index, await dependencies.simulate(search.space.task(batch)));
            done += 1;
            if (isOver()) over.abort();
            if (replications !== null) await progressTo(done / batches.length);
          },
        );
      } catch (error) {
        if (!over.signal.aborted || signal.aborted) throw error;
      }
      if (isOver()) search.stop('time');
      await progressTo(search.progress().probability / confidence);
    }
  }

  /** Learns from the snapshot unless it has already: history changes far less often than questions come. */
  private learn(snapshot: FleetSnapshot): CalibratedHistory {
    if (this.history?.fingerprint === snapshot.fingerprint) return this.history.learned;
    const learned = calibratedHistory(snapshot);
    this.history = { fingerprint: snapshot.fingerprint, learned };
    return learned;
  }

  private async snapshot(): Promise<FleetSnapshot> {
    try {
      return await this.dependencies.currentSnapshot();
    } catch (error) {
      if (!(error instanceof FleetDataError)) throw error;
      throw new BrokenDependencyError(error.message, `DATA_${error.code}`, { cause: error });
    }
  }
}
