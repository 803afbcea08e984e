import { gainAt, gainInfluences, meetsGoal, objectiveAt, type Goal } from '../economics/objective.js';
import type { ShiftFigures, ShiftTerms } from '../economics/profit.js';
import { vesselDemand, type VesselDemand } from '../economics/vessel.js';
import { CandidateResults } from './candidate-results.js';
import type { Candidate, CandidateSpace } from './candidate-space.js';
import type { RoundResults } from './round-results.js';
import type { Wanted } from './search-batch.js';

/** What is known of the candidates so far, and what it is worth. */
export class Evaluation {
  readonly goal: Goal;
  readonly demand: VesselDemand | null;
  /** Replications of all candidates together. */
  spent = 0;
  private readonly results = new Map<number, CandidateResults>();
  private readonly classes = new Map<string, number>();

  constructor(readonly space: CandidateSpace) {
    const { question, plan, assumptions } = space;
    this.goal = { objective: question.objective, targetT: question.targetT };
    const { schedule, vesselName } = plan;
    this.demand =
      schedule === null || vesselName === null
        ? null
        : vesselDemand(schedule, vesselName, question.startMs, assumptions.shiftsPerDay);
  }

  takeIn(round: RoundResults): void {
    round.forEach((candidate, firstReplication, rows) => {
      let results = this.results.get(candidate);
      if (!results) this.results.set(candidate, (results = new CandidateResults()));
      const before = results.replications;
      results.add(firstReplication, rows);
      this.spent += results.replications - before;
    });
  }

  /** The candidates of which something is known, ascending. */
  simulated(): number[] {
    return [...this.results.keys()].sort((a, b) => a - b);
  }

  replicationsOf(candidate: number): number {
    return this.results.get(candidate)?.replications ?? 0;
  }

  /** @throws RangeError where nothing is known of the candidate */
  of(candidate: number): CandidateResults {
    const results = this.results.get(candidate);
    if (!results) throw new RangeError(`candidate ${candidate} was not simulated`);
    return results;
  }

  /** What does not vary between a candidate's shifts. */
  termsOf({ group, truckCount }: Candidate): ShiftTerms {
    return this.termsFor(truckCount, group.loaders.length);
  }

  termsFor(trucks: number, loaders: number): ShiftTerms {
    const { assumptions, question } = this.space;
    const operatorH = ((trucks + loaders) * assumptions.shiftDurationMin) / 60;
    return { operatorH, demand: this.demand, finance: question.finance };
  }

  /** The objective at the candidate's means, in its unit. */
  valueOf(candidate: number): number {
    return objectiveAt(this.goal, this.of(candidate).meanFigures(), this.fixed(candidate));
  }

  /** What is made largest, at the candidate's means. */
  meanGainOf(candidate: number): number {
    return gainAt(this.goal, this.of(candidate).meanFigures(), this.fixed(candidate));
  }

  meetsGoal(candidate: number): boolean {
    return meetsGoal(this.goal, this.of(candidate).meanFigures());
  }

  /** Each replication's share in the gain, its tangents taken at `at`. */
  gains(candidate: number, at: ShiftFigures, from = 0, upTo = this.of(candidate).replications): Float64Array {
    return gainInfluences(this.goal, this.of(candidate).columns(from, upTo), this.fixed(candidate), at);
  }

  /** What takes candidates to `upTo` replications, beyond what is known of them. */
  missing(candidates: readonly number[], upTo: number): Wanted[] {
    return candidates.flatMap((candidate) => {
      const have = this.replicationsOf(candidate);
      if (have >= upTo) return [];
      const { truckCount } = this.space.candidate(candidate);
      return [{ candidate, truckCount, firstReplication: have, replications: upTo - have }];
    });
  }

  /**
   * Near-twins, of which a planner would want to see one only, have the same number: the same road and as many trucks and
   * loaders. Which rule sends the trucks, and which loaders of the place load them, makes no other plan.
   */
  classOf(candidate: number): number {
    const { group, truckCount } = this.space.candidate(candidate);
    const key = [group.road.id, truckCount, group.loaders.length].join('\n');
    const known = this.classes.get(key);
    if (known !== undefined) return known;
    this.classes.set(key, this.classes.size);
    return this.classes.size - 1;
  }

  private fixed(candidate: number): ShiftTerms {
    return this.termsOf(this.space.candidate(candidate));
  }
}
