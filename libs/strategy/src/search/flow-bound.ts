import { emptyLeg, loadedLeg, parkPlace, type CompiledMine } from '@mining-ops/haulage/run/compiled-mine.js';
import { DAY, DAY_FACTORS } from '@mining-ops/haulage/run/shift-day.js';

/**
 * What a truck does at best in a shift. Loads count by what they carry: one of 90% of the usual payload, on a bad day, is
 * 0.9 of a load.
 */
export interface TruckBound {
  /** No expected number of loads is above this. */
  readonly loads: number;
  /** Mean payload under the loader that fills it most, t. */
  readonly payloadT: number;
  /** Least mean fuel of a load, L. */
  readonly fuelL: number;
}

/** What the trucks and loaders of a mine with one pit and one dump can do at best. */
export interface MineBound {
  readonly trucks: readonly TruckBound[];
  /** No expected number of loads of all loaders together is above this, where the first n trucks work. */
  loaderLoads(trucks: number): number;
  /** Least expected number of delays or incidents that come with a load. */
  readonly incidents: number;
}

/** Factors on the means of a whole shift; what a shift's weather can make faster counts at its fastest. */
interface Day {
  readonly loading: number;
  readonly slowestLoading: number;
  readonly hauling: number;
  readonly returning: number;
  readonly dumping: number;
  readonly payload: number;
  readonly fuel: number;
}

/**
 * Bounds of the expected loads of a shift, whatever the dispatch rule. They hold, they are no estimates:
 *
 * - A load begins no later than `latestMin`, when it could just be expected to be dumped in time by the fastest truck.
 * - A **truck**'s loads begin at least a cycle apart, and waiting, breakdowns, refuelling and shared roads only add to
 *   it. Cycles without them are independent with mean μ and variance σ², so the expected number that begin by `latestMin`
 *   is at most (latestMin − first)/μ + 1 + σ²/μ² (Wald's equation with Lorden's bound of the overshoot, 1970).
 * - A **loader** loads one truck at a time. With μ the least mean of a loading and `longest` the longest there is, at
 *   most (latestMin − first + longest)/μ are expected to begin (Wald).
 * - Where whole shifts differ, the bounds hold for each kind of shift, and their mean for all.
 */
export function boundOf(mine: CompiledMine): MineBound {
  const { trucks, loaders, legs, dumps, spreads } = mine;
  const days = daysOf(mine);
  const [out, back] = [loadedLeg(mine, 0, 0), emptyLeg(mine, 0, 0)];
  const start = emptyLeg(mine, parkPlace(mine), 0);
  const weather = fastestWeather(mine);
  const travelMin = (leg: number, truck: number): number =>
    legs.travelMeansMin[leg * legs.classes + trucks.classes[truck]!]! *
    trucks.travelFactors[truck]! *
    weather.travel;
  const loadingMin = (loader: number, truck: number): number =>
    loaders.meansMin[loader * legs.classes + trucks.classes[truck]!]! * trucks.loadingFactors[truck]!;
  const eachLoader = Array.from({ length: loaders.count }, (_, l) => l);
  const eachTruck = Array.from({ length: trucks.count }, (_, k) => k);
  const leastLoadingMin = eachTruck.map((k) => least(eachLoader.map((l) => loadingMin(l, k))));
  const [outMin, backMin] = [
    eachTruck.map((k) => travelMin(out, k)),
    eachTruck.map((k) => travelMin(back, k)),
  ];
  const dumpingMin = eachTruck.map((k) => dumps.meansMin[0]! * trucks.dumpingFactors[k]!);
  const firstMin = eachTruck.map(
    (k) => mine.startLossMin + travelMin(start, k) * spreads.least[legs.travelSpreads[start]!]!,
  );
  const [leastLoad, leastOut, leastDump] = [least(leastLoadingMin), least(outMin), least(dumpingMin)];
  const latestMin = days.map(
    (day) =>
      mine.lastDumpMin -
      leastLoad * Math.min(weather.loading, day.loading) -
      leastOut * Math.min(1, day.hauling) -
      leastDump * Math.min(1, day.dumping),
  );
  const loadingSpread = Math.max(...eachLoader.map((l) => spreads.variances[loaders.loadingSpreads[l]!]!));
  const [outSpread, backSpread] = [
    spreads.variances[legs.travelSpreads[out]!]!,
    spreads.variances[legs.travelSpreads[back]!]!,
  ];
  const dumpingSpread = spreads.variances[dumps.spreads[0]!]!;
  const fullest = Math.max(...loaders.payloadMeans);
  const fuelToPayload = least(days.map(({ fuel, payload }) => fuel / payload));
  const loadsOf = (k: number): number => {
    const [loadMin, haulMin, dumpMin, homeMin] = [
      leastLoadingMin[k]!,
      outMin[k]!,
      dumpingMin[k]!,
      backMin[k]!,
    ];
    let sum = 0;
    for (let d = 0; d < days.length; d += 1) {
      const { loading, hauling, dumping, returning, payload } = days[d]!;
      const load = loadMin * loading;
      const haul = haulMin * hauling;
      const dump = dumpMin * dumping;
      const home = homeMin * returning;
      const cycle = load + haul + dump + home;
      const variance =
        loadingSpread * load * load +
        outSpread * haul * haul +
        dumpingSpread * dump * dump +
        backSpread * home * home;
      const loads = (latestMin[d]! - firstMin[k]!) / cycle + 1 + variance / (cycle * cycle);
      sum += payload * Math.max(0, loads);
    }
    return sum / days.length;
  };
  const loaderLoads = (fleet: number): number => {
    const first = least(firstMin.slice(0, fleet));
    let sum = 0;
    for (const l of eachLoader) {
      const times = eachTruck.slice(0, fleet).map((k) => loadingMin(l, k));
      const [fastest, slowest] = [
        least(times),
        Math.max(...times) * spreads.most[loaders.loadingSpreads[l]!]!,
      ];
      for (let d = 0; d < days.length; d += 1) {
        const { loading, slowestLoading, payload } = days[d]!;
        const spanMin = latestMin[d]! - first + slowest * slowestLoading;
        sum += payload * Math.max(0, spanMin / (fastest * loading));
      }
    }
    return sum / days.length;
  };
  return {
    trucks: eachTruck.map((k) => ({
      loads: loadsOf(k),
      payloadT: trucks.capacitiesT[k]! * trucks.payloadFactors[k]! * fullest,
      fuelL:
        legs.fuelMeansL[out * legs.classes + trucks.classes[k]!]! *
        trucks.fuelFactors[k]! *
        weather.fuel *
        fuelToPayload,
    })),
    loaderLoads,
    incidents: mine.delayProbability / Math.max(...days.map(({ payload }) => payload)),
  };
}

/** The kinds of shift that a run may be, all equally likely, with what the weather can make faster at its fastest. */
function daysOf(mine: CompiledMine): Day[] {
  const weather = fastestWeather(mine);
  const factors = mine.shiftEffects.length > 0 ? mine.shiftEffects : new Float64Array(DAY_FACTORS).fill(1);
  return Array.from({ length: factors.length / DAY_FACTORS }, (_, shift) => {
    const of = (place: number): number => factors[shift * DAY_FACTORS + place]!;
    return {
      loading: of(DAY.loading) * weather.loading,
      slowestLoading: of(DAY.loading) * weather.slowestLoading,
      hauling: of(DAY.hauling),
      returning: of(DAY.return),
      dumping: of(DAY.dumping),
      payload: of(DAY.payload),
      fuel: of(DAY.fuel),
    };
  });
}

/** The smallest factors that the weather may put on a mean, and the largest on what must not be too small. */
function fastestWeather({ weather }: CompiledMine): {
  travel: number;
  loading: number;
  slowestLoading: number;
  fuel: number;
} {
  if (!weather) return { travel: 1, loading: 1, slowestLoading: 1, fuel: 1 };
  return {
    travel: least([...weather.travelFactors]),
    loading: least([...weather.loadingFactors]),
    slowestLoading: Math.max(...weather.loadingFactors),
    fuel: least([...weather.fuelFactors]),
  };
}

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity);
