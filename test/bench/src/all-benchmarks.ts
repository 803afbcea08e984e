import { haulageBytes } from './haulage-bytes.js';
import { haulageCycles } from './haulage-cycles.js';
import { kernelBenchmark } from './kernel-benchmark.js';
import type { Benchmark } from './result.js';

/** Every benchmark, in the order in which they run. Networks and throughputs are those of TRUTHS T6 and T7. */
export const BENCHMARKS: readonly Benchmark[] = [
  kernelBenchmark('kernel/T6', { trucks: 30, loaders: 3, bays: 2 }, 0.97573),
  kernelBenchmark('kernel/T7', { trucks: 150, loaders: 15, bays: 10 }, 4.99881),
  haulageCycles,
  haulageBytes,
];
