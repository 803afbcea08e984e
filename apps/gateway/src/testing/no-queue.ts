import { JobClient } from '@mining-ops/jobs/client/job-client.js';

/** Stands where the queue would, for routes that must not need one: any use of it is a defect. */
export function noQueue(): JobClient {
  return Object.create(JobClient.prototype) as JobClient;
}
