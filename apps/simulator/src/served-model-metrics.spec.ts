import { ProcessMetrics } from '@mining-ops/platform/metrics/process-metrics.js';
import { samplesOf } from '@mining-ops/platform/testing/metrics-text.js';
import { ServedModelMetrics } from './served-model-metrics.js';

describe("a simulator's metrics of the models that serve", () => {
  it('name the versions as they are now, and count those that cannot be loaded, and the swaps', async () => {
    const metrics = new ProcessMetrics({ warn: () => undefined });
    const models = new ServedModelMetrics(metrics);
    const problem = { target: 'loadWeight', version: '0002-b', message: 'is not ONNX' };
    models.changed({ versions: { fuelConsumed: '0001-a', loadWeight: '0001-a' }, problems: [] }, 40);
    models.changed({ versions: { fuelConsumed: '0002-b', loadWeight: '0001-a' }, problems: [problem] }, 60);
    const samples = samplesOf(await metrics.text());
    expect(samples.filter(({ name }) => name === 'mining_ops_served_model_info')).toEqual(
      ['0002-b', '0001-a'].map((version, i) => ({
        name: 'mining_ops_served_model_info',
        labels: { target: ['fuelConsumed', 'loadWeight'][i], version },
        value: 1,
      })),
    );
    const valueOf = (wanted: string): number | undefined =>
      samples.find(({ name }) => name === wanted)?.value;
    expect(valueOf('mining_ops_served_model_problems')).toBe(1);
    expect(valueOf('mining_ops_model_swap_seconds_count')).toBe(2);
    expect(valueOf('mining_ops_model_swap_seconds_sum')).toBeCloseTo(0.1, 9);
  });
});
