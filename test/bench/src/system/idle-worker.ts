// A process that does idle jobs until its parent is gone: node idle-worker.js REDIS_URL PREFIX
import { startJobWorker } from '@mining-ops/jobs/worker/job-worker.js';
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
  log: { info: quiet, warn: quiet, error: quiet },
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
