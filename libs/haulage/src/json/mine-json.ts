import type {
  DurationSource,
  Leg,
  LoadingDefinition,
  MineDefinition,
} from '../definition/mine-definition.js';
import { passLoadT } from '../definition/pass-load.js';
import { CERTAIN, type Spread, type Variate } from '../definition/spread.js';
import { reversedRoad, type RoadProfile } from '../physics/road-profile.js';
import { idleFuelLPerMin, physicsWay, type ComputedWay } from './physics-way.js';
import {
  isComputed,
  profileLengthKm,
  type JsonLeg,
  type JsonLoading,
  type JsonProfile,
  type JsonSpread,
  type JsonVariate,
  type MineJson,
} from './mine-json-schema.js';

/** The definition that a mine as people write it means. Whether it can work is for `mineFaults` to say. */
export function mineFromJson(json: MineJson): MineDefinition {
  const ways = new Ways(json.truckClasses);
  const routes = json.routes.map(({ loadSite, dumpSite, distanceKm, profile, loaded, empty }) => {
    const km = distanceKm ?? (profile === undefined ? NaN : profileLengthKm(profile));
    const road = profile && profileOf(profile);
    return {
      loadSite,
      dumpSite,
      distanceKm: km,
      loaded: ways.legOf(loaded, km, road, 'loaded'),
      empty: ways.legOf(empty, km, road && reversedRoad(road), 'empty'),
    };
  });
  const parkRoutes = json.parkRoutes.map(({ loadSite, distanceKm, profile, leg }) => ({
    loadSite,
    leg: ways.legOf(leg, distanceKm ?? NaN, profile && profileOf(profile), 'empty'),
  }));
  return {
    shift: json.shift,
    truckClasses: json.truckClasses.map(({ id, capacityT, idleFuelLPerMin: given, tankL, physics }) => ({
      id,
      capacityT,
      idleFuelLPerMin: given ?? (physics ? idleFuelLPerMin(physics) : 0),
      tankL,
    })),
    trucks: json.trucks.flatMap(({ id, count, ...truck }, entry) =>
      Array.from({ length: count }, (_, i) => ({
        ...truck,
        id: id === undefined ? `${truck.class}-${entry + 1}.${i + 1}` : count === 1 ? id : `${id}-${i + 1}`,
      })),
    ),
    loadSites: json.loadSites.map(({ id, sharedQueue, loaders }) => ({
      id,
      sharedQueue,
      loaders: loaders.map((loader) => ({ id: loader.id, loading: loadingOf(loader.loading) })),
    })),
    dumpSites: json.dumpSites.map(({ id, bays, dumpingMin }) => ({
      id,
      bays,
      dumpingMin: variateOf(dumpingMin),
    })),
    routes,
    parkRoutes,
    dispatchRule: json.dispatchRule,
    weather: json.weather,
    truckBreakdowns: breakdownsOf(json.truckBreakdowns),
    loaderBreakdowns: breakdownsOf(json.loaderBreakdowns),
    refuelling: json.refuelling && {
      bays: json.refuelling.bays,
      refuellingMin: variateOf(json.refuelling.refuellingMin),
      reserveFraction: json.refuelling.reserveFraction,
    },
    shiftEffects: json.shiftEffects,
    delayProbability: json.delayProbability,
    durationSource: ways.source,
  };
}

function spreadOf(json: JsonSpread): Spread {
  return json.kind === 'table' ? { kind: 'table', quantiles: Float64Array.from(json.quantiles) } : json;
}

function variateOf(json: JsonVariate): Variate {
  return typeof json === 'number'
    ? { mean: json, spread: CERTAIN }
    : { mean: json.mean, spread: spreadOf(json.spread) };
}

function breakdownsOf(json: MineJson['truckBreakdowns']): MineDefinition['truckBreakdowns'] {
  return json && { lifeH: variateOf(json.lifeH), repairMin: variateOf(json.repairMin) };
}

function loadingOf(json: JsonLoading): LoadingDefinition {
  if ('loadingMin' in json) {
    return {
      kind: 'whole',
      loadingMin: variateOf(json.loadingMin),
      payloadFraction: variateOf(json.payloadFraction),
    };
  }
  // What is missing becomes NaN, which `mineFaults` refuses by its path.
  const bucketT = passLoadT(json.bucketM3 ?? NaN, json.fillFactor ?? NaN, json.densityTPerM3 ?? NaN);
  return {
    kind: 'passes',
    spotMin: variateOf(json.spotMin),
    passMin: variateOf(json.passMin),
    passT: variateOf(json.passT ?? bucketT),
  };
}

function profileOf(segments: JsonProfile): RoadProfile {
  return segments.map(({ lengthM, gradePct, rollingPct, speedLimitKmh }) => ({
    lengthM,
    gradeFraction: gradePct / 100,
    rollingFraction: rollingPct / 100,
    speedLimitKmh,
  }));
}

/** Makes legs, and keeps count of where their travel came from. */
class Ways {
  private given = 0;
  private computed = 0;

  constructor(private readonly classes: MineJson['truckClasses']) {}

  get source(): DurationSource {
    if (this.computed === 0) return 'given';
    return this.given === 0 ? 'physics' : 'given and physics';
  }

  legOf(json: JsonLeg, distanceKm: number, road: RoadProfile | undefined, load: 'loaded' | 'empty'): Leg {
    const computed = road !== undefined && isComputed(json) ? this.computedWays(road, load) : null;
    if (computed) this.computed += 1;
    else this.given += 1;
    const { travelMin, speedKmH, fuelL } = json;
    return {
      travelMeansMin: this.classes.map(({ id }, c) => {
        if (computed) return computed[c]!.travelMin;
        return travelMin === undefined ? (distanceKm / ofClass(speedKmH, id)) * 60 : ofClass(travelMin, id);
      }),
      travelSpread: spreadOf(json.travelSpread),
      fuelMeansL: this.classes.map(({ id }, c) =>
        fuelL === undefined ? (computed?.[c]!.fuelL ?? 0) : ofClass(fuelL, id),
      ),
      fuelSpread: spreadOf(json.fuelSpread),
      overtaking: json.overtaking,
    };
  }

  private computedWays(road: RoadProfile, load: 'loaded' | 'empty'): ComputedWay[] {
    return this.classes.map(({ physics, capacityT }) =>
      physics ? physicsWay(physics, load === 'loaded' ? capacityT : 0, road) : { travelMin: NaN, fuelL: NaN },
    );
  }
}

function ofClass(values: number | Record<string, number> | undefined, id: string): number {
  return typeof values === 'number' ? values : (values?.[id] ?? NaN);
}
