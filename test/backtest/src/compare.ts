import { estimate } from '@mining-ops/des/statistics/estimate.js';
import { MEASURES, type Measure, type ShiftMeans } from './measures.js';
import type { SimulatedMeans } from './simulate-shift.js';
import { wilsonInterval95 } from './wilson-interval.js';

/** One recorded shift beside its simulation. */
export interface ComparedShift {
  readonly name: string;
  readonly trips: number;
  readonly trucks: number;
  readonly recorded: ShiftMeans;
  readonly simulated: Readonly<Record<Measure, Band>>;
}

/** What the replications of a shift say of a measure. */
export interface Band {
  readonly mean: number;
  readonly p10: number;
  readonly p90: number;
}

/** How well the simulation meets a measure over all shifts. */
export interface MeasureResult {
  readonly measure: Measure;
  readonly shifts: number;
  /** Mean over the shifts' means. */
  readonly recorded: number;
  readonly simulated: number;
  /** Simulated over recorded, in % above it. */
  readonly biasPct: number;
  /** Half the width of the 95% confidence interval of `biasPct`, from the shifts' own errors. */
  readonly biasHalfWidthPct: number;
  /** Mean absolute error of a shift's mean, in % of `recorded`. */
  readonly errorPct: number;
  /** Correlation of the shifts' recorded and simulated means. */
  readonly correlation: number;
  /** Share of shifts within their own P10–P90, and below and above it, %. */
  readonly coveragePct: number;
  /** 95% confidence interval of the coverage that so many shifts tell of, %: what chance alone may have done. */
  readonly coverageLowPct: number;
  readonly coverageHighPct: number;
  readonly belowPct: number;
  readonly abovePct: number;
  readonly isMeanMet: boolean;
  readonly isBandMet: boolean;
}

/** The targets; they are the product's promise and no option. */
export const MOST_BIAS_PCT = 5;
export const COVERAGE_PCT = { least: 70, most: 90 } as const;

export function bandsOf(simulated: SimulatedMeans): Readonly<Record<Measure, Band>> {
  const band = (measure: Measure): Band => {
    const { mean, p10, p90 } = estimate(simulated[measure]);
    return { mean, p10, p90 };
  };
  return {
    cycleMin: band('cycleMin'),
    payloadT: band('payloadT'),
    fuelLPerT: band('fuelLPerT'),
    queueMin: band('queueMin'),
  };
}

export function compareShifts(shifts: readonly ComparedShift[]): MeasureResult[] {
  return MEASURES.map((measure) => resultOf(measure, shifts));
}

function resultOf(measure: Measure, shifts: readonly ComparedShift[]): MeasureResult {
  const pairs = shifts
    .map(({ recorded, simulated }) => ({ recorded: recorded[measure], ...simulated[measure] }))
    .filter(({ recorded }) => !Number.isNaN(recorded));
  const column = (value: (pair: (typeof pairs)[number]) => number): Float64Array =>
    Float64Array.from(pairs, value);
  const sharePct = (is: (pair: (typeof pairs)[number]) => boolean): number =>
    (100 * pairs.filter(is).length) / pairs.length;
  const recorded = estimate(column((pair) => pair.recorded));
  const simulated = estimate(column((pair) => pair.mean));
  const errors = estimate(column((pair) => pair.mean - pair.recorded));
  const absolute = estimate(column((pair) => Math.abs(pair.mean - pair.recorded)));
  const biasPct = (100 * errors.mean) / recorded.mean;
  const coveragePct = sharePct((pair) => pair.recorded >= pair.p10 && pair.recorded <= pair.p90);
  const coverage = wilsonInterval95(Math.round((coveragePct * pairs.length) / 100), pairs.length);
  const covariance =
    (recorded.standardDeviation ** 2 + simulated.standardDeviation ** 2 - errors.standardDeviation ** 2) / 2;
  return {
    measure,
    shifts: pairs.length,
    recorded: recorded.mean,
    simulated: simulated.mean,
    biasPct,
    biasHalfWidthPct: (100 * errors.halfWidth95) / recorded.mean,
    errorPct: (100 * absolute.mean) / recorded.mean,
    correlation: covariance / (recorded.standardDeviation * simulated.standardDeviation),
    coveragePct,
    coverageLowPct: 100 * coverage.low,
    coverageHighPct: 100 * coverage.high,
    belowPct: sharePct((pair) => pair.recorded < pair.p10),
    abovePct: sharePct((pair) => pair.recorded > pair.p90),
    isMeanMet: Math.abs(biasPct) <= MOST_BIAS_PCT,
    isBandMet: coveragePct >= COVERAGE_PCT.least && coveragePct <= COVERAGE_PCT.most,
  };
}
