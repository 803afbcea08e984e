import type { PayloadOf, ResultOf } from '@mining-ops/jobs/definitions/job-definition.js';
import { JobFailedError } from '@mining-ops/jobs/definitions/job-failure.js';
import { trainingStepJob, type trainingJob } from '@mining-ops/jobs/definitions/training-job.js';
import { fanOut, type FanOut } from '@mining-ops/jobs/family/fan-out.js';
import type { HandlerContext } from '@mining-ops/jobs/worker/job-handler.js';

type Training = PayloadOf<typeof trainingJob>;
type Step = PayloadOf<typeof trainingStepJob>;
type StepResult = ResultOf<typeof trainingStepJob>;

/** A step of a training under its name within it. */
interface NamedStep {
  readonly key: string;
  readonly payload: Step;
}

/**
 * Leads a training through its steps: prepare, then train each target, then validate the new versions, then promote
 * those that passed, all at once. Each stage is handed out as children of the job; what has been done is not done again, whoever goes
 * on with the job and however often.
 */
export class TrainingHandler {
  /** @param allTargets what is trained where the job does not say */
  constructor(private readonly allTargets: readonly string[]) {}

  async handle(
    training: Training,
    { resultsOf }: Pick<HandlerContext, 'resultsOf'>,
  ): Promise<ResultOf<typeof trainingJob> | FanOut> {
    const targets = this.targetsOf(training);
    const done = await resultsOf(trainingStepJob);
    const missing = (stage: readonly NamedStep[]): NamedStep[] => stage.filter(({ key }) => !done.has(key));
    const results = [...done.values()];

    const prepare: NamedStep[] = [{ key: 'prepare', payload: { step: 'prepare' } }];
    const train = targets.map((target): NamedStep => ({
      key: `train-${target}`,
      payload: { step: 'train', target, seed: training.seed },
    }));
    // Those that were trained, be they older than others: data that come again give the version that they gave before.
    const candidates = results.filter(isTrained).map(({ target, version }) => ({ target, version }));
    const validate: NamedStep[] = [
      { key: 'validate', payload: { step: 'validate', versions: inOrder(candidates, targets) } },
    ];
    const versions = results.find(isValidated)?.versions ?? [];
    const promote: NamedStep[] = [{ key: 'promote', payload: { step: 'promote', versions } }];

    for (const stage of [prepare, train, validate, promote]) {
      const left = missing(stage);
      if (left.length > 0) return fanOut(trainingStepJob, left);
    }
    const { rowsRead, rowsUsed, rowsSetAside } = results.find(isPrepared) ?? NOTHING;
    return { cause: training.cause, rowsRead, rowsUsed, rowsSetAside, versions };
  }

  private targetsOf({ targets }: Training): readonly string[] {
    const unknown = targets?.find((target) => !this.allTargets.includes(target));
    if (unknown === undefined) return targets === null ? this.allTargets : [...new Set(targets)];
    throw new JobFailedError({
      code: 'UNKNOWN_TARGET',
      message: `targets: "${unknown}" is none of ${this.allTargets.join(', ')}`,
      field: 'targets',
      kind: 'BAD_INPUT',
    });
  }
}

/** In the order of their targets; results come in any. */
const inOrder = <T extends { readonly target: string }>(versions: T[], targets: readonly string[]): T[] =>
  versions.sort((a, b) => targets.indexOf(a.target) - targets.indexOf(b.target));

const NOTHING = { rowsRead: 0, rowsUsed: 0, rowsSetAside: 0 };

type ResultOfStep<Name extends StepResult['step']> = Extract<StepResult, { readonly step: Name }>;
const isPrepared = (result: StepResult): result is ResultOfStep<'prepare'> => result.step === 'prepare';
const isTrained = (result: StepResult): result is ResultOfStep<'train'> => result.step === 'train';
const isValidated = (result: StepResult): result is ResultOfStep<'validate'> => result.step === 'validate';
