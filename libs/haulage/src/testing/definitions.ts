import { CERTAIN } from '../definition/variate.js';
import type { HaulageDefinition } from '../definition/haulage-definition.js';

/** A shift in which nothing varies: 8 h, 30 t trucks, load 3, haul 8, dump 1, return 8 min. For tests. */
export function certainShift(
  trucks: number,
  loaders: number,
  changes: Partial<HaulageDefinition> = {},
): HaulageDefinition {
  const certain = (mean: number): { mean: number; residuals: Float64Array } => ({ mean, residuals: CERTAIN });
  return {
    shift: { durationMin: 480, overrunMin: 0 },
    trucks: Array.from({ length: trucks }, (_, i) => ({ id: `T${i}`, capacityT: 30 })),
    loaders: Array.from({ length: loaders }, (_, i) => ({ id: `L${i}`, loadingMin: certain(3) })),
    haulingMin: certain(8),
    returnMin: certain(8),
    dump: { bays: 2, dumpingMin: certain(1) },
    payloadFraction: certain(0.9),
    tripFuelL: certain(10),
    idleFuelLPerMin: 0.1,
    delayProbability: 0,
    ...changes,
  };
}
