import { fork } from 'node:child_process';
import {
  BrokenDependencyError,
  JobFailedError,
  type JobFailure,
} from '@mining-ops/jobs/definitions/job-failure.js';
import type { ResultOf } from '@mining-ops/jobs/definitions/job-definition.js';
import type { trainingStepJob } from '@mining-ops/jobs/definitions/training-job.js';
import { stepMessageSchema, type StepOrder } from './step-messages.js';

export type StepResult = ResultOf<typeof trainingStepJob>;

export interface StepContext {
  /** Stops the step at once, whatever it does. */
  readonly signal: AbortSignal;
  /** Told of the share of the step that is done, 0–1. */
  readonly onProgress: (share: number) => void;
}

/**
 * Does a step in a process of its own, of the priority that is ordered. Learning keeps a processor busy for long: there it can be stopped
 * at any time, its memory is given back whole, and neither this process, which keeps the job's lock, nor simulations
 * wait for it.
 *
 * @param program the built `step-process.js`
 * @throws JobFailedError with what the step failed of; BrokenDependencyError where another try may do: what it needs was
 * away, or its process was killed; the signal's reason where it was stopped
 */
export async function runStep(
  program: URL,
  order: StepOrder,
  { signal, onProgress }: StepContext,
): Promise<StepResult> {
  signal.throwIfAborted();
  // In a session of its own: see `standBack`.
  const child = fork(program, { detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const stop = (): void => {
    child.kill('SIGKILL');
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise<StepResult>((resolve, reject) => {
      child.on('message', (sent) => {
        const message = stepMessageSchema.parse(sent);
        if (message.type === 'progress') onProgress(message.share);
        else if (message.type === 'done') resolve(message.result);
        else reject(errorOf(message.failure));
      });
      child.once('error', reject);
      child.once('exit', (code, killedBy) => {
        // What it said before has been heard: the channel is closed after the last message.
        const how = killedBy === null ? `with exit code ${code ?? 'unknown'}` : `killed by ${killedBy}`;
        reject(
          signal.aborted
            ? (signal.reason as Error)
            : new BrokenDependencyError(
                `the process of the step ${order.step.step} ended, ${how}; where memory is short, the system kills the largest`,
                'STEP_DIED',
              ),
        );
      });
      child.send(order);
    });
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

function errorOf(failure: JobFailure): Error {
  const { kind, code, message } = failure;
  return kind === 'UNAVAILABLE' ? new BrokenDependencyError(message, code) : new JobFailedError(failure);
}
