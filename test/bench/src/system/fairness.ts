import { median, type Benchmark } from '../result.js';
import { withSystem } from './bench-system.js';
import { largerRequest, readmeRequest } from './questions.js';

const CLIENTS = 20;
const ROUNDS = 5;
const MOST = 3;

/**
 * Twenty clients ask at the same moment; every fourth question is some six times as large as the others. The longest
 * wait over the median one.
 */
export const fairness: Benchmark = {
  name: 'strategy/fairness',
  run: () =>
    withSystem({}, async (system) => {
      let seed = 0;
      const round = async (): Promise<number> => {
        const waits = await Promise.all(
          Array.from({ length: CLIENTS }, async (_, client) => {
            seed += 1;
            const question = client % 4 === 0 ? largerRequest(seed) : readmeRequest(seed);
            return (await system.ask(question)).durationMs;
          }),
        );
        return Math.max(...waits) / median(waits);
      };
      await round();
      const ratios: number[] = [];
      for (let r = 0; r < ROUNDS; r += 1) ratios.push(await round());
      const ratio = median(ratios);
      return {
        name: 'strategy/fairness',
        unit: '× the median wait',
        value: ratio,
        ratios: {},
        target: `longest wait below ${MOST} × the median`,
        met: ratio < MOST,
        notes: [],
      };
    }),
};
