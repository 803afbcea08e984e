import type { MineFlow } from '@mining-ops/haulage/kpi/match-factor.js';
import type { CompiledMine } from '@mining-ops/haulage/run/compiled-mine.js';
import type { ShiftResult } from '../economics/profit.js';

/**
 * Loads of a shift if nothing varied: the smallest of what the trucks, the loaders and the dump can do (asymptotic
 * bounds of closed queues, Lazowska et al. 1984, ch. 5). A truck that is on its way or waits at the dump at `lastDumpMin`
 * still dumps its load. An upper bound where the trucks are alike and the loaders are; else an estimate, good enough to
 * rank by.
 *
 * @param lastDumpMin the latest moment at which a load may be expected to be dumped, min
 */
export function flowLoads(flow: MineFlow, trucks: number, lastDumpMin: number): number {
  return Math.min(
    (trucks / flow.cycleMin) * lastDumpMin,
    flow.loadersPerMin * lastDumpMin,
    flow.dumpsPerMin * lastDumpMin + trucks,
  );
}

/** What a shift of the first `trucks` trucks would do if nothing varied, as far as money depends on the flow. */
export function flowShift(
  mine: CompiledMine,
  flow: MineFlow,
  trucks: number,
  durationMin: number,
): Pick<ShiftResult, 'productionT' | 'fuelL' | 'queueH' | 'incidents'> {
  const loads = flowLoads(flow, trucks, mine.lastDumpMin);
  const { capacitiesT, payloadFactors, fuelFactors, idleFuelLPerMin } = mine.trucks;
  const payloadT =
    meanOf(mine.loaders.payloadMeans) *
    meanOf(
      capacitiesT.map((t, i) => t * payloadFactors[i]!),
      trucks,
    );
  const tripFuelL = meanOf(mine.legs.fuelMeansL, mine.legs.classes) * meanOf(fuelFactors, trucks); // leg 0 is the loaded one
  const waitingMin = Math.max(0, trucks * durationMin - loads * flow.cycleMin);
  return {
    productionT: loads * payloadT,
    fuelL: loads * tripFuelL + waitingMin * meanOf(idleFuelLPerMin, trucks),
    queueH: waitingMin / 60,
    incidents: loads * mine.delayProbability,
  };
}

/** Mean of the first `count` values. */
function meanOf(values: Float64Array, count = values.length): number {
  return values.subarray(0, count).reduce((a, b) => a + b, 0) / count;
}
