import type {
  HaulRoute,
  Leg,
  LoadSite,
  MineDefinition,
  TruckDefinition,
} from '../definition/mine-definition.js';
import { AVERAGE_TRUCK } from '../definition/average-truck.js';
import { CERTAIN, type Spread } from '../definition/spread.js';

/** A leg of certain travel for one truck class. */
export function leg(travelMin: number, changes: Partial<Leg> = {}): Leg {
  return {
    travelMeansMin: [travelMin],
    travelSpread: CERTAIN,
    fuelMeansL: [5],
    fuelSpread: CERTAIN,
    overtaking: true,
    ...changes,
  };
}

/** A load site whose loaders fill a truck to 90% in `loadingMin`. */
export function loadSite(
  id: string,
  loaders: number,
  loadingMin: number,
  changes: Partial<LoadSite> = {},
): LoadSite {
  return {
    id,
    sharedQueue: true,
    loaders: Array.from({ length: loaders }, (_, i) => ({
      id: `${id}-L${i}`,
      loading: {
        kind: 'whole',
        loadingMin: { mean: loadingMin, spread: CERTAIN },
        payloadFraction: { mean: 0.9, spread: CERTAIN },
      },
    })),
    ...changes,
  };
}

export function route(from: string, to: string, loadedMin: number, emptyMin: number): HaulRoute {
  return { loadSite: from, dumpSite: to, distanceKm: 3, loaded: leg(loadedMin), empty: leg(emptyMin) };
}

export function truck(index: number, changes: Partial<TruckDefinition> = {}): TruckDefinition {
  return { id: `T${index}`, class: 'C', ...AVERAGE_TRUCK, loadSite: null, ...changes };
}

/** 8 h, 30 t trucks, one pit and one dump with 2 bays: load 3, haul 8, dump 1, return 8 min; nothing varies. */
export function certainMine(
  trucks: number,
  loaders: number,
  changes: Partial<MineDefinition> = {},
): MineDefinition {
  return {
    shift: { durationMin: 480, overrunMin: 0, startLossMin: 0, breaks: [] },
    truckClasses: [{ id: 'C', capacityT: 30, idleFuelLPerMin: 0.1, tankL: null }],
    trucks: Array.from({ length: trucks }, (_, i) => truck(i)),
    loadSites: [loadSite('PIT', loaders, 3)],
    dumpSites: [{ id: 'ROM', bays: 2, dumpingMin: { mean: 1, spread: CERTAIN } }],
    routes: [route('PIT', 'ROM', 8, 8)],
    parkRoutes: [{ loadSite: 'PIT', leg: leg(8) }],
    dispatchRule: 'fixed',
    weather: null,
    truckBreakdowns: null,
    loaderBreakdowns: null,
    refuelling: null,
    shiftEffects: [],
    delayProbability: 0,
    durationSource: 'given',
    ...changes,
  };
}

/** Two pits and two dumps, all joined, everything random, everything on. */
export function busyMine(trucks: number, changes: Partial<MineDefinition> = {}): MineDefinition {
  const spread: Spread = { kind: 'lognormal', cv: 0.3 };
  const random = (mean: number): Leg => leg(mean, { travelSpread: spread, fuelSpread: spread });
  const way = (from: string, to: string, min: number): HaulRoute => ({
    loadSite: from,
    dumpSite: to,
    distanceKm: min / 3,
    loaded: random(min),
    empty: random(0.8 * min),
  });
  return {
    ...certainMine(trucks, 1),
    shift: {
      durationMin: 480,
      overrunMin: 15,
      startLossMin: 10,
      breaks: [{ startMin: 240, durationMin: 30 }],
    },
    truckClasses: [{ id: 'C', capacityT: 30, idleFuelLPerMin: 0.1, tankL: 150 }],
    loadSites: [
      {
        id: 'NORTH',
        sharedQueue: false,
        loaders: [3, 4].map((min, i) => ({
          id: `N${i}`,
          loading: {
            kind: 'passes' as const,
            spotMin: { mean: 0.5, spread },
            passMin: { mean: min / 6, spread },
            passT: { mean: 6, spread: { kind: 'uniform' as const, halfWidth: 0.1 } },
          },
        })),
      },
      loadSite('SOUTH', 2, 5),
    ],
    dumpSites: [
      { id: 'ROM', bays: 1, dumpingMin: { mean: 1, spread } },
      { id: 'PORT', bays: 2, dumpingMin: { mean: 2, spread } },
    ],
    routes: [
      way('NORTH', 'ROM', 8),
      way('NORTH', 'PORT', 15),
      way('SOUTH', 'ROM', 10),
      way('SOUTH', 'PORT', 9),
    ],
    parkRoutes: ['NORTH', 'SOUTH'].map((site) => ({ loadSite: site, leg: random(6) })),
    dispatchRule: 'earliest-loaded',
    weather: {
      states: [
        { name: 'CERAH', meanStayMin: 120, travelFactor: 1, loadingFactor: 1, fuelFactor: 1 },
        { name: 'HUJAN_LEBAT', meanStayMin: 60, travelFactor: 1.4, loadingFactor: 1.2, fuelFactor: 1.1 },
      ],
      nextProbabilities: [
        [0, 1],
        [1, 0],
      ],
    },
    truckBreakdowns: {
      lifeH: { mean: 20, spread: { kind: 'exponential' } },
      repairMin: { mean: 40, spread },
    },
    loaderBreakdowns: {
      lifeH: { mean: 15, spread: { kind: 'exponential' } },
      repairMin: { mean: 30, spread },
    },
    refuelling: { bays: 1, refuellingMin: { mean: 8, spread }, reserveFraction: 0.3 },
    delayProbability: 0.1,
    ...changes,
  };
}
