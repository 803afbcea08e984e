import { quantile, type Benchmark } from '../result.js';
import { withSystem } from './bench-system.js';
import { readmeRequest } from './questions.js';

const WARM_UP = 20;
const REQUESTS = 200;
const MOST_MS = 150;

/** The README's request with 3 × 2 candidates and 100 replications each, end to end over HTTP, one after the other. */
export const strategyRequest: Benchmark = {
  name: 'strategy/request',
  run: () =>
    withSystem({}, async (system) => {
      for (let seed = 1; seed <= WARM_UP; seed += 1) await system.ask(readmeRequest(-seed));
      const timesMs: number[] = [];
      for (let seed = 1; seed <= REQUESTS; seed += 1)
        timesMs.push((await system.ask(readmeRequest(seed))).durationMs);
      const p95 = quantile(timesMs, 0.95);
      return {
        name: 'strategy/request',
        unit: 'ms (p95)',
        value: p95,
        ratios: {},
        target: `p95 below ${MOST_MS} ms`,
        met: p95 < MOST_MS,
        notes: [`p50 ${quantile(timesMs, 0.5).toFixed(1)} ms of ${REQUESTS}`],
      };
    }),
};
