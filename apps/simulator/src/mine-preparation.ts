import { FleetDataError } from '@mining-ops/fleet-data/fleet-data-error.js';
import type { FleetSnapshot } from '@mining-ops/fleet-data/snapshot.js';
import type { LoggedPredictions } from '@mining-ops/inference/prediction-log.js';
import type { ModelLease } from '@mining-ops/inference/model-lease.js';
import type { ServedModels } from '@mining-ops/inference/served-models.js';
import type { SearchBasis } from '@mining-ops/jobs/definitions/search-basis.js';
import { ModelFilesError } from '@mining-ops/model-files/model-files-error.js';
import type { StrategyPlan } from '@mining-ops/strategy/plan/strategy-plan.js';
import { BrokenDependencyError, JobFailedError } from '@mining-ops/jobs/definitions/job-failure.js';
import { makePlan } from '@mining-ops/strategy/plan/make-plan.js';
import { DEFAULT_ASSUMPTIONS, type CalibratedHistory } from '@mining-ops/strategy/plan/shift-conditions.js';
import type { StrategyQuestion } from '@mining-ops/strategy/question/strategy-question.js';
import type { CandidateSpace } from '@mining-ops/strategy/search/candidate-space.js';
import { StrategySearch } from '@mining-ops/strategy/search/strategy-search.js';
import { LRUCache } from 'lru-cache';
import { calibratedHistory } from './calibrated-history.js';
import { MOST_CANDIDATES_KEPT, weightOf } from './search/kept-spaces.js';
import {
  predictTrips,
  withoutModels,
  type PredictedTrips,
  type TripBackground,
} from './prediction/predict-trips.js';

/** Spaces of questions that parts of are simulated here, kept for the next part. */
const MOST_SPACES = 12;

/** A search that has not begun, and what it rests on. */
export interface PreparedSearch {
  readonly search: StrategySearch;
  readonly basis: SearchBasis;
}

/** What is learned from a snapshot. */
interface Learned {
  readonly fingerprint: string;
  readonly history: CalibratedHistory;
  readonly background: TripBackground;
}

export interface MinePreparationOptions {
  /** The mine's data as they are now. */
  readonly currentSnapshot: () => Promise<FleetSnapshot>;
  readonly models: Pick<ServedModels, 'acquire' | 'acquireVersions'>;
  /** Takes note of what a job's search was predicted from. */
  readonly note: (predicted: LoggedPredictions) => void;
}

/** Turns questions, the mine's data and its models into what can be searched and simulated. */
export class MinePreparation {
  private learned: Learned | null = null;
  private readonly spaces = new LRUCache<string, CandidateSpace>({
    max: MOST_SPACES,
    maxSize: MOST_CANDIDATES_KEPT,
    sizeCalculation: weightOf,
  });

  constructor(private readonly options: MinePreparationOptions) {}

  /** Learns from the data as they are now, so that the next question need not wait for it. */
  async prepare(): Promise<void> {
    this.learn(await this.snapshot());
  }

  /**
   * The search of a question over the data and with the models as they are now.
   *
   * @param jobId under which its predictions are noted
   * @throws JobFailedError where these data cannot answer it
   * @throws BrokenDependencyError where there are none
   */
  async search(question: StrategyQuestion, jobId: string): Promise<PreparedSearch> {
    const snapshot = await this.snapshot();
    const lease = this.options.models.acquire();
    return await this.searchOver(question, snapshot, lease, (predicted) => {
      const { versions } = lease;
      const { inputs, outputs: predictions } = predicted;
      this.options.note({ jobId, versions, inputs, predictions });
    });
  }

  /** The same, or null where the data or a model of that basis are no more. */
  async searchOf(question: StrategyQuestion, basis: SearchBasis): Promise<PreparedSearch | null> {
    const snapshot = await this.snapshot();
    if (snapshot.fingerprint !== basis.dataFingerprint) return null;
    const lease = await this.versionsOf(basis);
    return lease && (await this.searchOver(question, snapshot, lease));
  }

  /**
   * The candidates of a question on a basis, or null where its data or a model of it are no more. Those that were made
   * here lately are known even then: they are of that basis, and nothing newer is in them.
   */
  async spaceOf(question: StrategyQuestion, basis: SearchBasis): Promise<CandidateSpace | null> {
    const known = this.spaces.get(spaceKey(question, basis));
    return known ?? (await this.searchOf(question, basis))?.search.space ?? null;
  }

  private async versionsOf({ models }: SearchBasis): Promise<ModelLease | null> {
    try {
      return await this.options.models.acquireVersions(models);
    } catch (error) {
      if (error instanceof ModelFilesError) return null;
      throw error;
    }
  }

  /** Lets go of the models once they have predicted: what is simulated needs no model. */
  private async searchOver(
    question: StrategyQuestion,
    snapshot: FleetSnapshot,
    lease: ModelLease,
    onPredicted: (predicted: PredictedTrips) => void = () => undefined,
  ): Promise<PreparedSearch> {
    try {
      const { history, background } = this.learn(snapshot);
      const warnings = [...history.warnings, ...withoutModels(lease.versions)];
      const plan = planOf(question, snapshot);
      const search = new StrategySearch(question, plan, { ...history, warnings }, DEFAULT_ASSUMPTIONS);
      const { space } = search;
      if (Object.keys(lease.versions).length > 0) {
        const predicted = await predictTrips(space.trips(), question, snapshot, background, lease);
        space.usePredictions(predicted.predictions);
        onPredicted(predicted);
      }
      const basis = { dataFingerprint: snapshot.fingerprint, models: lease.versions };
      this.spaces.set(spaceKey(question, basis), space);
      return { search, basis };
    } finally {
      await lease.release();
    }
  }

  /** Learns from the snapshot unless it has already: history changes far less often than questions come. */
  private learn(snapshot: FleetSnapshot): Learned {
    if (this.learned?.fingerprint === snapshot.fingerprint) return this.learned;
    const history = calibratedHistory(snapshot);
    const { idleFuelLPerMin } = history.calibration;
    const background = { idleFuelLPerMin, meanQueueMin: meanQueueMin(snapshot) };
    return (this.learned = { fingerprint: snapshot.fingerprint, history, background });
  }

  private async snapshot(): Promise<FleetSnapshot> {
    try {
      return await this.options.currentSnapshot();
    } catch (error) {
      if (!(error instanceof FleetDataError)) throw error;
      throw new BrokenDependencyError(error.message, `DATA_${error.code}`, { cause: error });
    }
  }
}

/** @throws JobFailedError where these data cannot answer the question */
function planOf(question: StrategyQuestion, snapshot: FleetSnapshot): StrategyPlan {
  const outcome = makePlan(question, {
    trucks: snapshot.trucks,
    loaders: snapshot.excavators,
    operators: snapshot.operators,
    roads: snapshot.roads,
    schedules: snapshot.schedules,
    vessels: snapshot.vessels,
  });
  if (outcome.ok) return outcome.plan;
  const [fault] = outcome.faults;
  throw new JobFailedError({
    code: fault?.code ?? 'INTERNAL',
    message: outcome.faults.map(({ field, message }) => `${field} ${message}`).join('; '),
    field: fault?.field ?? null,
    kind: fault?.kind === 'NOT_FOUND' ? 'NOT_FOUND' : 'BAD_INPUT',
  });
}

/** Of the recorded trips whose wait is known; 0 where none is. */
function meanQueueMin({ activities: { queueMin } }: FleetSnapshot): number {
  const known = queueMin.filter((minutes) => minutes >= 0);
  return known.length === 0 ? 0 : known.reduce((sum, minutes) => sum + minutes, 0) / known.length;
}

function spaceKey(question: StrategyQuestion, basis: SearchBasis): string {
  return JSON.stringify([basis.dataFingerprint, basis.models, question]);
}
