import type { CompiledTrucks } from './compiled-mine.js';

/**
 * Mean over a fleet of something that each class has a value of.
 *
 * @param values [row · classes + class]
 * @param weights one factor a truck, or null for 1
 */
export function fleetMean(
  trucks: Pick<CompiledTrucks, 'count' | 'classes'>,
  values: Float64Array,
  row: number,
  classes: number,
  weights: Float64Array | null,
): number {
  let sum = 0;
  for (let truck = 0; truck < trucks.count; truck += 1)
    sum += values[row * classes + trucks.classes[truck]!]! * (weights === null ? 1 : weights[truck]!);
  return sum / trucks.count;
}

/** Mean travel of each leg over a fleet, min. */
export function legMeansMin(
  trucks: CompiledTrucks,
  travelMeansMin: Float64Array,
  legs: number,
  classes: number,
): Float64Array {
  return Float64Array.from({ length: legs }, (_, leg) =>
    fleetMean(trucks, travelMeansMin, leg, classes, trucks.travelFactors),
  );
}

/** Mean dumping time of each dump over a fleet, min. */
export function dumpMeansMin(
  { count, dumpingFactors }: Pick<CompiledTrucks, 'count' | 'dumpingFactors'>,
  meansMin: Float64Array,
): Float64Array {
  let sum = 0;
  for (let truck = 0; truck < count; truck += 1) sum += dumpingFactors[truck]!;
  return meansMin.map((mean) => (mean * sum) / count);
}

/** Mean loading time of each station over its loaders and a fleet, min. */
export function stationMeansMin(
  trucks: CompiledTrucks,
  loaderMeansMin: Float64Array,
  firstLoaders: Int32Array,
  classes: number,
): Float64Array {
  return Float64Array.from({ length: firstLoaders.length - 1 }, (_, station) => {
    const [first, end] = [firstLoaders[station]!, firstLoaders[station + 1]!];
    let sum = 0;
    for (let loader = first; loader < end; loader += 1)
      sum += fleetMean(trucks, loaderMeansMin, loader, classes, trucks.loadingFactors);
    return sum / (end - first);
  });
}
