import { SnapshotStore } from '@mining-ops/fleet-data/snapshot-store.js';
import { strategyJob } from '@mining-ops/jobs/definitions/strategy-job.js';
import { startWorkerService } from '@mining-ops/jobs/worker/worker-service.js';
import { onShutdown, signalReady } from '@mining-ops/platform/process-lifecycle.js';
import { runService } from '@mining-ops/platform/run-service.js';
import { StrategyHandler } from './strategy-handler.js';
import { ThreadPool } from './thread-pool.js';

/** Jobs in progress get this long to end at shutdown; then they go back to the queue. */
const GRACE_MS = 1_500;

await runService('simulator', async (config, logger) => {
  const { dataDir, simulatorThreads: threads, simulatorConcurrency: concurrency } = config;

  // The gateway writes the quarantine files; one process is enough.
  const store = new SnapshotStore({ dataDir, quarantineDir: null });
  onShutdown(() => store.close(), { logger });
  const pool = new ThreadPool(threads, new URL('./thread.js', import.meta.url).href);
  onShutdown(() => pool.close(), { logger });
  await store.current();
  store.watch();

  const handler = new StrategyHandler({
    currentSnapshot: () => store.current(),
    threads,
    simulate: (task) => pool.run(task),
    now: () => performance.now(),
  });
  await startWorkerService(
    strategyJob,
    (question, context) => handler.handle(question, context),
    { service: 'simulator', concurrency, graceMs: GRACE_MS },
    config,
    logger,
  );
  logger.info({ threads, concurrency }, 'simulator ready');
  signalReady({ threads });
});
