import type { QueueFigures } from '@mining-ops/jobs/client/queue-figures.js';
import type { ProcessMetrics } from '@mining-ops/platform/metrics/process-metrics.js';
import { Gauge } from 'prom-client';

/**
 * The queues as they stand when somebody asks. While Redis is away only that is said: old numbers would look like new
 * ones.
 */
export function exposeQueues(
  metrics: ProcessMetrics,
  figures: () => Promise<readonly QueueFigures[]>,
  now: () => number = Date.now,
): void {
  const registers = [metrics.registry];
  const redisUp = new Gauge({
    name: 'mining_ops_redis_up',
    help: '1 where Redis answers, 0 where it does not',
    registers,
  });
  const jobs = new Gauge({
    name: 'mining_ops_queue_jobs',
    help: 'Jobs of a queue by state; completed and failed ones as long as they are kept',
    labelNames: ['queue', 'state'],
    registers,
  });
  const oldestS = new Gauge({
    name: 'mining_ops_queue_oldest_waiting_seconds',
    help: 'How long the job has waited that is next and that no worker has begun; 0 where none waits',
    labelNames: ['queue'],
    registers,
  });
  const workers = new Gauge({
    name: 'mining_ops_queue_workers',
    help: 'Processes that take jobs from a queue',
    labelNames: ['queue'],
    registers,
  });
  metrics.beforeScrape(async () => {
    for (const gauge of [jobs, oldestS, workers]) gauge.reset();
    try {
      for (const { queue, jobs: byState, oldestWaitingMs, workers: processes } of await figures()) {
        for (const [state, count] of Object.entries(byState)) jobs.set({ queue, state }, count);
        oldestS.set({ queue }, oldestWaitingMs === null ? 0 : Math.max(0, now() - oldestWaitingMs) / 1_000);
        workers.set({ queue }, processes);
      }
      redisUp.set(1);
    } catch (error) {
      redisUp.set(0);
      throw error;
    }
  });
}
