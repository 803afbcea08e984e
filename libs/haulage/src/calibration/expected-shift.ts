import type {
  BreakDefinition,
  BreakdownDefinition,
  DurationSource,
  Leg,
  MineDefinition,
  RefuellingDefinition,
  WeatherDefinition,
} from '../definition/mine-definition.js';
import type { ShiftEffects } from '../definition/shift-effect.js';
import { CERTAIN, type Variate } from '../definition/spread.js';
import type { TruckFactors } from './calibrate.js';

/** What is given of a shift, whoever says how long things take in it. */
export interface ShiftFrame {
  /** When a truck first comes to the loader, min from the shift's start; where not given, as if from the dump. */
  readonly firstArrivalMin?: Variate;
  readonly durationMin: number;
  readonly overrunMin: number;
  /** What the change of shift takes from its beginning, min; 0 where not given. */
  readonly startLossMin?: number;
  /** None where not given. */
  readonly breaks?: readonly BreakDefinition[];
  readonly dumpBays: number;
}

/** A truck that works in the shift. */
export interface StaffedTruck {
  readonly id: string;
  readonly capacityT: number;
  /** Null or absent where unknown: it then never refuels. */
  readonly tankL?: number | null;
}

/** What is expected of one shift on one road, from one load site to one dump. */
export interface ExpectedShift {
  readonly source: DurationSource;
  /** One way. */
  readonly tripKm: number;
  readonly haulingMin: Variate;
  readonly returnMin: Variate;
  readonly dumpingMin: Variate;
  /** Out and back, without waiting. */
  readonly tripFuelL: Variate;
  readonly loaders: readonly { readonly loadingMin: Variate; readonly payloadFraction: Variate }[];
  /** One entry a truck: what it and its driver do, relative to the above. */
  readonly trucks: readonly TruckFactors[];
  readonly idleFuelLPerMin: number;
  readonly delayProbability: number;
}

/** What can disturb a shift; null, or none, switches it off. */
export interface Disturbances {
  readonly weather: WeatherDefinition | null;
  readonly truckBreakdowns: BreakdownDefinition | null;
  readonly loaderBreakdowns: BreakdownDefinition | null;
  /** Of the trucks whose tank is known. */
  readonly refuelling: RefuellingDefinition | null;
  readonly shiftEffects: ShiftEffects;
}

export const UNDISTURBED: Disturbances = {
  weather: null,
  truckBreakdowns: null,
  loaderBreakdowns: null,
  refuelling: null,
  shiftEffects: [],
};

/** The one load site and the one dump of a shift on one road. */
const PIT = 'pit';
const DUMP = 'dump';

/** The definition of an expected shift. The park lies at the dump. Fuel is booked on the loaded leg. */
export function definitionOf(
  expected: ExpectedShift,
  frame: ShiftFrame,
  trucks: readonly StaffedTruck[],
  loaderIds: readonly string[],
  disturbances: Disturbances,
): MineDefinition {
  const classes = classesOf(trucks);
  const leg = (travelMin: Variate, fuelL: Variate): Leg => ({
    travelMeansMin: classes.map(() => travelMin.mean),
    travelSpread: travelMin.spread,
    fuelMeansL: classes.map(() => fuelL.mean),
    fuelSpread: fuelL.spread,
    overtaking: true,
  });
  const noFuel: Variate = { mean: 0, spread: CERTAIN };
  const empty = leg(expected.returnMin, noFuel);
  const { firstArrivalMin } = frame;
  return {
    shift: {
      durationMin: frame.durationMin,
      overrunMin: frame.overrunMin,
      startLossMin: frame.startLossMin ?? 0,
      breaks: frame.breaks ?? [],
    },
    truckClasses: classes.map(({ id, capacityT, tankL }) => ({
      id,
      capacityT,
      idleFuelLPerMin: expected.idleFuelLPerMin,
      tankL,
    })),
    trucks: trucks.map((truck, i) => ({
      id: truck.id,
      class: className(truck),
      ...expected.trucks[i]!,
      loadSite: null,
    })),
    loadSites: [
      {
        id: PIT,
        sharedQueue: true,
        loaders: loaderIds.map((id, i) => ({ id, loading: { kind: 'whole', ...expected.loaders[i]! } })),
      },
    ],
    dumpSites: [{ id: DUMP, bays: frame.dumpBays, dumpingMin: expected.dumpingMin }],
    routes: [
      {
        loadSite: PIT,
        dumpSite: DUMP,
        distanceKm: expected.tripKm,
        loaded: leg(expected.haulingMin, expected.tripFuelL),
        empty,
      },
    ],
    parkRoutes: [{ loadSite: PIT, leg: firstArrivalMin ? leg(firstArrivalMin, noFuel) : empty }],
    dispatchRule: 'fixed',
    ...disturbances,
    delayProbability: Math.min(1, expected.delayProbability),
    durationSource: expected.source,
  };
}

interface FleetClass {
  readonly id: string;
  readonly capacityT: number;
  readonly tankL: number | null;
}

/** Trucks of one size and tank, by size and then by tank. */
function classesOf(trucks: readonly StaffedTruck[]): FleetClass[] {
  const classes = new Map<string, FleetClass>();
  for (const truck of trucks) {
    const { capacityT, tankL = null } = truck;
    classes.set(className(truck), { id: className(truck), capacityT, tankL });
  }
  return [...classes.values()].sort((a, b) => a.capacityT - b.capacityT || (a.tankL ?? 0) - (b.tankL ?? 0));
}

function className({ capacityT, tankL }: StaffedTruck): string {
  return tankL == null ? `${capacityT} t` : `${capacityT} t, tank of ${tankL} L`;
}
