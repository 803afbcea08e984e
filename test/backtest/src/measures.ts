import type { CycleHistory } from '@mining-ops/haulage/calibration/cycle-history.js';

/** What is compared, in the order of the report. */
export const MEASURES = ['cycleMin', 'payloadT', 'fuelLPerT', 'queueMin'] as const;
export type Measure = (typeof MEASURES)[number];

/** Means over the trips of one shift; litres per tonne is all litres over all tonnes. NaN where nothing is known. */
export type ShiftMeans = Readonly<Record<Measure, number>>;

export const MEASURE_NAMES: Readonly<Record<Measure, string>> = {
  cycleMin: 'cycle time, min',
  payloadT: 'tonnes per trip',
  fuelLPerT: 'litres per tonne',
  queueMin: 'queue time, min',
};

/** The means of recorded trips. A trip counts for a measure where all that the measure needs was recorded. */
export function recordedMeans(trips: CycleHistory): ShiftMeans {
  const cycleMin = trips.queueMin.map(
    (queueMin, i) =>
      queueMin +
      at(trips.loadingMin, i) +
      at(trips.haulingMin, i) +
      at(trips.dumpingMin, i) +
      at(trips.returnMin, i),
  );
  const isBoth = trips.fuelL.map((fuelL, i) => fuelL + at(trips.payloadT, i));
  const known = (column: Float64Array): Float64Array => column.filter((_, i) => !Number.isNaN(at(isBoth, i)));
  return {
    cycleMin: mean(cycleMin),
    payloadT: mean(trips.payloadT),
    fuelLPerT: sum(known(trips.fuelL)) / sum(known(trips.payloadT)),
    queueMin: mean(trips.queueMin),
  };
}

/** Mean of what is known; NaN where nothing is. */
export function mean(values: Float64Array): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.length === 0 ? NaN : sum(known) / known.length;
}

function sum(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0);
}

function at(column: Float64Array, i: number): number {
  return column[i] ?? NaN;
}
