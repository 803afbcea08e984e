import type { Disturbances } from '@mining-ops/haulage/calibration/expected-shift.js';
import { shiftDefinition } from '@mining-ops/haulage/calibration/shift-definition.js';
import { compileMine } from '@mining-ops/haulage/run/compile-mine.js';
import type { CompiledMine } from '@mining-ops/haulage/run/compiled-mine.js';
import type { PlanningRoad } from '../fleet/planning-fleet.js';
import type { LoaderSet } from '../plan/loader-sets.js';
import {
  conditionCodes,
  disturbancesOf,
  shiftConditions,
  type CalibratedHistory,
  type ConditionCodes,
  type MineAssumptions,
} from '../plan/shift-conditions.js';
import type { PlanWarning, StrategyPlan } from '../plan/strategy-plan.js';
import { SHARED_QUEUE } from '../question/dispatch-rules.js';
import type { StrategyQuestion } from '../question/strategy-question.js';
import { Crews, type Crew } from '../staffing/crews.js';
import { boundOf, type MineBound } from './flow-bound.js';
import type { SearchBatch } from './search-batch.js';
import type { SimulationGroup, SimulationTask } from './simulation-task.js';

/** A road with a set of loaders: its candidates differ in the number of trucks and the dispatch rule only. */
export interface CandidateGroup {
  readonly index: number;
  readonly road: PlanningRoad;
  readonly loaders: LoaderSet;
  /** Tried with each truck count; one where the set is one loader, which leaves no choice. */
  readonly rules: readonly string[];
  /** Number of its first candidate; they follow by truck count, then by rule. */
  readonly first: number;
}

/** One way to staff the shift. */
export interface Candidate {
  readonly index: number;
  readonly group: CandidateGroup;
  readonly truckCount: number;
  readonly rule: string;
}

/** A group ready to be simulated: who works, and the mine with all of them. */
export interface PreparedGroup {
  readonly crew: Crew;
  readonly mine: CompiledMine;
}

/**
 * Every candidate of a question, numbered. The numbers follow from question, plan and history alone, so that whoever has
 * these can do any part of the work; nothing is compiled before it is needed.
 */
export class CandidateSpace {
  readonly size: number;
  readonly groups: readonly CandidateGroup[];
  readonly warnings: readonly PlanWarning[];
  readonly disturbances: Disturbances;
  private readonly codes: ConditionCodes;
  private readonly crews: Crews;
  private readonly bounds = new Map<number, MineBound>();
  private readonly prepared = new Map<number, PreparedGroup>();

  constructor(
    readonly question: StrategyQuestion,
    readonly plan: StrategyPlan,
    readonly history: CalibratedHistory,
    readonly assumptions: MineAssumptions,
  ) {
    this.codes = conditionCodes(question, history);
    this.warnings = [...history.warnings, ...this.codes.warnings];
    this.disturbances = disturbancesOf(question, this.codes.weather, history, plan.trucks, assumptions);
    this.crews = new Crews(plan, question.finance, this.codes, history, assumptions, question.workingTime);
    const alone = [plan.dispatchRules.includes(SHARED_QUEUE) ? SHARED_QUEUE : plan.dispatchRules[0]!];
    const groups: CandidateGroup[] = [];
    let first = 0;
    for (const { road, sets } of plan.roads) {
      for (const loaders of sets) {
        const rules = loaders.length > 1 ? plan.dispatchRules : alone;
        groups.push({ index: groups.length, road, loaders, rules, first });
        first += plan.truckCounts.length * rules.length;
      }
    }
    this.groups = groups;
    this.size = first;
  }

  /** @throws RangeError where there is none of that number */
  candidate(index: number): Candidate {
    if (!(Number.isInteger(index) && index >= 0 && index < this.size))
      throw new RangeError(`there is no candidate ${index} of ${this.size}`);
    let [low, high] = [0, this.groups.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.groups[middle]!.first <= index) low = middle;
      else high = middle - 1;
    }
    const group = this.groups[low]!;
    const place = index - group.first;
    return {
      index,
      group,
      truckCount: this.plan.truckCounts[Math.floor(place / group.rules.length)]!,
      rule: group.rules[place % group.rules.length]!,
    };
  }

  /** Number of a group's candidate with the `count`-th truck count and the `rule`-th rule. */
  indexOf(group: CandidateGroup, count: number, rule: number): number {
    return group.first + count * group.rules.length + rule;
  }

  prepare(group: CandidateGroup): PreparedGroup {
    const known = this.prepared.get(group.index);
    if (known) return known;
    const { crews, history, codes, assumptions, disturbances, question } = this;
    const crew = crews.of(group.road, group.loaders);
    const mine = compileMine(
      shiftDefinition(
        history.calibration,
        shiftConditions(group.road, codes, history, assumptions, question.workingTime),
        crews.truckChoices(crew),
        crews.loaderChoices(group.loaders),
        disturbances,
        history.source,
      ),
    );
    const made = { crew, mine };
    this.prepared.set(group.index, made);
    return made;
  }

  /** What a group can do at best. */
  bounded(group: CandidateGroup): MineBound {
    let bound = this.bounds.get(group.index);
    if (!bound) this.bounds.set(group.index, (bound = boundOf(this.prepare(group).mine)));
    return bound;
  }

  /** What a thread needs to simulate a batch. */
  task({ candidates, firstReplication, replications }: SearchBatch): SimulationTask {
    const groups: (SimulationGroup & { fleets: { trucks: number; rule: string }[]; of: number })[] = [];
    for (const index of candidates) {
      const { group, truckCount, rule } = this.candidate(index);
      let last = groups.at(-1);
      if (last?.of !== group.index) {
        last = { mine: this.prepare(group).mine, fleets: [], of: group.index };
        groups.push(last);
      }
      last.fleets.push({ trucks: truckCount, rule });
    }
    return {
      groups: groups.map(({ mine, fleets }) => ({ mine, fleets })),
      seed: this.question.seed,
      firstReplication,
      replications,
    };
  }
}
