import { doStep } from './do-step.js';
import { endWithParent } from './end-with-parent.js';
import { failureOf } from './failure-of.js';
import { standBack } from './stand-back.js';
import { stepOrderSchema, type StepMessage } from './step-messages.js';

/** The program of the process that does one step: it takes an order from its parent, says how it goes, and ends. */
endWithParent();

const say = (message: StepMessage): Promise<void> =>
  new Promise((resolve) => {
    if (process.send === undefined) resolve();
    else
      process.send(message, undefined, undefined, () => {
        resolve();
      });
  });

process.once('message', (order: unknown) => {
  void work(order);
});

async function work(order: unknown): Promise<void> {
  try {
    const parsed = stepOrderSchema.parse(order);
    standBack(parsed.nice);
    const result = await doStep(parsed, (share) => say({ type: 'progress', share }));
    await say({ type: 'done', result });
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === 'INTERNAL') process.stderr.write(`${stackOf(error)}\n`);
    await say({ type: 'failed', failure });
  }
  process.exit(0);
}

const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
