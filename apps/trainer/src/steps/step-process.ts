import { constants, setPriority } from 'node:os';
import { FleetDataError } from '@mining-ops/fleet-data/fleet-data-error.js';
import { JobFailedError, type JobFailure } from '@mining-ops/jobs/definitions/job-failure.js';
import { ValidationError } from '@mining-ops/learning/gate/validate-models.js';
import { ModelFilesError } from '@mining-ops/model-files/model-files-error.js';
import { doStep } from './do-step.js';
import { stepOrderSchema, type StepMessage } from './step-messages.js';

/** The program of the process that does one step: it takes an order from its parent, says how it goes, and ends. */
setPriority(constants.priority.PRIORITY_LOW);

const say = (message: StepMessage): Promise<void> =>
  new Promise((resolve) => {
    if (process.send === undefined) resolve();
    else
      process.send(message, undefined, undefined, () => {
        resolve();
      });
  });

process.once('disconnect', () => {
  process.exit(1); // nobody is left to hear the result
});
process.once('message', (order: unknown) => {
  void work(order);
});

async function work(order: unknown): Promise<void> {
  try {
    const result = await doStep(stepOrderSchema.parse(order), (share) => say({ type: 'progress', share }));
    await say({ type: 'done', result });
  } catch (error) {
    await say({ type: 'failed', failure: failureOf(error) });
  }
  process.exit(0);
}

function failureOf(error: unknown): JobFailure {
  if (error instanceof JobFailedError) return error.failure;
  if (error instanceof FleetDataError) {
    const [field = null] = error.columns;
    return { code: `DATA_${error.code}`, message: error.message, field, kind: 'BAD_INPUT' };
  }
  if (error instanceof ModelFilesError || error instanceof ValidationError) {
    return { code: 'MODELS_UNUSABLE', message: error.message, field: null, kind: 'BAD_INPUT' };
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  const message = 'an internal error in a step of the training; see the trainer log';
  return { code: 'INTERNAL', message, field: null, kind: 'INTERNAL' };
}
