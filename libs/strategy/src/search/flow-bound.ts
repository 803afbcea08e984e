import { emptyLeg, loadedLeg, parkPlace, type CompiledMine } from '@mining-ops/haulage/run/compiled-mine.js';

/** What a truck does at best in a shift. */
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
}

/**
 * Bounds of the expected loads of a shift, whatever the dispatch rule. They hold, they are no estimates:
 *
 * - A load begins no later than `latestMin`, when it could just be expected to be dumped in time by the fastest truck.
 * - A **truck**'s loads begin at least a cycle apart, and waiting, breakdowns and shared roads only add to it. Cycles
 *   without them are independent with mean μ and variance σ², so the expected number that begin by `latestMin` is at
 *   most (latestMin − first)/μ + 1 + σ²/μ² (Wald's equation with Lorden's bound of the overshoot, 1970).
 * - A **loader** loads one truck at a time. With μ the least mean of a loading and `longest` the longest there is, at
 *   most (latestMin − first + longest)/μ are expected to begin (Wald).
 * - What a weather or a shift can make faster counts at its fastest.
 */
export function boundOf(mine: CompiledMine): MineBound {
  const { trucks, loaders, legs, dumps, spreads } = mine;
  const fastest = fastestFactors(mine);
  const [out, back] = [loadedLeg(mine, 0, 0), emptyLeg(mine, 0, 0)];
  const start = emptyLeg(mine, parkPlace(mine), 0);
  const travelMin = (leg: number, truck: number): number =>
    legs.travelMeansMin[leg * legs.classes + trucks.classes[truck]!]! *
    trucks.travelFactors[truck]! *
    fastest.travel;
  const loadingMin = (loader: number, truck: number): number =>
    loaders.meansMin[loader * legs.classes + trucks.classes[truck]!]! *
    trucks.loadingFactors[truck]! *
    fastest.loading;
  const eachLoader = Array.from({ length: loaders.count }, (_, l) => l);
  const eachTruck = Array.from({ length: trucks.count }, (_, k) => k);
  const leastLoadingMin = eachTruck.map((k) => least(eachLoader.map((l) => loadingMin(l, k))));
  const dumpingMin = dumps.meansMin[0]!;
  const latestMin =
    mine.lastDumpMin - least(leastLoadingMin) - least(eachTruck.map((k) => travelMin(out, k))) - dumpingMin;
  const firstMin = eachTruck.map(
    (k) => mine.startLossMin + travelMin(start, k) * spreads.least[legs.travelSpreads[start]!]!,
  );
  const loadingSpread = Math.max(...eachLoader.map((l) => spreads.variances[loaders.loadingSpreads[l]!]!));
  const perTruck = eachTruck.map((k): TruckBound => {
    const parts = [
      { mean: leastLoadingMin[k]!, variance: loadingSpread },
      { mean: travelMin(out, k), variance: spreads.variances[legs.travelSpreads[out]!]! },
      { mean: dumpingMin, variance: spreads.variances[dumps.spreads[0]!]! },
      { mean: travelMin(back, k), variance: spreads.variances[legs.travelSpreads[back]!]! },
    ];
    const cycleMin = parts.reduce((sum, { mean }) => sum + mean, 0);
    const variance = parts.reduce((sum, part) => sum + part.variance * part.mean ** 2, 0);
    return {
      loads: Math.max(0, (latestMin - firstMin[k]!) / cycleMin + 1 + variance / cycleMin ** 2),
      payloadT:
        trucks.capacitiesT[k]! *
        trucks.payloadFactors[k]! *
        fastest.payload *
        Math.max(...loaders.payloadMeans),
      fuelL:
        legs.fuelMeansL[out * legs.classes + trucks.classes[k]!]! * trucks.fuelFactors[k]! * fastest.fuel,
    };
  });
  const loaderLoads = (fleet: number): number => {
    const first = least(firstMin.slice(0, fleet));
    let sum = 0;
    for (const l of eachLoader) {
      const times = eachTruck.slice(0, fleet).map((k) => loadingMin(l, k));
      const longestMin =
        Math.max(...times) * spreads.most[loaders.loadingSpreads[l]!]! * fastest.slowestLoading;
      sum += Math.max(0, (latestMin - first + longestMin) / least(times));
    }
    return sum;
  };
  return { trucks: perTruck, loaderLoads };
}

/** The smallest factors that the weather may put on a mean, and the largest on what must not be too small. */
function fastestFactors({ weather }: CompiledMine): {
  travel: number;
  loading: number;
  slowestLoading: number;
  fuel: number;
  payload: number;
} {
  if (!weather) return { travel: 1, loading: 1, slowestLoading: 1, fuel: 1, payload: 1 };
  const fastest = least([...weather.loadingFactors]);
  return {
    travel: least([...weather.travelFactors]),
    loading: fastest,
    slowestLoading: Math.max(...weather.loadingFactors) / fastest,
    fuel: least([...weather.fuelFactors]),
    payload: 1,
  };
}

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity);
