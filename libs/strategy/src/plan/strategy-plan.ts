import type {
  PlanningLoader,
  PlanningOperator,
  PlanningRoad,
  PlanningSchedule,
  PlanningTruck,
} from '../fleet/planning-fleet.js';

/** A road with the loaders that would load onto it: candidates differ beyond it only in the number of trucks. */
export interface PlanSite {
  readonly road: PlanningRoad;
  /** The loader that names the strategy first. */
  readonly loaders: readonly PlanningLoader[];
}

/** A number of candidates that were not simulated, and why. */
export interface LeftOut {
  readonly code:
    'NOT_ENOUGH_TRUCKS' | 'NOT_ENOUGH_DRIVERS' | 'NOT_ENOUGH_LOADERS' | 'NOT_ENOUGH_LOADER_OPERATORS';
  readonly candidates: number;
  readonly reason: string;
}

/** Something that the planner should know about the answer. */
export interface PlanWarning {
  readonly code: string;
  readonly message: string;
}

/** Everything to simulate for one question: each site with each truck count. */
export interface StrategyPlan {
  readonly sites: readonly PlanSite[];
  /** Ascending, each once. */
  readonly truckCounts: readonly number[];
  /** Best first; a candidate with n trucks takes the first n, with the first n drivers. */
  readonly trucks: readonly PlanningTruck[];
  readonly truckDrivers: readonly PlanningOperator[];
  readonly loaderOperators: readonly PlanningOperator[];
  readonly schedule: PlanningSchedule | null;
  readonly vesselName: string | null;
  readonly leftOut: readonly LeftOut[];
  readonly warnings: readonly PlanWarning[];
}
