import { checkDrift } from '@mining-ops/drift/report/check-drift.js';
import { saveReport, summaryOf } from '@mining-ops/drift/report/report-store.js';
import type { driftJob } from '@mining-ops/jobs/definitions/drift-job.js';
import type { ResultOf } from '@mining-ops/jobs/definitions/job-definition.js';
import type { HandlerContext } from '@mining-ops/jobs/worker/job-handler.js';
import type { Config } from '@mining-ops/platform/config.js';

export type DriftFolders = Pick<
  Config,
  'dataDir' | 'modelsDir' | 'logsDir' | 'driftWindowRows' | 'driftWindowDays'
>;

/** Makes a report on drift and keeps it under the job's id: done twice, it leaves one report. */
export async function handleDrift(
  { dataDir, modelsDir, logsDir, driftWindowRows, driftWindowDays }: DriftFolders,
  { jobId, report }: Pick<HandlerContext, 'jobId' | 'report'>,
): Promise<ResultOf<typeof driftJob>> {
  await report({ percent: 0, stage: 'compare' });
  const made = await checkDrift({
    ...{ id: jobId, dataDir, modelsDir, logsDir },
    ...{ windowRows: driftWindowRows, windowDays: driftWindowDays, now: Date.now },
  });
  await saveReport(logsDir, made);
  const { verdict, drifted, rows } = summaryOf(made);
  return { reportId: made.id, verdict, drifted, rows };
}
