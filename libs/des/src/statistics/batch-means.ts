import { confidenceInterval, type ConfidenceInterval } from './confidence-interval.js';
import { Tally } from './tally.js';

/** Batches of one series: few enough to be long, enough for Student's t (Schmeiser 1982: 10 to 30 suffice). */
const BATCHES = 20;
/** One-sided 95% point of the standard normal. */
const Z_95 = 1.645;

export interface BatchMeans {
  readonly interval: ConfidenceInterval;
  /** Observations a batch; those that fill no batch are left out from the start of the series. */
  readonly batchSize: number;
  /** Correlation of a batch mean with the next. */
  readonly lag1: number;
  /** True where `lag1` is no more than independent batches show in 95% of cases; else the interval is too narrow. */
  readonly independent: boolean;
}

/**
 * Confidence interval of the mean of one long, steady, correlated series: it is cut into 20 batches whose means are
 * taken as independent. That is checked by their lag-1 correlation, which is about normal with the variance 1/20 where
 * they are (von Neumann; Law, Simulation Modeling and Analysis, section 9.5): above 1.645/√20 the series is too short.
 *
 * @param series observations after the warm-up, in order of time, at equal weight; at least 20
 * @param level probability in (0, 1)
 * @throws RangeError for a shorter series or another level
 */
export function batchMeans(series: ArrayLike<number>, level: number): BatchMeans {
  const batchSize = Math.floor(series.length / BATCHES);
  if (batchSize < 1)
    throw new RangeError(`series must have at least ${BATCHES} observations, got ${series.length}`);
  const start = series.length - BATCHES * batchSize;
  const means = new Float64Array(BATCHES);
  const tally = new Tally();
  for (let batch = 0; batch < BATCHES; batch += 1) {
    let sum = 0;
    for (let i = 0; i < batchSize; i += 1) sum += series[start + batch * batchSize + i]!;
    means[batch] = sum / batchSize;
    tally.add(means[batch]!);
  }
  const lag1 = lag1Correlation(means);
  return {
    interval: confidenceInterval(tally, level),
    batchSize,
    lag1,
    independent: lag1 <= Z_95 / Math.sqrt(BATCHES),
  };
}

/** Σ(yᵢ − ȳ)(yᵢ₊₁ − ȳ)/Σ(yᵢ − ȳ)²; 0 where all values are the same. */
function lag1Correlation(values: Float64Array): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  let products = 0;
  let squares = 0;
  values.forEach((value, i) => {
    squares += (value - mean) ** 2;
    if (i > 0) products += (value - mean) * (values[i - 1]! - mean);
  });
  return squares > 0 ? products / squares : 0;
}
