import { setTimeout as delay } from 'node:timers/promises';
import { median, quantile, type Benchmark } from '../result.js';
import { withSystem, type BenchSystem } from '../system/bench-system.js';
import { readmeRequest } from '../system/questions.js';

const ROUNDS = 6;
const REQUESTS = 60;
const WARM_UP = 20;
const MOST_TIMES = 1.25;
const POLL_MS = 100;
interface Training {
  readonly status: string;
  readonly progress: { readonly stage: string } | null;
}

/** Follows a training until something holds of it. @throws Error where it ends before */
async function until(system: BenchSystem, jobId: string, holds: (job: Training) => boolean): Promise<void> {
  for (;;) {
    const job = (await system.send('GET', `/v1/jobs/${jobId}`)).body as Training;
    if (holds(job)) return;
    if (!['waiting', 'active'].includes(job.status)) throw new Error(`the training is ${job.status}`);
    await delay(POLL_MS);
  }
}

/** Starts a training, runs `meanwhile` while it learns, and calls it off. @throws Error where it had ended before */
async function whileLearning(
  system: BenchSystem,
  seed: number,
  meanwhile: () => Promise<number[]>,
): Promise<number[]> {
  const { jobId } = (await system.post('/v1/trainings', { seed })).body as { jobId: string };
  await until(system, jobId, ({ progress }) => progress?.stage.startsWith('train ') ?? false);
  const times = await meanwhile();
  const { status } = (await system.send('GET', `/v1/jobs/${jobId}`)).body as Training;
  if (status !== 'active') throw new Error(`the training was ${status} before the questions were answered`);
  await system.send('DELETE', `/v1/jobs/${jobId}`);
  await until(system, jobId, (job) => job.status === 'cancelled');
  return times;
}

/**
 * The README's request while models are learned from the whole sample mine, and while not, in rounds that take turns.
 * Both 95th percentiles are of all rounds together.
 */
export const besideStrategies: Benchmark = {
  name: 'learning/beside-strategies',
  run: () =>
    withSystem({}, async (system) => {
      let seed = 0;
      const ask = async (count: number): Promise<number[]> => {
        const times: number[] = [];
        for (let i = 0; i < count; i += 1)
          times.push((await system.ask(readmeRequest((seed += 1)))).durationMs);
        return times;
      };
      await ask(WARM_UP);
      const alone: number[] = [];
      const beside: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        alone.push(...(await ask(REQUESTS)));
        beside.push(...(await whileLearning(system, round, () => ask(REQUESTS))));
      }
      const p95 = quantile(beside, 0.95);
      const ratio = p95 / quantile(alone, 0.95);
      return {
        name: 'learning/beside-strategies',
        unit: 'ms (p95)',
        value: p95,
        ratios: { 'without a training': ratio },
        target: `at most ${MOST_TIMES} × without`,
        met: ratio <= MOST_TIMES,
        notes: [`medians ${median(beside).toFixed(1)} and ${median(alone).toFixed(1)} ms without`],
      };
    }),
};
