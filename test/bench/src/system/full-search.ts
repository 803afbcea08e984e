import { z } from 'zod';
import { median, type Benchmark } from '../result.js';
import { withSystem } from './bench-system.js';
import { wholeMine } from './questions.js';

const ROUNDS = 9;
const MOST_MS = 4_000;
const LEAST_CANDIDATES = 2_000;

const answerSchema = z.object({
  top_3_strategies: z.array(
    z.record(
      z.string(),
      z.object({
        DETAIL: z.object({
          search: z.object({
            selection: z.object({ reached: z.boolean(), probability: z.number(), replications: z.int() }),
            candidates: z.object({ considered: z.int() }),
          }),
        }),
      }),
    ),
  ),
});

/** Form B without a target: every way to staff the sample mine's shift, until the choice is as sure as asked. */
export const fullSearch: Benchmark = {
  name: 'strategy/full-search',
  run: () =>
    withSystem({}, async (system) => {
      const ask = async (seed: number) => {
        const { durationMs, body } = await system.ask(wholeMine(seed));
        const found = Object.values(answerSchema.parse(body).top_3_strategies[0] ?? {})[0]?.DETAIL.search;
        if (!found) throw new Error('an answer without an option');
        return { durationMs, ...found };
      };
      await ask(-1);
      const searches: Awaited<ReturnType<typeof ask>>[] = [];
      for (let seed = 1; seed <= ROUNDS; seed += 1) searches.push(await ask(seed));
      const timesMs = searches.map(({ durationMs }) => durationMs);
      const considered = Math.min(...searches.map(({ candidates }) => candidates.considered));
      const reached = searches.every(({ selection }) => selection.reached);
      const replications = median(searches.map(({ selection }) => selection.replications));
      return {
        name: 'strategy/full-search',
        unit: 'ms',
        value: median(timesMs),
        ratios: {},
        target: `sure within ${MOST_MS} ms, of at least ${LEAST_CANDIDATES} candidates`,
        met: reached && considered >= LEAST_CANDIDATES && median(timesMs) < MOST_MS,
        notes: [
          `${considered} candidates, ${replications} shifts, slowest of ${ROUNDS} ${Math.round(Math.max(...timesMs))} ms`,
        ],
      };
    }),
};
