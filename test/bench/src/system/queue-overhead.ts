import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { JobClient } from '@mining-ops/jobs/client/job-client.js';
import { EmergencyStop } from '@mining-ops/local/processes/emergency-stop.js';
import { thisMachine } from '@mining-ops/local/redis/machine.js';
import { provideRedis } from '@mining-ops/local/redis/provide-redis.js';
import { processEnvironment, withoutOwnVariables } from '@mining-ops/platform/config.js';
import { quantile, type Benchmark } from '../result.js';
import { idleJob } from './idle-job.js';

const WARM_UP = 200;
const JOBS = 2_000;
const MOST_MS = 5;

/** From putting a job without work into the queue to hearing its result, with the worker in another process. */
export const queueOverhead: Benchmark = {
  name: 'strategy/queue-overhead',
  run: () =>
    withRedis(async (redisUrl) => {
      const worker = fork(fileURLToPath(new URL('./idle-worker.js', import.meta.url)), [redisUrl, 'bench']);
      const client = await JobClient.open([idleJob], {
        redisUrl,
        prefix: 'bench',
        keep: { ageS: 60, count: 100 },
        onError: () => undefined,
      });
      try {
        await once(worker, 'message');
        const roundTrip = async (number: number): Promise<number> => {
          const startMs = performance.now();
          const request = { idempotencyKey: null, request: { number } };
          const { jobId } = await client.enqueue(idleJob, { number }, request);
          const ended = await client.waitFor(idleJob, jobId, 10_000);
          if (ended.outcome !== 'completed') throw new Error(`an idle job ${ended.outcome}`);
          return performance.now() - startMs;
        };
        for (let number = 0; number < WARM_UP; number += 1) await roundTrip(number);
        const timesMs: number[] = [];
        for (let number = 0; number < JOBS; number += 1) timesMs.push(await roundTrip(number));
        const p50 = quantile(timesMs, 0.5);
        return {
          name: 'strategy/queue-overhead',
          unit: 'ms (p50)',
          value: p50,
          ratios: {},
          target: `p50 below ${MOST_MS} ms`,
          met: p50 < MOST_MS,
          notes: [`p95 ${quantile(timesMs, 0.95).toFixed(1)} ms of ${JOBS}`],
        };
      } finally {
        await client.close();
        worker.disconnect();
        await once(worker, 'exit');
      }
    }),
};

async function withRedis<T>(run: (redisUrl: string) => Promise<T>): Promise<T> {
  const emergency = new EmergencyStop();
  const killAll = (): void => {
    emergency.killAll();
  };
  process.on('exit', killAll);
  const folder = await mkdtemp(path.join(tmpdir(), 'mining-ops-bench-'));
  const { signal } = new AbortController();
  try {
    const redis = await provideRedis({
      machine: thisMachine(withoutOwnVariables(processEnvironment()), signal),
      folder: path.join(folder, 'redis'),
      logFile: path.join(folder, 'redis.log'),
      emergency,
      urlIsAWay: false,
      report: () => undefined,
      signal,
    });
    try {
      return await run(redis.url);
    } finally {
      await redis.stop();
    }
  } finally {
    process.off('exit', killAll);
    await rm(folder, { recursive: true, force: true });
  }
}
