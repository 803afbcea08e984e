import type { PayloadOf } from '@mining-ops/jobs/definitions/job-definition.js';
import type { trainingStepJob } from '@mining-ops/jobs/definitions/training-job.js';
import type { HandlerContext } from '@mining-ops/jobs/worker/job-handler.js';
import type { StepContext, StepResult } from './steps/run-step.js';

type Step = PayloadOf<typeof trainingStepJob>;

/** Where each stage begins and ends in the progress of a training, percent: about how long each takes. */
const STAGES: Readonly<Record<Step['step'], readonly [from: number, to: number]>> = {
  prepare: [0, 10],
  train: [10, 80],
  validate: [80, 98],
  promote: [98, 100],
};

export interface StepDependencies {
  /** The targets of a training, in their order. */
  readonly allTargets: readonly string[];
  readonly run: (step: Step, context: StepContext) => Promise<StepResult>;
}

/** Does one step of a training, and tells the training how far it is: by stage, and by target within it. */
export class StepHandler {
  constructor(private readonly dependencies: StepDependencies) {}

  async handle(
    step: Step,
    { signal, reportParent }: Pick<HandlerContext, 'signal' | 'reportParent'>,
  ): Promise<StepResult> {
    const { allTargets, run } = this.dependencies;
    let told = -1;
    let telling = Promise.resolve();
    const tell = (share: number): void => {
      const percent = percentOf(step, share, allTargets);
      if (percent <= told) return;
      told = percent;
      const stage = 'target' in step ? `${step.step} ${step.target}` : step.step;
      telling = telling.then(() => reportParent({ percent, stage }));
    };
    tell(0);
    const result = await run(step, { signal, onProgress: tell });
    await telling;
    return result;
  }
}

/** Whole percents of the training. Targets share their stage evenly, in their order. */
function percentOf(step: Step, share: number, allTargets: readonly string[]): number {
  const [from, to] = STAGES[step.step];
  const place = 'target' in step ? Math.max(0, allTargets.indexOf(step.target)) : 0;
  const parts = 'target' in step ? allTargets.length : 1;
  return Math.floor(from + ((place + Math.min(1, share)) / parts) * (to - from));
}
