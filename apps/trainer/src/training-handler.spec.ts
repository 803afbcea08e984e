import type { PayloadOf, ResultOf } from '@mining-ops/jobs/definitions/job-definition.js';
import type { trainingStepJob } from '@mining-ops/jobs/definitions/training-job.js';
import { type trainingJob } from '@mining-ops/jobs/definitions/training-job.js';
import { FanOut } from '@mining-ops/jobs/family/fan-out.js';
import { TrainingHandler } from './training-handler.js';

type Training = PayloadOf<typeof trainingJob>;
type StepResult = ResultOf<typeof trainingStepJob>;

const handler = new TrainingHandler(['fuelConsumed', 'loadWeight']);
const training: Training = { cause: 'request', targets: null, seed: 7 };
const prepared: StepResult = { step: 'prepare', rowsRead: 10, rowsUsed: 8, rowsSetAside: 2 };
const trained = (target: string): StepResult => ({ step: 'train', target, version: '0001-a' });
const candidates = ['fuelConsumed', 'loadWeight'].map((target) => ({ target, version: '0001-a' }));
const judged = ['fuelConsumed', 'loadWeight'].map((target, i) => ({
  target,
  version: '0001-a',
  decision: i === 0 ? ('promoted' as const) : ('held' as const),
  skill: true,
  reasons: ['because'],
}));

/** What the handler does next, given the steps that have been done. */
const next = (done: Readonly<Record<string, StepResult>>, asked: Training = training) =>
  handler.handle(asked, { resultsOf: () => Promise.resolve(new Map(Object.entries(done)) as never) });

const keysOf = (outcome: unknown): string[] => {
  if (!(outcome instanceof FanOut)) throw new Error('nothing was handed out');
  return outcome.children.map(({ key }) => key);
};

describe('a training', () => {
  const all: Readonly<Record<string, StepResult>> = {
    prepare: prepared,
    'train-loadWeight': trained('loadWeight'),
    'train-fuelConsumed': trained('fuelConsumed'),
    validate: { step: 'validate', versions: judged },
    promote: { step: 'promote' },
  };
  const upTo = (count: number) => Object.fromEntries(Object.entries(all).slice(0, count));

  it('prepares the data, trains every target, validates the versions, and promotes them, one stage after the other', async () => {
    expect(keysOf(await next({}))).toEqual(['prepare']);
    expect(keysOf(await next(upTo(1)))).toEqual(['train-fuelConsumed', 'train-loadWeight']);
    expect(await next(upTo(3))).toMatchObject({
      children: [{ key: 'validate', payload: { step: 'validate', versions: candidates } }],
    });
    const promotion = await next(upTo(4));
    expect(promotion).toMatchObject({
      children: [{ key: 'promote', payload: { step: 'promote', versions: judged } }],
    });
    expect(await next(all)).toEqual({
      cause: 'request',
      rowsRead: 10,
      rowsUsed: 8,
      rowsSetAside: 2,
      versions: judged,
    });
  });

  it('taken up again by another worker goes on with what is left of the stage', async () => {
    expect(keysOf(await next(upTo(2)))).toEqual(['train-fuelConsumed']);
  });

  it('trains only the targets that were asked for, with the seed that was given', async () => {
    const outcome = await next(upTo(1), { ...training, targets: ['loadWeight'] });
    expect(outcome).toMatchObject({
      children: [{ key: 'train-loadWeight', payload: { step: 'train', target: 'loadWeight', seed: 7 } }],
    });
  });

  it('of a target that does not exist is refused before it begins', async () => {
    await expect(next({}, { ...training, targets: ['speed'] })).rejects.toThrow(
      'targets: "speed" is none of fuelConsumed, loadWeight',
    );
  });
});
