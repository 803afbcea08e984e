import type { LoaderChoice, TruckChoice } from '@mining-ops/haulage/calibration/shift-definition.js';
import type { PlanningOperator, PlanningRoad, PlanningTruck } from '../fleet/planning-fleet.js';
import type { LoaderSet } from '../plan/loader-sets.js';
import {
  shiftConditions,
  type CalibratedHistory,
  type ConditionCodes,
  type MineAssumptions,
} from '../plan/shift-conditions.js';
import type { StrategyPlan } from '../plan/strategy-plan.js';
import type { Finance, StrategyQuestion } from '../question/strategy-question.js';
import { earningIdrPerMin, roadMeans, type RoadMeans } from './earning.js';

/** A truck with who drives it. */
export interface StaffedTruck {
  readonly truck: PlanningTruck;
  readonly driver: PlanningOperator;
}

/** Who works on a road with a set of loaders: a fleet of n takes the first n trucks. */
export interface Crew {
  readonly trucks: readonly StaffedTruck[];
  readonly loaders: LoaderSet;
  /** One for each loader. */
  readonly loaderOperators: readonly PlanningOperator[];
}

/**
 * Chooses who works, for each road and set of loaders by what they do there:
 *
 * - **trucks** by what the calibrated model says each earns on the road under these loaders with an average driver while
 *   it never waits (`earningIdrPerMin`), best first;
 * - **drivers** by what each would earn there with an average truck, best first; the best drives the best truck;
 * - **loader operators** by rating, then years of experience: nothing recorded tells what they change.
 *
 * Equals, and those of whom nothing is recorded, follow in the order in which the plan lists them.
 */
export class Crews {
  private readonly roads = new Map<string, { means: RoadMeans; drivers: readonly PlanningOperator[] }>();
  private readonly most: number;
  private readonly averageT: number;

  constructor(
    private readonly plan: StrategyPlan,
    private readonly finance: Finance,
    private readonly codes: ConditionCodes,
    private readonly history: CalibratedHistory,
    private readonly assumptions: MineAssumptions,
    private readonly workingTime: StrategyQuestion['workingTime'],
  ) {
    this.most = Math.max(...plan.truckCounts);
    this.averageT =
      plan.trucks.reduce((sum, { capacityT }) => sum + capacityT, 0) / Math.max(1, plan.trucks.length);
  }

  of(road: PlanningRoad, loaders: LoaderSet): Crew {
    const { plan, history, finance } = this;
    const { means, drivers } = this.onRoad(road);
    const choices = this.loaderChoices(loaders);
    const trucks = byEarning(plan.trucks, ({ id, capacityT }) =>
      earningIdrPerMin(
        history.calibration,
        means,
        choices,
        { capacityT, truck: history.truckCodes.get(id) ?? -1, driver: -1 },
        finance,
      ),
    );
    return {
      trucks: trucks.slice(0, this.most).map((truck, i) => ({ truck, driver: drivers[i]! })),
      loaders,
      loaderOperators: plan.loaderOperators.slice(0, loaders.length),
    };
  }

  truckChoices({ trucks }: Crew): TruckChoice[] {
    const { truckCodes, operatorCodes } = this.history;
    return trucks.map(({ truck, driver }) => ({
      id: truck.id,
      capacityT: truck.capacityT,
      tankL: truck.fuelCapacityL,
      code: truckCodes.get(truck.id) ?? -1,
      operator: operatorCodes.get(driver.id) ?? -1,
    }));
  }

  loaderChoices(loaders: LoaderSet): LoaderChoice[] {
    return loaders.map(({ id, bucketCapacityM3 }) => ({
      id,
      code: this.history.loaderCodes.get(id) ?? -1,
      bucketM3: bucketCapacityM3,
    }));
  }

  private onRoad(road: PlanningRoad): { means: RoadMeans; drivers: readonly PlanningOperator[] } {
    const known = this.roads.get(road.id);
    if (known) return known;
    const { plan, history, finance, codes, assumptions, averageT } = this;
    const { calibration, operatorCodes } = history;
    const means = roadMeans(
      calibration,
      shiftConditions(road, codes, history, assumptions, this.workingTime),
    );
    const drivers = byEarning(plan.truckDrivers, ({ id }) =>
      earningIdrPerMin(
        calibration,
        means,
        [{ code: -1 }],
        { capacityT: averageT, truck: -1, driver: operatorCodes.get(id) ?? -1 },
        finance,
      ),
    );
    const found = { means, drivers };
    this.roads.set(road.id, found);
    return found;
  }
}

/** Who earns less than this part of the average more than another is no better: a fit tells no finer. */
const NO_DIFFERENCE = 0.005;

/** Largest first; equals, to half a percent of the average, stay in order. */
function byEarning<T>(items: readonly T[], earning: (item: T) => number): T[] {
  const earned = items.map((item) => ({ item, earns: earning(item) }));
  const average = earned.reduce((sum, { earns }) => sum + Math.abs(earns), 0) / items.length;
  const step = average > 0 ? average * NO_DIFFERENCE : 1;
  return earned
    .map(({ item, earns }) => ({ item, steps: Math.round(earns / step) }))
    .sort((a, b) => b.steps - a.steps)
    .map(({ item }) => item);
}
