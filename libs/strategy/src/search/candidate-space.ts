import { definitionOf, type Disturbances } from '@mining-ops/haulage/calibration/expected-shift.js';
import { predictedShift } from '@mining-ops/haulage/calibration/predicted-shift.js';
import {
  expectedShift,
  tripDistanceKm,
  type ShiftConditions,
} from '@mining-ops/haulage/calibration/shift-definition.js';
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
import { pick, PlannedTrips, type PlannedTrip, type TripPredictions } from '../prediction/planned-trips.js';
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
  private readonly crewsOfGroups = new Map<number, Crew>();
  private planned: PlannedTrips | null = null;
  private predictions: TripPredictions | null = null;

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

  /** Every distinct trip of the candidates: what models are asked about, all at once, before anything is simulated. */
  trips(): readonly PlannedTrip[] {
    return this.plannedTrips().trips;
  }

  /**
   * From now on shifts are as models predict them, and as the calibration expects them where there is no prediction.
   *
   * @param predictions of `trips()`, in their order
   * @throws Error where a group was prepared before: its candidates would be compared with others' by another measure
   */
  usePredictions(predictions: TripPredictions): void {
    if (this.prepared.size > 0)
      throw new Error('predictions come too late: a group was prepared without them');
    this.predictions = predictions;
  }

  /** Whether any quantity of the shifts is predicted by a model. */
  get isPredicted(): boolean {
    return this.predictions !== null && Object.values(this.predictions).some((one) => one !== null);
  }

  prepare(group: CandidateGroup): PreparedGroup {
    const known = this.prepared.get(group.index);
    if (known) return known;
    const { crews, history, disturbances, predictions } = this;
    const crew = this.crewOf(group);
    const conditions = this.conditionsOn(group.road);
    const trucks = crews.truckChoices(crew);
    const loaders = crews.loaderChoices(group.loaders);
    const calibrated = expectedShift(history.calibration, conditions, trucks, loaders, history.source);
    const expected = predictions
      ? predictedShift(calibrated, pick(predictions, this.tripsOf(group)), trucks)
      : calibrated;
    const loaderIds = loaders.map(({ id }) => id);
    const mine = compileMine(definitionOf(expected, conditions, trucks, loaderIds, disturbances));
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

  private crewOf(group: CandidateGroup): Crew {
    let crew = this.crewsOfGroups.get(group.index);
    if (!crew) this.crewsOfGroups.set(group.index, (crew = this.crews.of(group.road, group.loaders)));
    return crew;
  }

  private conditionsOn(road: PlanningRoad): ShiftConditions {
    const { codes, history, assumptions, question } = this;
    return shiftConditions(road, codes, history, assumptions, question.workingTime);
  }

  private plannedTrips(): PlannedTrips {
    if (this.planned) return this.planned;
    const planned = new PlannedTrips();
    for (const group of this.groups) {
      const { road } = group;
      const tripKm = tripDistanceKm(this.history.calibration, this.conditionsOn(road));
      for (const { truck, driver } of this.crewOf(group).trucks)
        for (const loader of group.loaders) planned.add({ truck, driver, loader, road, tripKm });
    }
    return (this.planned = planned);
  }

  /** Numbers of a group's trips: each truck's under each loader. */
  private tripsOf(group: CandidateGroup): number[] {
    const planned = this.plannedTrips();
    const { road, loaders } = group;
    return this.crewOf(group).trucks.flatMap(({ truck, driver }) =>
      loaders.map((loader) => planned.numberOf({ truck, driver, loader, road })),
    );
  }
}
