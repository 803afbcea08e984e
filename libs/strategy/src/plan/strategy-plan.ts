import type {
  PlanningOperator,
  PlanningRoad,
  PlanningSchedule,
  PlanningTruck,
} from '../fleet/planning-fleet.js';
import type { LoaderSet } from './loader-sets.js';

/** A road with the sets of loaders that could load onto it. */
export interface PlanRoad {
  readonly road: PlanningRoad;
  readonly sets: readonly LoaderSet[];
}

/** A number of candidates that cannot be worked, or were not listed, and why. */
export interface LeftOut {
  readonly code:
    | 'NOT_ENOUGH_TRUCKS'
    | 'NOT_ENOUGH_DRIVERS'
    | 'NOT_ENOUGH_LOADERS'
    | 'NOT_ENOUGH_LOADER_OPERATORS'
    | 'LOADER_SETS_NOT_LISTED'
    | 'ROADS_NOT_LISTED';
  readonly candidates: number;
  readonly reason: string;
}

/** Something that the planner should know about the answer. */
export interface PlanWarning {
  readonly code: string;
  readonly message: string;
}

/** Everything to try for one question: each road with each of its sets of loaders, each truck count and each rule. */
export interface StrategyPlan {
  readonly roads: readonly PlanRoad[];
  /** Ascending, each once. */
  readonly truckCounts: readonly number[];
  /** Tried where a set has several loaders. */
  readonly dispatchRules: readonly string[];
  /** Who and what can work in the shift; who works where is chosen for each road and set. */
  readonly trucks: readonly PlanningTruck[];
  readonly truckDrivers: readonly PlanningOperator[];
  readonly loaderOperators: readonly PlanningOperator[];
  readonly schedule: PlanningSchedule | null;
  readonly vesselName: string | null;
  readonly leftOut: readonly LeftOut[];
  readonly warnings: readonly PlanWarning[];
}
