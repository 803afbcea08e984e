import type { ShiftEffects } from './shift-effect.js';
import type { Spread, Variate } from './spread.js';

/**
 * Where durations come from: learned models, the mine's history, physics, the definition's author, or the author for some
 * roads and physics for the others.
 */
export type DurationSource = 'models' | 'history' | 'physics' | 'given' | 'given and physics';

export interface ShiftDefinition {
  /** Length of the shift, min. */
  readonly durationMin: number;
  /** How long after the shift's end a load may still be dumped, min. No load starts that is expected later. */
  readonly overrunMin: number;
  /** What the change of shift takes from its beginning: the trucks leave the park this late, min. */
  readonly startLossMin: number;
  /** No activity begins within a break; what is under way is finished first. In order of time, not overlapping. */
  readonly breaks: readonly BreakDefinition[];
}

export interface BreakDefinition {
  readonly startMin: number;
  readonly durationMin: number;
}

/** What trucks of one model have in common. */
export interface TruckClass {
  readonly id: string;
  /** Rated payload, t. */
  readonly capacityT: number;
  /** Burnt while the truck waits, L/min. */
  readonly idleFuelLPerMin: number;
  /** Null: never refuels within a shift. */
  readonly tankL: number | null;
}

export interface TruckDefinition {
  readonly id: string;
  /** Id of its class. */
  readonly class: string;
  /** What this truck and its driver do, relative to the class: a travel factor of 1.1 is 10% slower than average. */
  readonly travelFactor: number;
  readonly loadingFactor: number;
  readonly dumpingFactor: number;
  readonly payloadFactor: number;
  readonly fuelFactor: number;
  /** Id of the load site that a fixed assignment sends it to; null leaves that to the rule. */
  readonly loadSite: string | null;
}

/** How a loader fills a truck. */
export type LoadingDefinition =
  | {
      readonly kind: 'whole';
      /** Spot and load of one truck, min. */
      readonly loadingMin: Variate;
      /** Payload as a fraction of the truck's capacity. */
      readonly payloadFraction: Variate;
    }
  | {
      readonly kind: 'passes';
      readonly spotMin: Variate;
      /** One bucket: dig, swing, dump, swing back, min. */
      readonly passMin: Variate;
      /** One bucket: bucket m³ × fill factor × density of the broken coal, t (see `passLoadT`). */
      readonly passT: Variate;
    };

export interface LoaderDefinition {
  readonly id: string;
  readonly loading: LoadingDefinition;
}

/** A place where loaders stand. */
export interface LoadSite {
  readonly id: string;
  /** True: trucks wait in one queue for whichever loader is free. False: each loader has a queue of its own. */
  readonly sharedQueue: boolean;
  readonly loaders: readonly LoaderDefinition[];
}

export interface DumpSite {
  readonly id: string;
  readonly bays: number;
  readonly dumpingMin: Variate;
}

/** One direction of a haul road. */
export interface Leg {
  /** Travel of each truck class, min, in the order of `truckClasses`. */
  readonly travelMeansMin: readonly number[];
  readonly travelSpread: Spread;
  /** Fuel of each truck class, L. */
  readonly fuelMeansL: readonly number[];
  readonly fuelSpread: Spread;
  /** False: trucks keep their order, and a slow one holds up those behind it (bunching). */
  readonly overtaking: boolean;
}

/** The way between a load site and a dump, there loaded and back empty. */
export interface HaulRoute {
  readonly loadSite: string;
  readonly dumpSite: string;
  readonly distanceKm: number;
  readonly loaded: Leg;
  readonly empty: Leg;
}

/** The way from the park, where all trucks start, to a load site. */
export interface ParkRoute {
  readonly loadSite: string;
  readonly leg: Leg;
}

/** A Markov chain of weather states; the first is the one at the start, whose factors are 1 by definition. */
export interface WeatherDefinition {
  readonly states: readonly WeatherState[];
  /** Row i, column j: probability that j follows when i ends. The diagonal is 0. */
  readonly nextProbabilities: readonly (readonly number[])[];
}

export interface WeatherState {
  readonly name: string;
  /** Mean time in the state, min; exponential. */
  readonly meanStayMin: number;
  readonly travelFactor: number;
  readonly loadingFactor: number;
  readonly fuelFactor: number;
}

/** Breakdowns of one kind of machine. */
export interface BreakdownDefinition {
  /** Running hours from one failure to the next; waiting does not age a machine. */
  readonly lifeH: Variate;
  readonly repairMin: Variate;
}

export interface RefuellingDefinition {
  readonly bays: number;
  readonly refuellingMin: Variate;
  /** A truck refuels after dumping where less than this share of its tank is left. */
  readonly reserveFraction: number;
}

/** One shift of one fleet in one mine. */
export interface MineDefinition {
  readonly shift: ShiftDefinition;
  readonly truckClasses: readonly TruckClass[];
  readonly trucks: readonly TruckDefinition[];
  readonly loadSites: readonly LoadSite[];
  readonly dumpSites: readonly DumpSite[];
  readonly routes: readonly HaulRoute[];
  readonly parkRoutes: readonly ParkRoute[];
  /** Name of a dispatch rule (see dispatch/all-rules). */
  readonly dispatchRule: string;
  /** Null switches each of these off. */
  readonly weather: WeatherDefinition | null;
  readonly truckBreakdowns: BreakdownDefinition | null;
  readonly loaderBreakdowns: BreakdownDefinition | null;
  readonly refuelling: RefuellingDefinition | null;
  /** How whole shifts differ; each run is one of them, drawn with equal chance. Empty: all shifts are as expected. */
  readonly shiftEffects: ShiftEffects;
  /** Probability that a cycle has a delay or incident. */
  readonly delayProbability: number;
  readonly durationSource: DurationSource;
}
