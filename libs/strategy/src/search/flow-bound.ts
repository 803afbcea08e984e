import { emptyLeg, loadedLeg, parkPlace, type CompiledMine } from '@mining-ops/haulage/run/compiled-mine.js';
import { DAY, DAY_FACTORS } from '@mining-ops/haulage/run/shift-day.js';

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
 * - What a weather can make faster counts at its fastest.
 * - A shift's effects are drawn once for all: given them the above holds, so it does on average over them. The mean of
 *   1/(Σ parts · effects) is at most the parts' mean of 1/effect (Jensen), σ²/μ² at most the largest of its parts'; what
 *   a load brings and burns counts at its best. A dispatcher, and so `latestMin`, knows nothing of them.
 */
export function boundOf(mine: CompiledMine): MineBound {
  const { trucks, loaders, legs, dumps, spreads } = mine;
  const fastest = fastestFactors(mine);
  const day = dayBounds(mine);
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
  const dumpingMin = (truck: number): number => dumps.meansMin[0]! * trucks.dumpingFactors[truck]!;
  const latestMin =
    mine.lastDumpMin -
    least(leastLoadingMin) -
    least(eachTruck.map((k) => travelMin(out, k))) -
    least(eachTruck.map(dumpingMin));
  const firstMin = eachTruck.map(
    (k) => mine.startLossMin + travelMin(start, k) * spreads.least[legs.travelSpreads[start]!]!,
  );
  const loadingSpread = Math.max(...eachLoader.map((l) => spreads.variances[loaders.loadingSpreads[l]!]!));
  const perTruck = eachTruck.map((k): TruckBound => {
    const parts = [
      { mean: leastLoadingMin[k]!, variance: loadingSpread, inverse: day.inverse[DAY.loading]! },
      {
        mean: travelMin(out, k),
        variance: spreads.variances[legs.travelSpreads[out]!]!,
        inverse: day.inverse[DAY.hauling]!,
      },
      {
        mean: dumpingMin(k),
        variance: spreads.variances[dumps.spreads[0]!]!,
        inverse: day.inverse[DAY.dumping]!,
      },
      {
        mean: travelMin(back, k),
        variance: spreads.variances[legs.travelSpreads[back]!]!,
        inverse: day.inverse[DAY.return]!,
      },
    ];
    const cycleMin = parts.reduce((sum, { mean }) => sum + mean, 0);
    const inverse = parts.reduce((sum, part) => sum + part.inverse * part.mean, 0) / cycleMin;
    const overshoot = day.differs
      ? Math.max(...parts.map(({ variance }) => variance))
      : parts.reduce((sum, part) => sum + part.variance * part.mean ** 2, 0) / cycleMin ** 2;
    return {
      loads: (Math.max(0, latestMin - firstMin[k]!) / cycleMin) * inverse + 1 + overshoot,
      payloadT:
        trucks.capacitiesT[k]! *
        trucks.payloadFactors[k]! *
        day.mostPayload *
        Math.max(...loaders.payloadMeans),
      fuelL:
        legs.fuelMeansL[out * legs.classes + trucks.classes[k]!]! *
        trucks.fuelFactors[k]! *
        fastest.fuel *
        day.leastFuel,
    };
  });
  const loaderLoads = (fleet: number): number => {
    const first = least(firstMin.slice(0, fleet));
    let sum = 0;
    for (const l of eachLoader) {
      const times = eachTruck.slice(0, fleet).map((k) => loadingMin(l, k));
      const longestMin =
        Math.max(...times) * spreads.most[loaders.loadingSpreads[l]!]! * fastest.slowestLoading;
      sum += (Math.max(0, latestMin - first) * day.inverse[DAY.loading]! + longestMin) / least(times);
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
} {
  if (!weather) return { travel: 1, loading: 1, slowestLoading: 1, fuel: 1 };
  const fastest = least([...weather.loadingFactors]);
  return {
    travel: least([...weather.travelFactors]),
    loading: fastest,
    slowestLoading: Math.max(...weather.loadingFactors) / fastest,
    fuel: least([...weather.fuelFactors]),
  };
}

/** What the effects of the mine's shifts can do to the bounds. */
function dayBounds({ shiftEffects }: CompiledMine): {
  /** Whether there are any. */
  readonly differs: boolean;
  /** Mean of 1/effect, in the order of `DAY`. */
  readonly inverse: Float64Array;
  readonly mostPayload: number;
  readonly leastFuel: number;
} {
  const shifts = shiftEffects.length / DAY_FACTORS;
  const inverse = new Float64Array(DAY_FACTORS).fill(shifts === 0 ? 1 : 0);
  let [mostPayload, leastFuel] = shifts === 0 ? [1, 1] : [0, Infinity];
  for (let at = 0; at < shiftEffects.length; at += DAY_FACTORS) {
    for (let i = 0; i < DAY_FACTORS; i += 1) inverse[i]! += 1 / shiftEffects[at + i]! / shifts;
    mostPayload = Math.max(mostPayload, shiftEffects[at + DAY.payload]!);
    leastFuel = Math.min(leastFuel, shiftEffects[at + DAY.fuel]!);
  }
  return { differs: shifts > 0, inverse, mostPayload, leastFuel };
}

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity);
