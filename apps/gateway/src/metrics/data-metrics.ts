import type { SnapshotStoreStatus } from '@mining-ops/fleet-data/snapshot-store.js';
import type { ProcessMetrics } from '@mining-ops/platform/metrics/process-metrics.js';
import { Gauge } from 'prom-client';

/** The mine's tables as they are served when somebody asks. */
export function exposeData(metrics: ProcessMetrics, status: () => SnapshotStoreStatus): void {
  const registers = [metrics.registry];
  const rows = new Gauge({
    name: 'mining_ops_data_rows',
    help: 'Rows of a table that are used',
    labelNames: ['table'],
    registers,
  });
  const setAside = new Gauge({
    name: 'mining_ops_data_rows_set_aside',
    help: 'Rows of a table that cannot be used; logs/quarantine lists them',
    labelNames: ['table'],
    registers,
  });
  const loadedAtS = new Gauge({
    name: 'mining_ops_data_snapshot_timestamp_seconds',
    help: 'When the data that are served were read, in seconds since 1970',
    registers,
  });
  const stale = new Gauge({
    name: 'mining_ops_data_stale',
    help: '1 where the files have a problem, so that older data are served, else 0',
    registers,
  });
  metrics.beforeScrape(() => {
    const { state, loadedAtMs, tables } = status();
    stale.set(state === 'ok' ? 0 : 1);
    if (loadedAtMs !== null) loadedAtS.set(loadedAtMs / 1_000);
    for (const [table, { rowsUsed, setAside: unusable }] of Object.entries(tables ?? {})) {
      rows.set({ table }, rowsUsed);
      setAside.set({ table }, unusable);
    }
  });
}
