import { driftReportSchema, type DriftReport } from '@mining-ops/drift/report/drift-report.js';
import { driftSummarySchema } from '@mining-ops/drift/report/report-store.js';
import { z } from 'zod';

const EXAMPLE_ID = 'drift-6f0e9a51d2f4b3a1c0e8d7f6a5b4c3d2';

const EXAMPLE_REPORT: DriftReport = {
  id: EXAMPLE_ID,
  checkedAt: '2026-11-24T06:00:00.000Z',
  verdict: 'drift',
  noVerdict: null,
  models: { fuelConsumed: '0001-93ac8e1c' },
  reference: {
    trainingRows: 17_723,
    rows: 2_000,
    from: '2026-07-01T01:04:29.461Z',
    to: '2026-10-31T04:51:16.438Z',
  },
  window: {
    ...{ rows: 480, logRows: 15_400, questions: 480, broken: 0, ofOtherVersions: 0, files: 12 },
    from: '2026-10-26T02:10:00.000Z',
    to: '2026-11-24T05:58:00.000Z',
    since: '2026-10-25T06:00:00.000Z',
  },
  alpha: 0.01,
  columns: [
    {
      ...{ name: 'weatherCondition', role: 'feature', kind: 'category', verdict: 'drift' },
      reasons: ['"Badai Salju" was never seen in training: 5.0% of the rows, first 2026-11-20T06:00:00.000Z'],
      test: { name: 'chi-square', statistic: 82.1, pValue: 1e-15, adjusted: 4e-14 },
      effects: [{ name: 'jensen-shannon', value: 0.13, threshold: 0.06 }],
      missing: {
        ...{ reference: 0.003, current: 0.053 },
        test: { name: 'fisher-exact', statistic: 0.05, pValue: 1e-12, adjusted: 4e-11 },
        effect: { name: 'missing-share', value: 0.05, threshold: 0.005 },
      },
      neverSeen: [{ value: 'Badai Salju', rows: 770, share: 0.05, firstSeenAt: '2026-11-20T06:00:00.000Z' }],
      distribution: [{ from: null, to: null, label: 'CERAH', reference: 0.247, current: 0.24 }],
      summary: null,
    },
  ],
  together: null,
  outcomes: [],
  tookMs: 640,
};

const linksSchema = z.object({ self: z.string(), report: z.string(), history: z.string() });

/** One call that answers drift; null where there is nothing to answer. */
const retrainingSchema = z
  .object({
    method: z.literal('POST'),
    href: z.literal('/v1/trainings'),
    body: z.object({ targets: z.array(z.string()).optional() }),
  })
  .nullable();

const representationSchema = driftReportSchema.extend({
  retraining: retrainingSchema.meta({
    description: 'The call that trains anew, where the models call for it',
  }),
  links: linksSchema,
});

export const driftSchema = representationSchema.meta({
  id: 'DriftReport',
  example: representReport(EXAMPLE_REPORT),
});

export const driftHistorySchema = z
  .object({ items: z.array(driftSummarySchema).meta({ description: 'The newest first' }) })
  .meta({
    id: 'DriftHistory',
    example: {
      items: [
        {
          ...{ id: EXAMPLE_ID, checkedAt: EXAMPLE_REPORT.checkedAt, verdict: 'drift', noVerdict: null },
          ...{ drifted: ['weatherCondition'], rows: 480, auc: 0.53 },
        },
      ],
    },
  });

/** A report for clients, with what to do about it. */
export function representReport(report: DriftReport): z.infer<typeof representationSchema> {
  const id = encodeURIComponent(report.id);
  return {
    ...report,
    retraining: retrainingFor(report),
    links: {
      self: `/v1/drift?id=${id}`,
      report: `/v1/drift/report?id=${id}`,
      history: '/v1/drift/history',
    },
  };
}

/** Everything, where inputs or answers have drifted; where only predictions got worse, those. */
function retrainingFor({ verdict, outcomes }: DriftReport): z.infer<typeof retrainingSchema> {
  const worse = outcomes.filter((outcome) => outcome.verdict === 'drift').map(({ target }) => target);
  if (verdict !== 'drift' && worse.length === 0) return null;
  const body = verdict === 'drift' ? {} : { targets: worse };
  return { method: 'POST', href: '/v1/trainings', body };
}
