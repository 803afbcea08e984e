// A process that does idle jobs until its parent is gone: node idle-worker.js REDIS_URL PREFIX
import { JobMetrics } from '@mining-ops/jobs/worker/job-metrics.js';
import { startJobWorker } from '@mining-ops/jobs/worker/job-worker.js';
import { ProcessMetrics } from '@mining-ops/platform/metrics/process-metrics.js';
import { idleJob } from './idle-job.js';

const [redisUrl = '', prefix = ''] = process.argv.slice(2);
const quiet = (): void => undefined;
await startJobWorker(idleJob, (payload) => Promise.resolve(payload), {
  redisUrl,
  prefix,
  service: 'idle',
  concurrency: 2,
  keepS: 60,
  version: '',
  metrics: new JobMetrics(new ProcessMetrics({ warn: quiet })),
  log: { info: quiet, warn: quiet, error: quiet },
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
