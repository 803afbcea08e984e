import path from 'node:path';
import { checkDrift } from '@mining-ops/drift/report/check-drift.js';
import { saveReport } from '@mining-ops/drift/report/report-store.js';
import { temporaryFolders } from '@mining-ops/fleet-data/testing/temporary-folder.js';
import { ProcessMetrics } from '@mining-ops/platform/metrics/process-metrics.js';
import { samplesOf } from '@mining-ops/platform/testing/metrics-text.js';
import { exposeDrift } from './drift-metrics.js';

const newFolder = temporaryFolders();

describe("drift's metrics", () => {
  it('are none without a report, and else what the newest one says', async () => {
    const logsDir = await newFolder();
    const metrics = new ProcessMetrics({ warn: () => undefined });
    exposeDrift(metrics, logsDir);
    const valueOf = async (name: string, labels: Record<string, string> = {}): Promise<number | undefined> =>
      samplesOf(await metrics.text()).find(
        (sample) =>
          sample.name === `mining_ops_drift_${name}` &&
          Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
      )?.value;
    expect(await valueOf('verdict')).toBeUndefined();

    const made = await checkDrift({
      ...{ id: 'one', logsDir, dataDir: logsDir, modelsDir: path.join(logsDir, 'none') },
      ...{ windowRows: 1_000, windowDays: 30, now: () => 5_000 },
    });
    const threshold = 0.1;
    await saveReport(logsDir, {
      ...made,
      verdict: 'drift',
      window: { ...made.window, rows: 321 },
      columns: [
        {
          ...{ name: 'distance', role: 'feature', kind: 'number', verdict: 'drift', reasons: [], test: null },
          effects: [
            { name: 'wasserstein-sd', value: 0.4, threshold },
            { name: 'psi', value: 0.05, threshold },
          ],
          missing: { reference: 0, current: 0, test: null, effect: null },
          ...{ neverSeen: [], distribution: [], summary: null },
        },
      ],
    });
    expect(await valueOf('verdict', { verdict: 'drift' })).toBe(1);
    expect(await valueOf('verdict', { verdict: 'stable' })).toBe(0);
    expect(await valueOf('window_rows')).toBe(321);
    expect(await valueOf('checked_timestamp_seconds')).toBe(5);
    expect(await valueOf('column_verdict', { column: 'distance', verdict: 'drift' })).toBe(1);
    expect(await valueOf('column_effect_ratio', { column: 'distance' })).toBeCloseTo(4, 9);
  });
});
