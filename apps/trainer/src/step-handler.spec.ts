import type { JobProgress } from '@mining-ops/jobs/definitions/job-progress.js';
import { StepHandler } from './step-handler.js';

/** What the training is told while a step reports these shares of its work. */
async function told(
  step: Parameters<StepHandler['handle']>[0],
  shares: readonly number[],
): Promise<JobProgress[]> {
  const reports: JobProgress[] = [];
  const handler = new StepHandler({
    allTargets: ['fuelConsumed', 'loadWeight'],
    run: (_step, { onProgress }) => {
      shares.forEach(onProgress);
      return Promise.resolve({ step: 'promote' });
    },
  });
  await handler.handle(step, {
    signal: new AbortController().signal,
    reportParent: (progress) => {
      reports.push(progress);
      return Promise.resolve();
    },
  });
  return reports;
}

describe('the progress of a training', () => {
  it('is told by stage', async () => {
    expect(await told({ step: 'prepare' }, [0.5, 1])).toEqual([
      { percent: 0, stage: 'prepare' },
      { percent: 5, stage: 'prepare' },
      { percent: 10, stage: 'prepare' },
    ]);
  });

  it('is told by target within the stage that trains', async () => {
    expect(await told({ step: 'train', target: 'loadWeight', seed: 1 }, [1])).toEqual([
      { percent: 45, stage: 'train loadWeight' },
      { percent: 80, stage: 'train loadWeight' },
    ]);
  });

  it('never goes back, and is told once a percent', async () => {
    expect(await told({ step: 'prepare' }, [0.001, 0.002, 0.3, 0.1])).toEqual([
      { percent: 0, stage: 'prepare' },
      { percent: 3, stage: 'prepare' },
    ]);
  });
});
