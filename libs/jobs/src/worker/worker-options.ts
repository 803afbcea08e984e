import type { JobMetrics } from './job-metrics.js';

/** Where a worker writes its log. */
export interface WorkerLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

export interface WorkerOptions {
  readonly redisUrl: string;
  readonly prefix: string;
  /** Name under which the process gives signs of life. */
  readonly service: string;
  /** Jobs in progress at once in this process. */
  readonly concurrency: number;
  /** How long finished jobs, and so what is attached to them, are kept, s. */
  readonly keepS: number;
  /** Of what the answers depend on beside payload and data. */
  readonly version: string;
  readonly metrics: JobMetrics;
  readonly log: WorkerLog;
}
