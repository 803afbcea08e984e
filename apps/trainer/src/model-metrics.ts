import { TARGETS } from '@mining-ops/learning/features/targets.js';
import { currentVersions } from '@mining-ops/learning/registry/current-versions.js';
import { readVersion, versionNames, type StoredVersion } from '@mining-ops/learning/registry/registry.js';
import type { ProcessMetrics } from '@mining-ops/platform/metrics/process-metrics.js';
import { Gauge } from 'prom-client';

const DECISIONS = ['promoted', 'held', 'rejected'] as const;

/** The models as they lie in their folder when somebody asks, whoever trained them. */
export function exposeModels(metrics: ProcessMetrics, modelsDir: string): void {
  const gauges = makeGauges(metrics);
  metrics.beforeScrape(async () => {
    const { current, history } = await currentVersions(modelsDir);
    const found = await Promise.all(
      TARGETS.map(async ({ name }) => {
        const served = current[name];
        const newest = (await versionNames(modelsDir, name)).at(-1);
        return {
          target: name,
          served: served === undefined ? null : await readVersion(modelsDir, name, served),
          since: history[name]?.at(-1)?.since ?? null,
          newest: newest === undefined ? null : await readVersion(modelsDir, name, newest),
        };
      }),
    );
    for (const gauge of Object.values(gauges)) gauge.reset();
    for (const { target, served, since, newest } of found) {
      if (served !== null) showServed(gauges, served);
      if (since !== null) gauges.promotedAtS.set({ target }, Date.parse(since) / 1_000);
      if (newest !== null) showDecision(gauges, newest, current[target]);
    }
  });
}

type Gauges = ReturnType<typeof makeGauges>;

function makeGauges({ registry }: ProcessMetrics) {
  const registers = [registry];
  return {
    info: new Gauge({
      name: 'mining_ops_model_info',
      help: 'The version that is served, of each target; always 1',
      labelNames: ['target', 'version'],
      registers,
    }),
    score: new Gauge({
      name: 'mining_ops_model_score_ratio',
      help: 'Score of the version that is served, 1 being perfect: R squared, or the part of the log loss explained',
      labelNames: ['target', 'on'],
      registers,
    }),
    trainedAtS: new Gauge({
      name: 'mining_ops_model_trained_timestamp_seconds',
      help: 'When the version that is served was trained, in seconds since 1970',
      labelNames: ['target'],
      registers,
    }),
    promotedAtS: new Gauge({
      name: 'mining_ops_model_promoted_timestamp_seconds',
      help: 'When the version that is served took the place of the one before, in seconds since 1970',
      labelNames: ['target'],
      registers,
    }),
    decision: new Gauge({
      name: 'mining_ops_model_newest_decision',
      help: "What the gate said of a target's newest version: 1 for that, 0 for the others",
      labelNames: ['target', 'decision'],
      registers,
    }),
  };
}

function showServed({ info, score, trainedAtS }: Gauges, { target, version, manifest }: StoredVersion): void {
  info.set({ target, version }, 1);
  score.set({ target, on: 'cross_validation' }, manifest.crossValidation.model.estimate);
  if (manifest.latest) score.set({ target, on: 'latest_trips' }, manifest.latest.model.estimate);
  trainedAtS.set({ target }, Date.parse(manifest.trainedAt) / 1_000);
}

/** A version that is served was promoted, whatever else was said of it: by hand, say, or shipped. */
function showDecision(
  { decision: gauge }: Gauges,
  { target, version, decision }: StoredVersion,
  served: string | undefined,
): void {
  const verdict = version === served ? 'promoted' : decision?.verdict;
  for (const one of DECISIONS) gauge.set({ target, decision: one }, verdict === one ? 1 : 0);
}
