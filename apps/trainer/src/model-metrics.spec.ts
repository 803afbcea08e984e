import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolders } from '@mining-ops/fleet-data/testing/temporary-folder.js';
import { ProcessMetrics } from '@mining-ops/platform/metrics/process-metrics.js';
import { samplesOf } from '@mining-ops/platform/testing/metrics-text.js';
import { exposeModels } from './model-metrics.js';

const SHIPPED = path.resolve(import.meta.dirname, '../../../models');

describe("the models' metrics", () => {
  const temporaryFolder = temporaryFolders();
  let modelsDir: string;
  let metrics: ProcessMetrics;
  beforeEach(async () => {
    modelsDir = path.join(await temporaryFolder(), 'models');
    metrics = new ProcessMetrics({ warn: () => undefined });
    exposeModels(metrics, modelsDir);
  });
  const samples = async (name: string, target = 'fuelConsumed'): Promise<unknown[]> =>
    samplesOf(await metrics.text())
      .filter((sample) => sample.name === `mining_ops_model_${name}` && sample.labels['target'] === target)
      .map(({ labels, value }) => ({ ...labels, value }));

  it('are none where there are no models', async () => {
    expect(samplesOf(await metrics.text())).toEqual([]);
  });

  it('name the version that is served, its scores, and since when', async () => {
    await cp(SHIPPED, modelsDir, { recursive: true });
    const target = 'fuelConsumed';
    const { current, history } = JSON.parse(await readFile(path.join(modelsDir, 'current.json'), 'utf8')) as {
      current: Record<string, string>;
      history: Record<string, { since: string }[]>;
    };
    const version = current[target] ?? '';
    const { crossValidation, trainedAt } = JSON.parse(
      await readFile(path.join(modelsDir, target, version, 'manifest.json'), 'utf8'),
    ) as { crossValidation: { model: { estimate: number } }; trainedAt: string };
    expect(await samples('info')).toEqual([{ target, version, value: 1 }]);
    expect(await samples('score_ratio')).toContainEqual({
      ...{ target, on: 'cross_validation' },
      value: crossValidation.model.estimate,
    });
    expect(await samples('trained_timestamp_seconds')).toEqual([
      { target, value: Date.parse(trainedAt) / 1_000 },
    ]);
    expect(await samples('promoted_timestamp_seconds')).toEqual([
      { target, value: Date.parse(history[target]?.at(-1)?.since ?? '') / 1_000 },
    ]);
    expect(await samples('newest_decision')).toContainEqual({ target, decision: 'promoted', value: 1 });
  });

  it('follow the folder: a newer version that was held is told, and the one before is still served', async () => {
    await cp(SHIPPED, modelsDir, { recursive: true });
    const target = 'fuelConsumed';
    await samples('info');
    const { current } = JSON.parse(await readFile(path.join(modelsDir, 'current.json'), 'utf8')) as {
      current: Record<string, string>;
    };
    const served = current[target] ?? '';
    const newer = '0099-00000000';
    await cp(path.join(modelsDir, target, served), path.join(modelsDir, target, newer), { recursive: true });
    const interval = { estimate: 0, low: -1, high: 1 };
    await writeFile(
      path.join(modelsDir, target, newer, 'decision.json'),
      JSON.stringify({
        ...{ target, version: newer, verdict: 'held', reasons: ['too few trips'], incumbent: served },
        numbers: {
          ...{ score: interval, latestScore: null, gainOverConstant: interval, gainOverLinear: interval },
          ...{ gainOverIncumbent: interval, threshold: null, margin: 0 },
        },
        decidedAt: '2026-11-25T00:00:00.000Z',
      }),
    );
    expect(await samples('info')).toEqual([{ target, version: served, value: 1 }]);
    expect(await samples('newest_decision')).toEqual([
      { target, decision: 'promoted', value: 0 },
      { target, decision: 'held', value: 1 },
      { target, decision: 'rejected', value: 0 },
    ]);
  });
});
