import { FleetDataError } from '@mining-ops/fleet-data/fleet-data-error.js';
import type { FleetSnapshot } from '@mining-ops/fleet-data/snapshot.js';
import { BrokenDependencyError, JobFailedError } from '@mining-ops/jobs/definitions/job-failure.js';
import { makePlan } from '@mining-ops/strategy/plan/make-plan.js';
import { DEFAULT_ASSUMPTIONS, type CalibratedHistory } from '@mining-ops/strategy/plan/shift-conditions.js';
import type { StrategyQuestion } from '@mining-ops/strategy/question/strategy-question.js';
import type { CandidateSpace } from '@mining-ops/strategy/search/candidate-space.js';
import { StrategySearch } from '@mining-ops/strategy/search/strategy-search.js';
import { LRUCache } from 'lru-cache';
import { calibratedHistory } from './calibrated-history.js';

/** Spaces of questions that parts of are simulated here, kept for the next part. Some megabytes each at most. */
const MOST_SPACES = 12;

/** A search that has not begun, and the data that it is over. */
export interface PreparedSearch {
  readonly search: StrategySearch;
  readonly dataFingerprint: string;
}

/** Turns questions and the mine's data into what can be searched and simulated. */
export class MinePreparation {
  private history: { readonly fingerprint: string; readonly learned: CalibratedHistory } | null = null;
  private readonly spaces = new LRUCache<string, CandidateSpace>({ max: MOST_SPACES });

  /** @param currentSnapshot the mine's data as they are now */
  constructor(private readonly currentSnapshot: () => Promise<FleetSnapshot>) {}

  /** Learns from the data as they are now, so that the next question need not wait for it. */
  async prepare(): Promise<void> {
    this.learn(await this.snapshot());
  }

  /**
   * The search of a question over the data as they are now.
   *
   * @throws JobFailedError where these data cannot answer it
   * @throws BrokenDependencyError where there are none
   */
  async search(question: StrategyQuestion): Promise<PreparedSearch> {
    return this.searchOver(question, await this.snapshot());
  }

  /** The same, or null where the data are not those of the fingerprint (any more). */
  async searchOf(question: StrategyQuestion, dataFingerprint: string): Promise<PreparedSearch | null> {
    const snapshot = await this.snapshot();
    return snapshot.fingerprint === dataFingerprint ? this.searchOver(question, snapshot) : null;
  }

  /**
   * The candidates of a question over the data of the fingerprint, or null where the data are others by now. Those that
   * were made here lately are known even then: they are of those data, and nothing of newer ones is in them.
   */
  async spaceOf(question: StrategyQuestion, dataFingerprint: string): Promise<CandidateSpace | null> {
    const known = this.spaces.get(spaceKey(question, dataFingerprint));
    return known ?? (await this.searchOf(question, dataFingerprint))?.search.space ?? null;
  }

  private searchOver(question: StrategyQuestion, snapshot: FleetSnapshot): PreparedSearch {
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
    const search = new StrategySearch(question, outcome.plan, this.learn(snapshot), DEFAULT_ASSUMPTIONS);
    this.spaces.set(spaceKey(question, snapshot.fingerprint), search.space);
    return { search, dataFingerprint: snapshot.fingerprint };
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
      return await this.currentSnapshot();
    } catch (error) {
      if (!(error instanceof FleetDataError)) throw error;
      throw new BrokenDependencyError(error.message, `DATA_${error.code}`, { cause: error });
    }
  }
}

function spaceKey(question: StrategyQuestion, dataFingerprint: string): string {
  return `${dataFingerprint} ${JSON.stringify(question)}`;
}
