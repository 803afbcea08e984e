import { FleetDataError } from '@mining-ops/fleet-data/fleet-data-error.js';
import type { FleetSnapshot } from '@mining-ops/fleet-data/snapshot.js';
import type { strategyJob } from '@mining-ops/jobs/definitions/strategy-job.js';
import { BrokenDependencyError, JobFailedError } from '@mining-ops/jobs/definitions/job-failure.js';
import type { PayloadOf, ResultOf } from '@mining-ops/jobs/definitions/job-definition.js';
import type { HandlerContext } from '@mining-ops/jobs/worker/job-handler.js';
import { makeAnswer } from '@mining-ops/strategy/answer/make-answer.js';
import { prepareCandidates } from '@mining-ops/strategy/evaluate/candidates.js';
import { ResultsTable } from '@mining-ops/strategy/evaluate/results-table.js';
import type { SimulationTask } from '@mining-ops/strategy/evaluate/simulation-task.js';
import { taskList } from '@mining-ops/strategy/evaluate/task-list.js';
import { makePlan } from '@mining-ops/strategy/plan/make-plan.js';
import { DEFAULT_ASSUMPTIONS, type CalibratedHistory } from '@mining-ops/strategy/plan/shift-conditions.js';
import { calibratedHistory } from './calibrated-history.js';
import { runTasks } from './run-tasks.js';

export interface StrategyDependencies {
  /** The mine's data as they are now. */
  currentSnapshot(): Promise<FleetSnapshot>;
  readonly threads: number;
  simulate(task: SimulationTask): Promise<Float64Array>;
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
    const candidates = prepareCandidates(question, outcome.plan, history, DEFAULT_ASSUMPTIONS);
    const results = new ResultsTable(candidates, question.replications);
    const tasks = taskList(candidates, question.seed, question.replications);
    const stage = `simulating ${candidates.simulated} candidates`;
    await report({ percent: SIMULATION_FROM, stage });
    let done = 0;
    let reported = SIMULATION_FROM;
    await runTasks(tasks, 2 * this.dependencies.threads, signal, async (placed) => {
      results.store(placed, await this.dependencies.simulate(placed.task));
      done += 1;
      const percent = Math.floor(SIMULATION_FROM + (done / tasks.length) * (SIMULATION_TO - SIMULATION_FROM));
      if (percent < reported + 5) return;
      reported = percent;
      await report({ percent, stage });
    });
    await report({ percent: SIMULATION_TO, stage: 'choosing' });
    return makeAnswer({
      question,
      plan: outcome.plan,
      candidates,
      results,
      assumptions: DEFAULT_ASSUMPTIONS,
      durationSource: history.source,
      historyCycles: history.calibration.cycles,
      dataFingerprint: snapshot.fingerprint,
    });
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
