import { estimate } from '@mining-ops/des/statistics/estimate.js';
import { KPI_COUNT } from '@mining-ops/haulage/kpi/mine-kpis.js';
import {
  gainAt,
  gainInfluences,
  meetsGoal,
  objectiveAt,
  usualIndifference,
  type Goal,
} from '../economics/objective.js';
import type { ShiftFigures, ShiftTerms } from '../economics/profit.js';
import { vesselDemand, type VesselDemand } from '../economics/vessel.js';
import type { CalibratedHistory, MineAssumptions } from '../plan/shift-conditions.js';
import type { StrategyPlan } from '../plan/strategy-plan.js';
import type { StrategyQuestion } from '../question/strategy-question.js';
import type { SelectionEnd, SelectionOutcome } from '../selection/selection-outcome.js';
import { chooseDistinct } from '../selection/choose-distinct.js';
import { Selection } from '../selection/selection.js';
import { CandidateResults } from './candidate-results.js';
import { CandidateSpace, type Candidate } from './candidate-space.js';
import { EXCLUSION_RISK, surelyReached } from './exclude.js';
import type { CandidateFate } from './fates.js';
import { gainBound } from './gain-bound.js';
import { RoundResults } from './round-results.js';
import { batchesOf, type SearchRound, type Wanted } from './search-batch.js';

/** Options of an answer. */
export const WANTED = 3;
/** What comes after them. */
export const RUNNERS_UP = 5;
/** Replications that the options and the runners-up are described by, at least. */
const DESCRIBED_REPLICATIONS = 100;
/** Replications that every candidate gets before any is told from another. */
const FIRST_STAGE = 10;
/** So many classes of candidates, by their bounds the most promising, say what the others must be able to reach. */
const PILOT_CLASSES = 32;
const PILOT_REPLICATIONS = 20;
/** A search of fewer candidates simulates them all: a pilot would cost more than it saves. */
const FEWEST_FOR_PILOT = 100;
/** Replications without which nothing can be said of a candidate. */
const FEWEST = 2;
/** Times that the tangents of what is not linear may be taken anew. */
const MOST_PASSES = 4;

/** How far a search is. */
export interface SearchProgress {
  readonly candidates: number;
  /** Candidates that can still be among the best. */
  readonly candidatesLeft: number;
  readonly replications: number;
  readonly best: { readonly candidate: Candidate; readonly value: number } | null;
  /** Of the right choice, as far as it is known. */
  readonly probability: number;
}

/** What a search came to. */
export interface SearchOutcome {
  /** Best first, no two of one class. */
  readonly chosen: readonly number[];
  /** The next best of other classes, best first. */
  readonly runnersUp: readonly number[];
  readonly probability: number;
  readonly reached: boolean;
  readonly endedBy: SelectionEnd;
  /** In the objective's unit. */
  readonly indifference: number;
  readonly replications: number;
  /** What giving each candidate equally many would have taken to be as sure; null where that was not estimated. */
  readonly equalAllocation: number | null;
  readonly fates: readonly CandidateFate[];
}

/** The search was asked for its answer before anything was simulated. */
export class NothingSimulatedError extends Error {
  override readonly name = 'NothingSimulatedError';
}

/**
 * Searches a question's candidates for the best three, round by round: ask for a round, have its batches simulated by
 * whoever is free (`simulateBatch`), hand their rows in, ask for the next, until there is none. It has no clock and
 * draws nothing: the same question over the same data gives the same rounds and the same answer.
 */
export class StrategySearch {
  readonly space: CandidateSpace;
  readonly goal: Goal;
  readonly demand: VesselDemand | null;
  private readonly results = new Map<number, CandidateResults>();
  private readonly excluded = new Set<number>();
  private readonly rounds: Iterator<readonly Wanted[]>;
  private current: RoundResults | null = null;
  private roundNumber = 0;
  private spent = 0;
  private stoppedBy: 'time' | 'cancelled' | null = null;
  private ended = false;
  private selection: { readonly systems: readonly number[]; readonly of: Selection } | null = null;

  constructor(
    readonly question: StrategyQuestion,
    readonly plan: StrategyPlan,
    history: CalibratedHistory,
    readonly assumptions: MineAssumptions,
  ) {
    this.space = new CandidateSpace(question, plan, history, assumptions);
    this.goal = { objective: question.objective, targetT: question.targetT };
    const { schedule, vesselName } = plan;
    this.demand =
      schedule === null || vesselName === null
        ? null
        : vesselDemand(schedule, vesselName, question.startMs, assumptions.shiftsPerDay);
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
      this.takeIn(this.current);
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
    if (this.current) this.takeIn(this.current);
    this.current = null;
  }

  /** Whether enough has come in for an answer, should the search be stopped now. */
  get canAnswer(): boolean {
    for (const { replications } of this.results.values()) if (replications >= FEWEST) return true;
    let any = false;
    this.current?.forEach((_candidate, firstReplication, rows) => {
      if (firstReplication === 0 && rows.length >= FEWEST * KPI_COUNT) any = true;
    });
    return any;
  }

  progress(): SearchProgress {
    const { space, excluded, spent, selection } = this;
    const now = selection?.of.progress();
    const best = now?.chosen[0];
    const chosen = best === undefined ? this.bestOfAll() : selection!.systems[best]!;
    return {
      candidates: space.size,
      candidatesLeft: now?.left ?? space.size - excluded.size,
      replications: spent,
      best: chosen === null ? null : { candidate: space.candidate(chosen), value: this.value(chosen) },
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
    const { systems, of } = this.selection!;
    const found = of.outcome();
    const fates = this.fates(systems, found);
    const covered = !fates.includes('unexamined');
    const risk = this.excluded.size > 0 ? EXCLUSION_RISK : 0;
    const probability = covered ? Math.max(0, found.probability - risk) : 0;
    const ranking = this.ranking();
    const [chosen, runnersUp] = [ranking.slice(0, found.chosen.length), ranking.slice(found.chosen.length)];
    const meets = (candidate: number): number =>
      Number(meetsGoal(this.goal, this.results.get(candidate)!.meanFigures()));
    const byGain = (a: number, b: number): number =>
      meets(b) - meets(a) || this.meanGainOf(b) - this.meanGainOf(a) || a - b;
    return {
      chosen: chosen.sort(byGain),
      runnersUp: runnersUp.sort(byGain),
      probability,
      reached: covered && probability >= this.question.confidence,
      endedBy: this.stoppedBy ?? found.endedBy,
      indifference: found.indifference,
      replications: this.spent,
      equalAllocation: Number.isFinite(found.equalAllocation)
        ? Math.ceil((found.equalAllocation / systems.length) * this.space.size)
        : null,
      fates,
    };
  }

  /** The candidates of which something is known, ascending. */
  simulated(): number[] {
    return [...this.results.keys()].sort((a, b) => a - b);
  }

  resultsOf(candidate: number): CandidateResults | undefined {
    return this.results.get(candidate);
  }

  /** What does not vary between a candidate's shifts. */
  termsOf({ group, truckCount }: Candidate): ShiftTerms {
    return this.termsFor(truckCount, group.loaders.length);
  }

  private termsFor(trucks: number, loaders: number): ShiftTerms {
    const operatorH = ((trucks + loaders) * this.assumptions.shiftDurationMin) / 60;
    return { operatorH, demand: this.demand, finance: this.question.finance };
  }

  private value(candidate: number): number {
    const terms = this.termsOf(this.space.candidate(candidate));
    return objectiveAt(this.goal, this.results.get(candidate)!.meanFigures(), terms);
  }

  /** What is made largest, at the candidate's means. */
  meanGainOf(candidate: number): number {
    const terms = this.termsOf(this.space.candidate(candidate));
    return gainAt(this.goal, this.results.get(candidate)!.meanFigures(), terms);
  }

  /** No candidate that was not simulated hauls more than this on average, t. */
  mostTonnesUnsimulated(): number {
    const { space, plan, results } = this;
    const goal: Goal = { objective: 'tonnes', targetT: 0 };
    let most = -Infinity;
    for (const group of space.groups) {
      plan.truckCounts.forEach((trucks, count) => {
        if (group.rules.every((_, rule) => results.has(space.indexOf(group, count, rule)))) return;
        const { mine, bound } = space.bounded(group);
        most = Math.max(
          most,
          gainBound(goal, bound, mine, trucks, this.termsFor(trucks, group.loaders.length)),
        );
      });
    }
    return most;
  }

  /** Before anything is told apart: the candidate whose mean gain is largest. */
  private bestOfAll(): number | null {
    let best: { candidate: number; gain: number } | null = null;
    for (const candidate of this.results.keys()) {
      const gain = this.meanGainOf(candidate);
      if (!best || gain > best.gain) best = { candidate, gain };
    }
    return best?.candidate ?? null;
  }

  private takeIn(round: RoundResults): void {
    round.forEach((candidate, firstReplication, rows) => {
      let results = this.results.get(candidate);
      if (!results) this.results.set(candidate, (results = new CandidateResults()));
      const before = results.replications;
      results.add(firstReplication, rows);
      this.spent += results.replications - before;
    });
  }

  private gains(candidate: number, at: ShiftFigures, from: number, upTo: number): Float64Array {
    const terms = this.termsOf(this.space.candidate(candidate));
    return gainInfluences(this.goal, this.results.get(candidate)!.columns(from, upTo), terms, at);
  }

  /** The same number of replications for every candidate. */
  private *equal(replications: number): Generator<readonly Wanted[]> {
    const all = Array.from({ length: this.space.size }, (_, candidate) => candidate);
    yield all.map((candidate) => this.wanted(candidate, 0, replications));
    yield* this.select(all, replications, all.length * replications);
  }

  private *adaptive(): Generator<readonly Wanted[]> {
    const left = yield* this.withoutTheHopeless();
    const outside = [...this.results].reduce(
      (sum, [candidate, { replications }]) => sum + (this.excluded.has(candidate) ? replications : 0),
      0,
    );
    const budget = Math.max(2 * left.length, this.question.maxReplications - outside);
    const firstStage = Math.min(FIRST_STAGE, Math.floor(budget / left.length));
    yield this.missing(left, firstStage);
    yield* this.select(left, firstStage, budget);
    // Few replications may tell the best; an interval and a tenth percentile want more.
    const missing = this.missing(this.ranking(), DESCRIBED_REPLICATIONS);
    if (missing.length > 0) yield missing;
  }

  /** The best of each class, best first: those that are chosen, then the runners-up. */
  private ranking(): number[] {
    const { systems, of } = this.selection!;
    const { comparableMeans, chosen } = of.outcome();
    const classes = Int32Array.from(systems, (candidate) => this.classOf(candidate));
    const taken = new Set(chosen.map((system) => classes[system]));
    const others = comparableMeans.map((mean, system) =>
      taken.has(classes[system]) || Number.isNaN(mean) ? -Infinity : mean,
    );
    return [...chosen, ...chooseDistinct(others, classes, RUNNERS_UP)]
      .filter((system) => comparableMeans[system]! > -Infinity)
      .map((system) => systems[system]!);
  }

  /** Excludes what cannot be among the best by proven bounds, and gives the rest. */
  private *withoutTheHopeless(): Generator<readonly Wanted[], readonly number[]> {
    const { space, plan } = this;
    const all = Array.from({ length: space.size }, (_, candidate) => candidate);
    if (space.size < FEWEST_FOR_PILOT) return all;
    const bounds = space.groups.map((group) => {
      const { mine, bound } = space.bounded(group);
      return plan.truckCounts.map((count) =>
        gainBound(this.goal, bound, mine, count, this.termsFor(count, group.loaders.length)),
      );
    });
    const ranked = space.groups
      .flatMap((group, g) =>
        plan.truckCounts.map((_, count) => ({
          candidate: space.indexOf(group, count, 0),
          bound: bounds[g]![count]!,
        })),
      )
      .sort((a, b) => b.bound - a.bound || a.candidate - b.candidate);
    const pilot = new Map<number, number>();
    for (const { candidate } of ranked) {
      if (pilot.size === PILOT_CLASSES) break;
      const twins = this.classOf(candidate);
      if (!pilot.has(twins)) pilot.set(twins, candidate);
    }
    yield [...pilot.values()].map((candidate) => this.wanted(candidate, 0, PILOT_REPLICATIONS));
    const reached = surelyReached(
      [...pilot].map(([twins, candidate]) => {
        const results = this.results.get(candidate)!;
        const { replications } = results;
        const { mean, standardDeviation } = estimate(
          this.gains(candidate, results.meanFigures(), 0, replications),
        );
        return {
          class: twins,
          mean,
          standardError: standardDeviation / Math.sqrt(replications),
          replications,
        };
      }),
      WANTED,
    );
    const left: number[] = [];
    space.groups.forEach((group, g) => {
      plan.truckCounts.forEach((_, count) => {
        const hopeless = bounds[g]![count]! < reached;
        group.rules.forEach((_rule, rule) => {
          const candidate = space.indexOf(group, count, rule);
          if (hopeless) this.excluded.add(candidate);
          else left.push(candidate);
        });
      });
    });
    return left;
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
    for (let pass = 0; pass < MOST_PASSES; pass += 1) {
      const tangents = systems.map((candidate) => this.results.get(candidate)!.meanFigures());
      const selection = this.selectionOf(systems, firstStage, budget);
      for (;;) {
        const allocations = selection.nextRound();
        if (allocations.length === 0) break;
        const missing = allocations.flatMap(({ system, firstReplication, replications }) =>
          this.missing([systems[system]!], firstReplication + replications),
        );
        if (missing.length > 0) yield missing;
        for (const { system, firstReplication, replications } of allocations) {
          const upTo = firstReplication + replications;
          selection.add(
            system,
            firstReplication,
            this.gains(systems[system]!, tangents[system]!, firstReplication, upTo),
          );
        }
      }
      if (!this.tangentsMoved(systems, tangents, selection.outcome())) return;
    }
  }

  private selectionOf(systems: readonly number[], firstStage: number, budget: number): Selection {
    const risk = this.excluded.size > 0 ? EXCLUSION_RISK : 0;
    const { indifference, confidence } = this.question;
    const of = new Selection({
      systems: systems.length,
      wanted: WANTED,
      classes: Int32Array.from(systems, (candidate) => this.classOf(candidate)),
      indifference: (bestGain) => indifference ?? Math.max(Number.MIN_VALUE, usualIndifference(bestGain)),
      targetProbability: Math.min(1 - 1e-9, confidence + risk),
      firstStage,
      budget,
    });
    this.selection = { systems, of };
    return of;
  }

  private tangentsMoved(
    systems: readonly number[],
    tangents: readonly ShiftFigures[],
    { fates, indifference }: SelectionOutcome,
  ): boolean {
    return systems.some((candidate, system) => {
      if (fates[system] === 'screened') return false;
      const results = this.results.get(candidate)!;
      const off = (at: ShiftFigures): number =>
        estimate(this.gains(candidate, at, 0, results.replications)).mean;
      return Math.abs(off(tangents[system]!) - off(results.meanFigures())) > indifference / 10;
    });
  }

  /** The search was stopped: chooses among what was simulated. */
  private concludeEarly(reason: 'time' | 'cancelled'): void {
    const systems = [...this.results.keys()]
      .filter(
        (candidate) => !this.excluded.has(candidate) && this.results.get(candidate)!.replications >= FEWEST,
      )
      .sort((a, b) => a - b);
    const replications = systems.map((candidate) => this.results.get(candidate)!.replications);
    const selection = this.selectionOf(
      systems,
      replications.reduce((a, b) => Math.min(a, b)),
      Math.max(this.question.maxReplications, 2 * systems.length),
    );
    for (;;) {
      const allocations = selection.nextRound();
      if (allocations.length === 0) return;
      for (const { system, firstReplication, replications: more } of allocations) {
        const results = this.results.get(systems[system]!)!;
        if (firstReplication + more > results.replications) continue;
        selection.add(
          system,
          firstReplication,
          this.gains(systems[system]!, results.meanFigures(), firstReplication, firstReplication + more),
        );
      }
      if (selection.nextRound() === allocations) break;
    }
    selection.stop(reason);
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

  private missing(candidates: readonly number[], upTo: number): Wanted[] {
    return candidates.flatMap((candidate) => {
      const have = this.results.get(candidate)?.replications ?? 0;
      return have < upTo ? [this.wanted(candidate, have, upTo - have)] : [];
    });
  }

  private wanted(candidate: number, firstReplication: number, replications: number): Wanted {
    const { truckCount } = this.space.candidate(candidate);
    return { candidate, truckCount, firstReplication, replications };
  }

  /**
   * Near-twins, of which a planner would want to see one only: the same road and as many trucks and loaders; which rule
   * sends the trucks, and which loaders of the place load them, makes no other plan.
   */
  classOf(candidate: number): number {
    const { group, truckCount } = this.space.candidate(candidate);
    return this.classes.of([group.road.id, truckCount, group.loaders.length].join('\n'));
  }

  private readonly classes = new ClassNumbers();
}

/** Numbers classes in the order in which they are first asked for. */
class ClassNumbers {
  private readonly numbers = new Map<string, number>();

  of(key: string): number {
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const next = this.numbers.size;
    this.numbers.set(key, next);
    return next;
  }
}
