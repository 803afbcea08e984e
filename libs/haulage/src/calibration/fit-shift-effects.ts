import {
  NO_SHIFT_EFFECT,
  SHIFT_QUANTITIES,
  type ShiftEffects,
  type ShiftQuantity,
} from '../definition/shift-effect.js';
import { calibrate, loaderFactors, truckFactors, TYPICAL_PASSES, type Calibration } from './calibrate.js';
import type { CodeColumn, CycleHistory } from './cycle-history.js';
import { gather, gatherCodes } from './gather.js';
import { fittedMean } from './multiplicative-fit.js';

/** Parts of the history, each predicted from the others. */
const FOLDS = 5;
/** Fewer shifts say nothing of how shifts differ. */
const FEWEST_SHIFTS = 20;

/**
 * How far whole shifts were from what the rest of the history lets expect of them. Each fifth of the shifts is predicted
 * by a calibration of the other four, so that the effects hold what a calibration gets wrong of a shift that it has not
 * seen. A shift's mean ratio scatters by σ²/n from the chance of its n trips alone; that share is taken out again.
 *
 * @param shift of each cycle, in order of time
 * @returns empty where there are too few shifts to tell
 */
export function fitShiftEffects(history: CycleHistory, shift: CodeColumn): ShiftEffects {
  if (shift.levels < FEWEST_SHIFTS) return [];
  const ratios = outOfFoldRatios(history, shift);
  const effects = Array.from({ length: shift.levels }, () => ({ ...NO_SHIFT_EFFECT }));
  for (const quantity of SHIFT_QUANTITIES) {
    factorsOf(ratios[quantity], shift).forEach((factor, i) => {
      effects[i]![quantity] = factor;
    });
  }
  return effects;
}

type CycleRatios = Readonly<Record<ShiftQuantity, Float64Array>>;

/** Observed over expected of every cycle, expected by a calibration without that part of the history. */
function outOfFoldRatios(history: CycleHistory, shift: CodeColumn): CycleRatios {
  const column = (): Float64Array => new Float64Array(history.length).fill(NaN);
  const ratios = {
    loading: column(),
    hauling: column(),
    return: column(),
    dumping: column(),
    payload: column(),
    fuel: column(),
  };
  const foldOf = (row: number): number => Math.floor((shift.codes[row]! * FOLDS) / shift.levels);
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const rows = Array.from({ length: history.length }, (_, row) => row);
    const others = calibrate(
      pickCycles(
        history,
        rows.filter((row) => foldOf(row) !== fold),
      ),
    );
    for (const row of rows) {
      if (foldOf(row) !== fold) continue;
      const expected = expectedCycle(others, history, row);
      const observed = observedCycle(others, history, row);
      for (const quantity of SHIFT_QUANTITIES)
        ratios[quantity][row] = observed[quantity] / expected[quantity];
    }
  }
  return ratios;
}

type Cycle = Readonly<Record<ShiftQuantity, number>>;

function observedCycle({ idleFuelLPerMin }: Calibration, history: CycleHistory, row: number): Cycle {
  return {
    loading: history.loadingMin[row]!,
    hauling: history.haulingMin[row]!,
    return: history.returnMin[row]!,
    dumping: history.dumpingMin[row]!,
    payload: history.payloadT[row]! / history.truckCapacityT[row]!,
    fuel: history.fuelL[row]! - idleFuelLPerMin * history.queueMin[row]!,
  };
}

/** What a shift's definition would expect of the cycle (see `shiftDefinition`). */
function expectedCycle(calibration: Calibration, history: CycleHistory, row: number): Cycle {
  const code = ({ codes }: CodeColumn): number => codes[row]!;
  const [weather, road, loader] = [code(history.weather), code(history.road), code(history.loader)];
  const way = [weather, code(history.roadCondition), road];
  const km = history.tripDistanceKm[row]!;
  const [truckCode, operator] = [code(history.truck), code(history.operator)];
  const truck = truckFactors(calibration, truckCode, operator);
  const bucketM3 = history.bucketM3?.[row];
  const loaderCode = { code: loader, ...(bucketM3 === undefined ? {} : { bucketM3 }) };
  const under = loaderFactors(calibration, [loaderCode], history.truckCapacityT[row]!);
  return {
    loading:
      fittedMean(calibration.loadingMin, TYPICAL_PASSES, [loader, weather]) *
      truck.loadingFactor *
      under.loadingFactor,
    hauling: fittedMean(calibration.haulingMin, km, way) * truck.travelFactor,
    return: fittedMean(calibration.returnMin, km, way) * truck.travelFactor,
    dumping: fittedMean(calibration.dumpingMin, 0, [weather, road]) * truck.dumpingFactor,
    payload:
      fittedMean(calibration.payloadFraction, 0, [loader, -1, -1, weather]) *
      truck.payloadFactor *
      under.payloadFactor,
    fuel: fittedMean(calibration.tripFuelL, km, way) * truck.fuelFactor,
  };
}

/** A factor a shift, of mean 1 over the shifts. */
function factorsOf(ratios: Float64Array, shift: CodeColumn): Float64Array {
  const [sums, squares, counts] = [0, 1, 2].map(() => new Float64Array(shift.levels)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  ratios.forEach((ratio, row) => {
    const code = shift.codes[row]!;
    if (code < 0 || !Number.isFinite(ratio)) return;
    sums[code]! += ratio;
    squares[code]! += ratio * ratio;
    counts[code]! += 1;
  });
  const means = sums.map((sum, i) => (counts[i]! > 0 ? sum / counts[i]! : NaN));
  const known = means.filter((mean) => !Number.isNaN(mean));
  if (known.length === 0) return means.fill(1);
  const level = known.reduce((a, b) => a + b, 0) / known.length;
  const scatter = known.reduce((sum, mean) => sum + (mean - level) ** 2, 0) / known.length;
  // The scatter of a mean of n trips that comes from these trips' own chance, averaged over the shifts.
  let chance = 0;
  means.forEach((mean, i) => {
    const n = counts[i]!;
    if (n > 1) chance += (squares[i]! / n - mean * mean) / (n - 1) / known.length;
  });
  const keep = scatter > chance ? Math.sqrt((scatter - chance) / scatter) : 0;
  return means.map((mean) => (Number.isNaN(mean) ? 1 : 1 + (keep * (mean - level)) / level));
}

function pickCycles(history: CycleHistory, rows: readonly number[]): CycleHistory {
  const numbers = (column: Float64Array): Float64Array => gather(column, rows);
  const codes = ({ codes: column, levels }: CodeColumn): CodeColumn => ({
    codes: gatherCodes(column, rows),
    levels,
  });
  return {
    length: rows.length,
    loadingMin: numbers(history.loadingMin),
    haulingMin: numbers(history.haulingMin),
    dumpingMin: numbers(history.dumpingMin),
    returnMin: numbers(history.returnMin),
    queueMin: numbers(history.queueMin),
    tripDistanceKm: numbers(history.tripDistanceKm),
    roadDistanceKm: numbers(history.roadDistanceKm),
    payloadT: numbers(history.payloadT),
    truckCapacityT: numbers(history.truckCapacityT),
    ...(history.bucketM3 ? { bucketM3: numbers(history.bucketM3) } : {}),
    fuelL: numbers(history.fuelL),
    delayed: numbers(history.delayed),
    weather: codes(history.weather),
    roadCondition: codes(history.roadCondition),
    road: codes(history.road),
    loader: codes(history.loader),
    truck: codes(history.truck),
    operator: codes(history.operator),
  };
}
