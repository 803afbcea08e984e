import { bytesBenchmark } from './bytes-benchmark.js';
import { T6, T6_PER_MIN, T7, T7_PER_MIN } from './closed-network.js';
import { haulageCycles } from './haulage-cycles.js';
import { kernelBenchmark } from './kernel-benchmark.js';
import { besideStrategies } from './learning/beside-strategies.js';
import { boostingBenchmark } from './learning/boosting-benchmark.js';
import { forestPrediction } from './learning/forest-prediction.js';
import { preparation } from './learning/preparation.js';
import type { Benchmark } from './result.js';
import { fairness } from './system/fairness.js';
import { fullSearch } from './system/full-search.js';
import { modelSwaps } from './system/model-swaps.js';
import { queueOverhead } from './system/queue-overhead.js';
import { scaling } from './system/scaling.js';
import { strategyRequest } from './system/strategy-request.js';
import { tracingCost } from './system/tracing-cost.js';

/** Every benchmark, in the order in which they run. */
export const BENCHMARKS: readonly Benchmark[] = [
  kernelBenchmark('kernel/T6', T6, T6_PER_MIN),
  kernelBenchmark('kernel/T7', T7, T7_PER_MIN),
  bytesBenchmark('kernel/bytes-per-cycle', './count-kernel-bytes.js'),
  haulageCycles,
  bytesBenchmark('haulage/bytes-per-cycle', './count-haulage-bytes.js'),
  strategyRequest,
  tracingCost,
  fullSearch,
  queueOverhead,
  scaling,
  fairness,
  modelSwaps,
  boostingBenchmark('learning/boosting-100k', 100_000, 5, 2),
  boostingBenchmark('learning/boosting-1M', 1_000_000, 3, 4),
  forestPrediction,
  besideStrategies,
  preparation,
];
