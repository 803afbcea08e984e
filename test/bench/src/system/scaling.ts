import { median, type Benchmark } from '../result.js';
import { withSystem, type BenchSystem } from './bench-system.js';
import { largerRequest } from './questions.js';

const ROUNDS = 5;
const ROUND_MS = 4_000;
/** Enough to keep two processes busy while answers travel. */
const CLIENTS = 8;
const LEAST = 1.7;

/** Answers per second of one and of two simulator processes of one thread each, in rounds that take turns. */
export const scaling: Benchmark = {
  name: 'strategy/scaling',
  run: () =>
    withSystem({ SIMULATOR_PROCESSES: '1', SIMULATOR_THREADS: '1' }, (one) =>
      withSystem({ SIMULATOR_PROCESSES: '2', SIMULATOR_THREADS: '1' }, async (two) => {
        let seed = 0;
        const throughput = async (system: BenchSystem, durationMs: number): Promise<number> => {
          const startMs = performance.now();
          let answers = 0;
          const client = async (): Promise<void> => {
            while (performance.now() - startMs < durationMs) {
              seed += 1;
              await system.ask(largerRequest(seed));
              answers += 1;
            }
          };
          await Promise.all(Array.from({ length: CLIENTS }, client));
          return answers / ((performance.now() - startMs) / 1_000);
        };
        for (const system of [one, two]) await throughput(system, ROUND_MS / 2);
        const perSecond: number[] = [];
        const ratios: number[] = [];
        for (let round = 0; round < ROUNDS; round += 1) {
          const alone = await throughput(one, ROUND_MS);
          const together = await throughput(two, ROUND_MS);
          perSecond.push(together);
          ratios.push(together / alone);
        }
        const ratio = median(ratios);
        return {
          name: 'strategy/scaling',
          unit: 'answers/s',
          value: median(perSecond),
          ratios: { 'one process': ratio },
          target: `at least ${LEAST} × one process`,
          met: ratio >= LEAST,
          notes: [],
        };
      }),
    ),
};
