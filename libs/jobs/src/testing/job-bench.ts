import { randomUUID } from 'node:crypto';
import { ProcessMetrics } from '@mining-ops/platform/metrics/process-metrics.js';
import { testRedisUrl } from '@mining-ops/platform/testing/test-redis.js';
import { z } from 'zod';
import { JobClient } from '../client/job-client.js';
import { defineJob, type AnyJobDefinition, type JobDefinition } from '../definitions/job-definition.js';
import type { JobHandler } from '../worker/job-handler.js';
import { JobMetrics } from '../worker/job-metrics.js';
import { startJobWorker, type RunningWorker } from '../worker/job-worker.js';

/** A kind of job for tests: doubles a number. */
export const doublingJob = defineJob({
  queue: 'doublings',
  name: 'double',
  idPrefix: 'dbl',
  payload: z.object({ value: z.number().int() }),
  result: z.object({ doubled: z.number() }),
  attempts: 3,
  backoffMs: 10,
});

/** A kind of job for tests that has children: adds up numbers that its children double. */
export const summingJob = defineJob({
  queue: 'sums',
  name: 'sum',
  idPrefix: 'sum',
  payload: z.object({ values: z.array(z.number()) }),
  result: z.object({ sum: z.number() }),
  attempts: 3,
  backoffMs: 10,
});

type DoublingHandler = JobHandler<{ value: number }, { doubled: number }>;

export const double: DoublingHandler = ({ value }) => Promise.resolve({ doubled: 2 * value });

/** Clients and workers on a queue prefix of their own; whatever a test opens here is closed by `close`. */
export class JobBench {
  /** Of the workers that it starts. */
  version = '';
  /** In braces, as on a Redis Cluster: everything has to work with those, too. */
  readonly prefix = `{jobs-${randomUUID()}}`;
  readonly log: { readonly level: string; readonly details: object; readonly message: string }[] = [];
  /** Of all its workers. */
  readonly metrics = new ProcessMetrics({ warn: () => undefined });
  private readonly jobMetrics = new JobMetrics(this.metrics);
  private readonly clients: JobClient[] = [];
  private readonly workers: RunningWorker[] = [];

  async client(
    redisUrl = testRedisUrl(),
    keep = { ageS: 60, count: 100 },
    definitions: readonly AnyJobDefinition[] = [doublingJob, summingJob],
  ): Promise<JobClient> {
    const options = { redisUrl, prefix: this.prefix, keep, onError: () => undefined };
    const client = await JobClient.open(definitions, options);
    this.clients.push(client);
    return client;
  }

  async worker(handler: DoublingHandler, concurrency = 1): Promise<RunningWorker> {
    return await this.workOn(doublingJob, handler, concurrency);
  }

  async workOn<Payload extends z.ZodType, Result extends z.ZodType>(
    definition: JobDefinition<Payload, Result>,
    handler: JobHandler<z.infer<Payload>, z.input<Result>>,
    concurrency = 1,
  ): Promise<RunningWorker> {
    const note = (level: string) => (details: object, message: string) => {
      this.log.push({ level, details, message });
    };
    const worker = await startJobWorker(definition, handler, {
      redisUrl: testRedisUrl(),
      prefix: this.prefix,
      service: 'bench',
      concurrency,
      keepS: 60,
      version: this.version,
      metrics: this.jobMetrics,
      log: { info: note('info'), warn: note('warn'), error: note('error') },
    });
    this.workers.push(worker);
    return worker;
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.splice(0).map((worker) => worker.close(0)));
    await Promise.all(this.clients.splice(0).map((client) => client.close()));
  }
}

/** What a handler that a test holds in its hands waits for. */
export interface Gate {
  readonly opened: Promise<void>;
  open(): void;
}

export function gate(): Gate {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return {
    opened,
    open: () => {
      open();
    },
  };
}
