import type { ColumnReport } from '@mining-ops/drift/judge/verdict.js';
import { latestReport } from '@mining-ops/drift/report/report-store.js';
import type { ProcessMetrics } from '@mining-ops/platform/metrics/process-metrics.js';
import { Gauge } from 'prom-client';

const VERDICTS = ['stable', 'drift', 'not-enough-data'] as const;

/** The newest report on drift, whoever made it. The columns are those of the models, so labels are bounded. */
export function exposeDrift(metrics: ProcessMetrics, logsDir: string): void {
  const gauges = makeGauges(metrics);
  metrics.beforeScrape(async () => {
    const report = await latestReport(logsDir);
    for (const gauge of Object.values(gauges)) gauge.reset();
    if (report === null) return;
    for (const verdict of VERDICTS) gauges.verdict.set({ verdict }, Number(report.verdict === verdict));
    gauges.rows.set(report.window.rows);
    gauges.checkedAtS.set(Date.parse(report.checkedAt) / 1_000);
    for (const column of report.columns) {
      for (const verdict of VERDICTS)
        gauges.columnVerdict.set({ column: column.name, verdict }, Number(column.verdict === verdict));
      const effect = largestEffect(column);
      if (effect !== null) gauges.columnEffect.set({ column: column.name }, effect);
    }
    for (const { target, score } of report.outcomes)
      if (score !== null) gauges.score.set({ target }, score.estimate);
  });
}

/** Of its effect sizes, the greatest part of what resamples reach; null where there is none. */
function largestEffect({ effects, missing }: ColumnReport): number | null {
  const all = [...effects, ...(missing.effect ? [missing.effect] : [])];
  const ratios = all
    .filter(({ threshold }) => threshold > 0)
    .map(({ value, threshold }) => value / threshold);
  return ratios.length === 0 ? null : Math.max(...ratios);
}

function makeGauges({ registry }: ProcessMetrics) {
  const registers = [registry];
  return {
    verdict: new Gauge({
      name: 'mining_ops_drift_verdict',
      help: 'What the newest report on drift says of the whole: 1 for that, 0 for the others',
      labelNames: ['verdict'],
      registers,
    }),
    rows: new Gauge({
      name: 'mining_ops_drift_window_rows',
      help: 'Observations that the newest report on drift compares',
      registers,
    }),
    checkedAtS: new Gauge({
      name: 'mining_ops_drift_checked_timestamp_seconds',
      help: 'When the newest report on drift was made, in seconds since 1970',
      registers,
    }),
    columnVerdict: new Gauge({
      name: 'mining_ops_drift_column_verdict',
      help: 'What the newest report on drift says of a column: 1 for that, 0 for the others',
      labelNames: ['column', 'verdict'],
      registers,
    }),
    columnEffect: new Gauge({
      name: 'mining_ops_drift_column_effect_ratio',
      help: 'Largest size of the difference of a column over what chance reaches: above 1 it is more',
      labelNames: ['column'],
      registers,
    }),
    score: new Gauge({
      name: 'mining_ops_drift_prediction_score_ratio',
      help: 'Score of logged predictions on the trips that were driven, 1 being perfect: R squared, or the part of the log loss explained',
      labelNames: ['target'],
      registers,
    }),
  };
}
