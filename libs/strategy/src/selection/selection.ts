import { assess } from './assess.js';
import { chooseDistinct } from './choose-distinct.js';
import { comparableMeans } from './comparable-means.js';
import { equalAllocation } from './equal-allocation.js';
import { Moments } from './moments.js';
import { nextRound } from './next-round.js';
import { PairedDifferences } from './paired-differences.js';
import { ReplicationStore } from './replication-store.js';
import { allowedRisk, RiskTerms } from './risk-terms.js';
import { checkOptions, type SelectionOptions } from './selection-options.js';
import type {
  Allocation,
  Fate,
  SelectionEnd,
  SelectionOutcome,
  SelectionProgress,
} from './selection-outcome.js';

/**
 * Selects the best few of many simulated systems, round by round, and states how surely they are the best.
 *
 * Ask for a round, run it, hand in its values, ask for the next, until there is none. It has no clock and draws nothing:
 * the same values give the same rounds and the same outcome, in whatever order and pieces a round's values come.
 *
 * The stated probability is that of a good choice: that no system which was left out, and which could take the place of
 * a chosen one, is better than that one by the indifference amount or more. It holds whenever one stops. See
 * docs/selection.md for what it rests on.
 */
export class Selection {
  private readonly firstStage: number;
  private readonly store: ReplicationStore;
  private readonly own: Moments;
  private readonly comparable: Float64Array;
  private readonly terms: RiskTerms;
  private readonly screenedInRound: Int32Array;
  private contenders: Uint8Array;
  private pairs = new Map<number, PairedDifferences>();
  private chosen: number[] = [];
  private indifference = NaN;
  private probability = 0;
  private rounds = 0;
  private ended: SelectionEnd | null = null;
  private pending: readonly Allocation[] | null = null;

  /** @throws RangeError for options that cannot be, naming the option */
  constructor(private readonly options: SelectionOptions) {
    checkOptions(options);
    const { systems, wanted, firstStage, budget } = options;
    this.firstStage = Math.min(firstStage, Math.floor(budget / systems));
    this.store = new ReplicationStore(systems);
    this.own = new Moments(systems);
    this.comparable = new Float64Array(systems).fill(NaN);
    this.terms = new RiskTerms(systems * Math.min(wanted, systems));
    this.screenedInRound = new Int32Array(systems);
    this.contenders = new Uint8Array(systems);
  }

  /**
   * The next replications to run; none: it has ended. Asked again before all values are in, the same again.
   */
  nextRound(): readonly Allocation[] {
    if (this.ended) return [];
    if (this.pending && !this.store.complete) return this.pending;
    const round = this.pending ? this.afterRound() : this.firstRound();
    for (const { system, firstReplication, replications } of round)
      this.store.order(system, firstReplication + replications);
    this.pending = round;
    return round;
  }

  /**
   * Takes in values of a system's replications `firstReplication`, … that a round asked for. The same again changes
   * nothing, so a job that runs twice does no harm; nor does what comes after the end.
   *
   * @throws RangeError for replications that were not asked for, and for values that are not finite
   */
  add(system: number, firstReplication: number, values: ArrayLike<number>): void {
    if (this.ended) return;
    this.store.add(system, firstReplication, values);
  }

  /** Ends it from outside. What has come in whole counts; the outcome says why it ended. */
  stop(reason: 'time' | 'cancelled'): void {
    if (this.ended) return;
    this.ended = reason;
    if (this.pending) this.evaluate();
  }

  progress(): SelectionProgress {
    let left = this.chosen.length;
    for (const contender of this.contenders) left += contender;
    return {
      rounds: this.rounds,
      replications: this.store.total,
      left: this.rounds === 0 ? this.options.systems : left,
      chosen: [...this.chosen],
      probability: this.probability,
    };
  }

  /** @throws Error before it has ended */
  outcome(): SelectionOutcome {
    if (!this.ended) throw new Error('the selection has not ended: run its rounds, or stop it');
    const { systems } = this.options;
    const { counts, means, squares } = this.own;
    const sure = Math.min(this.probability, this.options.targetProbability);
    const fates = Array.from({ length: systems }, (_, j): Fate => {
      if (this.chosen.includes(j)) return 'chosen';
      return this.contenders[j] === 1 || this.rounds === 0 ? 'contender' : 'screened';
    });
    return {
      ...this.progress(),
      reached: this.probability >= this.options.targetProbability,
      endedBy: this.ended,
      indifference: this.indifference,
      fates,
      screenedInRound: Int32Array.from(this.screenedInRound, (round, j) =>
        fates[j] === 'screened' ? round : 0,
      ),
      counts: Int32Array.from(counts),
      means: means.map((mean, j) => (counts[j]! > 0 ? mean : NaN)),
      comparableMeans: Float64Array.from(this.comparable),
      standardErrors: squares.map((square, j) => {
        const n = counts[j]!;
        return n > 1 ? Math.sqrt(square / (n - 1) / n) : NaN;
      }),
      equalAllocation: systems * equalAllocation(this.terms, allowedRisk(sure), this.firstStage),
    };
  }

  private firstRound(): Allocation[] {
    return Array.from({ length: this.options.systems }, (_, system) => ({
      system,
      firstReplication: 0,
      replications: this.firstStage,
    }));
  }

  private afterRound(): Allocation[] {
    this.rounds += 1;
    this.evaluate();
    const { budget, targetProbability } = this.options;
    if (this.probability >= targetProbability) this.ended = 'guarantee';
    else if (this.store.total >= budget) this.ended = 'budget';
    const { allocations, contenders } = nextRound(
      this.terms,
      this.store.counts,
      allowedRisk(targetProbability),
      budget - this.store.total,
    );
    contenders.forEach((contender, j) => {
      if (contender === 1) this.screenedInRound[j] = 0;
      else if (this.screenedInRound[j] === 0) this.screenedInRound[j] = this.rounds;
    });
    this.contenders = contenders;
    return this.ended ? [] : allocations;
  }

  /** Chooses by what is known now, and says how surely. */
  private evaluate(): void {
    const { wanted, classes } = this.options;
    const { store, own } = this;
    for (let j = 0; j < store.systems; j += 1) own.advance(j, store.of(j), store.counts[j]!);
    const reference = this.reference();
    if (own.counts[reference] === 0) return;
    comparableMeans(own, this.pairsOf(reference), store.of(reference), this.comparable);
    this.chosen = chooseDistinct(this.comparable, classes, wanted);
    const pairs = this.chosen.map((i) => this.pairsOf(i));
    this.pairs = new Map([...pairs, this.pairsOf(reference)].map((pair) => [pair.system, pair]));
    this.indifference = this.indifferenceAt(this.comparable[this.chosen[0]!]!);
    const choice = { chosen: this.chosen, classes, indifference: this.indifference };
    assess(choice, pairs, (system) => own.squares[system] === 0, this.terms);
    this.probability = this.terms.probability();
  }

  private indifferenceAt(bestMean: number): number {
    const amount = this.options.indifference(bestMean);
    if (!(amount >= 0 && amount < Infinity))
      throw new RangeError(
        `indifference must be an amount of at least 0, got ${amount} at a best mean of ${bestMean}`,
      );
    return amount;
  }

  /** The system with most replications; the best of several. */
  private reference(): number {
    const { counts, means } = this.own;
    let best = 0;
    for (let j = 1; j < counts.length; j += 1) {
      if (counts[j]! > counts[best]! || (counts[j] === counts[best] && means[j]! > means[best]!)) best = j;
    }
    return best;
  }

  private pairsOf(system: number): PairedDifferences {
    let pairs = this.pairs.get(system);
    if (!pairs) this.pairs.set(system, (pairs = new PairedDifferences(system, this.options.systems)));
    pairs.update(this.store);
    return pairs;
  }
}
