import { KPI_COUNT } from '@mining-ops/haulage/kpi/mine-kpis.js';
import { mean } from '../economics/mean.js';
import { usualIndifference } from '../economics/objective.js';
import type { ShiftFigures } from '../economics/profit.js';
import type { CalibratedHistory, MineAssumptions } from '../plan/shift-conditions.js';
import type { StrategyPlan } from '../plan/strategy-plan.js';
import type { StrategyQuestion } from '../question/strategy-question.js';
import { chooseDistinct } from '../selection/choose-distinct.js';
import type { SelectionOutcome } from '../selection/selection-outcome.js';
import { Selection } from '../selection/selection.js';
import { CandidateSpace } from './candidate-space.js';
import { Evaluation } from './evaluation.js';
import { EXCLUSION_RISK } from './exclude.js';
import type { CandidateFate } from './fates.js';
import { withoutTheHopeless } from './hopeless.js';
import { RoundResults } from './round-results.js';
import { batchesOf, type SearchRound, type Wanted } from './search-batch.js';
import { NothingSimulatedError, type SearchOutcome, type SearchProgress } from './search-outcome.js';

/** Options of an answer. */
const WANTED = 3;
/** What comes after them. */
const RUNNERS_UP = 5;
/** Replications that the options and the runners-up are described by, at least. */
const DESCRIBED_REPLICATIONS = 100;
/** Replications that every candidate gets before any is told from another. */
const FIRST_STAGE = 10;
/** Replications without which nothing can be said of a candidate. */
const FEWEST = 2;
/** Times that the tangents of what is not linear may be taken anew. */
const MOST_PASSES = 4;

/**
 * Searches a question's candidates for the best three, round by round: ask for a round, have its batches simulated by
 * whoever is free (`simulateBatch`), hand their rows in, ask for the next, until there is none. It has no clock and
 * draws nothing: the same question over the same data gives the same rounds and the same answer.
 */
export class StrategySearch {
  readonly space: CandidateSpace;
  readonly evaluation: Evaluation;
  private excluded: ReadonlySet<number> = new Set();
  private readonly rounds: Iterator<readonly Wanted[]>;
  private current: RoundResults | null = null;
  private roundNumber = 0;
  private stoppedBy: 'time' | 'cancelled' | null = null;
  private ended = false;
  private selection: { readonly systems: readonly number[]; readonly of: Selection } | null = null;

  constructor(
    readonly question: StrategyQuestion,
    plan: StrategyPlan,
    history: CalibratedHistory,
    assumptions: MineAssumptions,
  ) {
    this.space = new CandidateSpace(question, plan, history, assumptions);
    this.evaluation = new Evaluation(this.space);
    this.rounds = question.replications === null ? this.adaptive() : this.equal(question.replications);
  }

  /**
   * The next work to do; null: the search has ended.
   *
   * @throws Error while batches of the last round are missing
   */
  nextRound(): SearchRound | null {
    if (this.ended) return null;
    if (this.current) {
      if (!this.current.complete) throw new Error(`round ${this.current.round.number} is not complete`);
      this.evaluation.takeIn(this.current);
      this.current = null;
    }
    const next = this.rounds.next();
    if (next.done) {
      this.ended = true;
      return null;
    }
    const round = { number: this.roundNumber, batches: batchesOf(next.value) };
    this.roundNumber += 1;
    this.current = new RoundResults(round);
    return round;
  }

  /** Takes in the rows of a batch of the round in hand, in any order; twice does no harm. */
  accept(round: SearchRound, batch: number, rows: Float64Array): void {
    if (this.current?.round !== round) throw new RangeError(`round ${round.number} is not the one in hand`);
    this.current.accept(batch, rows);
  }

  /** Ends the search from outside: it is answered with what has come in. */
  stop(reason: 'time' | 'cancelled'): void {
    if (this.ended) return;
    this.ended = true;
    this.stoppedBy = reason;
    if (this.current) this.evaluation.takeIn(this.current);
    this.current = null;
  }

  /** Whether enough has come in for an answer, should the search be stopped now. */
  get canAnswer(): boolean {
    const { evaluation } = this;
    if (evaluation.simulated().some((candidate) => evaluation.replicationsOf(candidate) >= FEWEST))
      return true;
    let any = false;
    this.current?.forEach((_candidate, firstReplication, rows) => {
      if (firstReplication === 0 && rows.length >= FEWEST * KPI_COUNT) any = true;
    });
    return any;
  }

  progress(): SearchProgress {
    const { space, evaluation, selection } = this;
    const now = selection?.of.progress();
    const chosen = now?.chosen[0];
    const best = chosen === undefined ? this.bestOfAll() : selection!.systems[chosen]!;
    return {
      candidates: space.size,
      candidatesLeft: now?.left ?? space.size - this.excluded.size,
      replications: evaluation.spent,
      best: best === null ? null : { candidate: space.candidate(best), value: evaluation.valueOf(best) },
      probability: now?.probability ?? 0,
    };
  }

  /**
   * What the search came to.
   *
   * @throws NothingSimulatedError where it was stopped before anything came in
   */
  outcome(): SearchOutcome {
    if (!this.canAnswer)
      throw new NothingSimulatedError('the search was stopped before anything was simulated');
    if (this.stoppedBy) this.concludeEarly(this.stoppedBy);
    const { evaluation } = this;
    const { systems, of } = this.selection!;
    const found = of.outcome();
    const fates = this.fates(systems, found);
    const covered = !fates.includes('unexamined');
    const probability = covered ? Math.max(0, found.probability - this.risk) : 0;
    const ranking = this.ranking();
    const byGain = (a: number, b: number): number =>
      Number(evaluation.meetsGoal(b)) - Number(evaluation.meetsGoal(a)) ||
      evaluation.meanGainOf(b) - evaluation.meanGainOf(a) ||
      a - b;
    return {
      chosen: ranking.slice(0, found.chosen.length).sort(byGain),
      runnersUp: ranking.slice(found.chosen.length).sort(byGain),
      probability,
      reached: covered && probability >= this.question.confidence,
      endedBy: this.stoppedBy ?? found.endedBy,
      indifference: found.indifference,
      replications: evaluation.spent,
      equalAllocation: Number.isFinite(found.equalAllocation)
        ? Math.ceil((found.equalAllocation / systems.length) * this.space.size)
        : null,
      fates,
    };
  }

  /** The same number of replications for every candidate. */
  private *equal(replications: number): Generator<readonly Wanted[]> {
    const all = Array.from({ length: this.space.size }, (_, candidate) => candidate);
    yield this.evaluation.missing(all, replications);
    yield* this.select(all, replications, all.length * replications);
  }

  private *adaptive(): Generator<readonly Wanted[]> {
    const { evaluation } = this;
    const { left, excluded } = yield* withoutTheHopeless(evaluation, WANTED);
    this.excluded = excluded;
    let outside = 0;
    for (const candidate of excluded) outside += evaluation.replicationsOf(candidate);
    const budget = Math.max(FEWEST * left.length, this.question.maxReplications - outside);
    const firstStage = Math.min(FIRST_STAGE, Math.floor(budget / left.length));
    yield evaluation.missing(left, firstStage);
    yield* this.select(left, firstStage, budget);
    // Few replications may tell the best; an interval and a tenth percentile want more.
    const missing = evaluation.missing(this.ranking(), DESCRIBED_REPLICATIONS);
    if (missing.length > 0) yield missing;
  }

  /**
   * Tells the best of some candidates from the rest. What is not linear in the replications enters by its tangent at the
   * means so far; where the means have moved on, so that a tangent is off by more than a part of what matters, it is
   * taken anew, and the replications that there are count again.
   */
  private *select(
    systems: readonly number[],
    firstStage: number,
    budget: number,
  ): Generator<readonly Wanted[]> {
    const { evaluation } = this;
    for (let pass = 0; pass < MOST_PASSES; pass += 1) {
      const tangents = systems.map((candidate) => evaluation.of(candidate).meanFigures());
      const selection = this.selectionOf(systems, firstStage, budget);
      for (;;) {
        const allocations = selection.nextRound();
        if (allocations.length === 0) break;
        const missing = allocations.flatMap(({ system, firstReplication, replications }) =>
          evaluation.missing([systems[system]!], firstReplication + replications),
        );
        if (missing.length > 0) yield missing;
        for (const { system, firstReplication, replications } of allocations) {
          const upTo = firstReplication + replications;
          const gains = evaluation.gains(systems[system]!, tangents[system]!, firstReplication, upTo);
          selection.add(system, firstReplication, gains);
        }
      }
      if (!this.tangentsMoved(systems, tangents, selection.outcome())) return;
    }
  }

  private selectionOf(systems: readonly number[], firstStage: number, budget: number): Selection {
    const { indifference, confidence } = this.question;
    const of = new Selection({
      systems: systems.length,
      wanted: WANTED,
      classes: Int32Array.from(systems, (candidate) => this.evaluation.classOf(candidate)),
      indifference: (bestGain) => indifference ?? Math.max(Number.MIN_VALUE, usualIndifference(bestGain)),
      targetProbability: Math.min(1 - 1e-9, confidence + this.risk),
      firstStage,
      budget,
    });
    this.selection = { systems, of };
    return of;
  }

  /** Probability that the bounds' exclusions are wrong. */
  private get risk(): number {
    return this.excluded.size > 0 ? EXCLUSION_RISK : 0;
  }

  private tangentsMoved(
    systems: readonly number[],
    tangents: readonly ShiftFigures[],
    { fates, indifference }: SelectionOutcome,
  ): boolean {
    const { evaluation } = this;
    return systems.some((candidate, system) => {
      if (fates[system] === 'screened') return false;
      const then = mean(evaluation.gains(candidate, tangents[system]!));
      return Math.abs(then - evaluation.meanGainOf(candidate)) > indifference / 10;
    });
  }

  /** The search was stopped: chooses among what was simulated. */
  private concludeEarly(reason: 'time' | 'cancelled'): void {
    const { evaluation } = this;
    const systems = evaluation
      .simulated()
      .filter((candidate) => !this.excluded.has(candidate) && evaluation.replicationsOf(candidate) >= FEWEST);
    const fewest = systems
      .map((candidate) => evaluation.replicationsOf(candidate))
      .reduce((a, b) => Math.min(a, b));
    const budget = Math.max(this.question.maxReplications, FEWEST * systems.length);
    const selection = this.selectionOf(systems, fewest, budget);
    for (;;) {
      const allocations = selection.nextRound();
      if (allocations.length === 0) return;
      for (const { system, firstReplication, replications } of allocations) {
        const candidate = systems[system]!;
        const upTo = firstReplication + replications;
        if (upTo > evaluation.replicationsOf(candidate)) continue;
        const at = evaluation.of(candidate).meanFigures();
        selection.add(system, firstReplication, evaluation.gains(candidate, at, firstReplication, upTo));
      }
      if (selection.nextRound() === allocations) break; // what is missing will not come
    }
    selection.stop(reason);
  }

  /** The best of each class, best first: those that are chosen, then the runners-up. */
  private ranking(): number[] {
    const { systems, of } = this.selection!;
    const { comparableMeans, chosen } = of.outcome();
    const classes = Int32Array.from(systems, (candidate) => this.evaluation.classOf(candidate));
    const taken = new Set(chosen.map((system) => classes[system]));
    const others = comparableMeans.map((gain, system) =>
      taken.has(classes[system]) || Number.isNaN(gain) ? -Infinity : gain,
    );
    const next = chooseDistinct(others, classes, RUNNERS_UP).filter((system) => others[system]! > -Infinity);
    return [...chosen, ...next].map((system) => systems[system]!);
  }

  /** Before anything is told apart: the candidate whose mean gain is largest. */
  private bestOfAll(): number | null {
    const { evaluation } = this;
    let best: { candidate: number; gain: number } | null = null;
    for (const candidate of evaluation.simulated()) {
      const gain = evaluation.meanGainOf(candidate);
      if (!best || gain > best.gain) best = { candidate, gain };
    }
    return best?.candidate ?? null;
  }

  private fates(systems: readonly number[], { fates }: SelectionOutcome): CandidateFate[] {
    const all = Array.from({ length: this.space.size }, (_, candidate): CandidateFate =>
      this.excluded.has(candidate) ? 'excluded' : 'unexamined',
    );
    systems.forEach((candidate, system) => {
      all[candidate] = fates[system]!;
    });
    return all;
  }
}
