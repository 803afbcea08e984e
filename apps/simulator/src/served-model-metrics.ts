import type { ServedModelsStatus } from '@mining-ops/inference/served-models.js';
import type { ProcessMetrics } from '@mining-ops/platform/metrics/process-metrics.js';
import { Gauge, Histogram } from 'prom-client';

const SWAP_S = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What a simulator says of the models that it simulates by. */
export class ServedModelMetrics {
  private readonly info: Gauge<'target' | 'version'>;
  private readonly problems: Gauge;
  private readonly swapS: Histogram;

  constructor({ registry }: ProcessMetrics) {
    const registers = [registry];
    this.info = new Gauge({
      name: 'mining_ops_served_model_info',
      help: 'The version that this process predicts by, of each target; always 1',
      labelNames: ['target', 'version'],
      registers,
    });
    this.problems = new Gauge({
      name: 'mining_ops_served_model_problems',
      help: 'Versions that should serve and cannot be loaded, so that those before serve on',
      registers,
    });
    this.swapS = new Histogram({
      name: 'mining_ops_model_swap_seconds',
      help: 'Time to load new versions beside the old ones and put them in their place',
      buckets: SWAP_S,
      registers,
    });
  }

  changed({ versions, problems }: ServedModelsStatus, tookMs: number): void {
    this.info.reset();
    for (const [target, version] of Object.entries(versions)) this.info.set({ target, version }, 1);
    this.problems.set(problems.length);
    this.swapS.observe(tookMs / 1_000);
  }
}
