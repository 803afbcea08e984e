import { FleetDataError } from '@mining-ops/fleet-data/fleet-data-error.js';
import type { FleetSnapshot } from '@mining-ops/fleet-data/snapshot.js';
import { temporaryFolders } from '@mining-ops/fleet-data/testing/temporary-folder.js';
import { BrokenDependencyError, JobFailedError } from '@mining-ops/jobs/definitions/job-failure.js';
import type { ResultOf } from '@mining-ops/jobs/definitions/job-definition.js';
import { strategyJob } from '@mining-ops/jobs/definitions/strategy-job.js';
import { FanOut } from '@mining-ops/jobs/family/fan-out.js';
import { simulate } from '@mining-ops/strategy/search/simulation-task.js';
import { preparationWithoutModels } from './testing/preparation-without-models.js';
import { StrategyHandler, type StrategyDependencies } from './strategy-handler.js';
import { contextHere, type Noted } from './testing/context-here.js';
import { mineWithHistory, trip } from './testing/mine-with-history.js';
import { questionOf } from './testing/questions.js';

const temporaryFolder = temporaryFolders();
const TRIPS = Array.from({ length: 40 }, (_, i) => trip(i));

/** The threads' work, done on the spot. */
const onTheSpot: StrategyDependencies['simulate'] = (task) => Promise.resolve(simulate(task));

type Answer = ResultOf<typeof strategyJob>;

interface Asked extends Noted {
  readonly answer: Promise<Answer>;
}

function ask(
  handler: StrategyHandler,
  question = questionOf(),
  signal: AbortSignal = new AbortController().signal,
): Asked {
  const { context, noted } = contextHere(signal);
  const answer = handler.handle(question, context).then((outcome) => {
    if (outcome instanceof FanOut) throw new Error('it was handed out');
    return outcome;
  });
  return { ...noted, answer };
}

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return await work.then(
    () => new Error('it was answered'),
    (error: unknown) => error,
  );
}

describe('a strategy job', () => {
  let snapshot: FleetSnapshot;
  beforeEach(async () => {
    snapshot = await mineWithHistory(await temporaryFolder(), TRIPS);
  });

  type Changes = Partial<StrategyDependencies> & {
    readonly currentSnapshot?: () => Promise<FleetSnapshot>;
  };
  const handlerOf = ({ currentSnapshot, ...changes }: Changes = {}): StrategyHandler =>
    new StrategyHandler({
      mine: preparationWithoutModels(currentSnapshot ?? (() => Promise.resolve(snapshot))),
      threads: 1,
      simulate: onTheSpot,
      now: () => 0,
      leastWork: 0,
      answerCacheS: 60,
      ...changes,
    });

  it('is answered with the best three, from these data', async () => {
    const answer = await ask(handlerOf()).answer;
    expect(strategyJob.result.parse(answer)).toEqual(answer);
    expect(answer.options.map(({ rank }) => rank)).toEqual([1, 2, 3]);
    expect(answer).toMatchObject({
      dataFingerprint: snapshot.fingerprint,
      seed: 1,
      options: [{ replications: 20 }, { replications: 20 }, { replications: 20 }],
      assumptions: { durationSource: 'history', historyCycles: 40 },
    });
  });

  it('has the same answer again, on any number of threads, in whatever order they end', async () => {
    const expected = await ask(handlerOf()).answer;
    const handler = handlerOf();
    expect(await ask(handler).answer).toEqual(expected);
    expect(await ask(handler).answer).toEqual(expected);
    const lastFirst = handlerOf({
      threads: 8,
      simulate: async (task) => {
        const turns = 100 - 10 * task.groups.length - task.firstReplication;
        for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
        return simulate(task);
      },
    });
    expect(await ask(lastFirst).answer).toEqual(expected);
  });

  it('has another answer with another seed', async () => {
    const [first, second] = await Promise.all([
      ask(handlerOf()).answer,
      ask(handlerOf(), questionOf({ seed: 2 })).answer,
    ]);
    expect(second.options[0]?.profitIdr.mean).not.toBe(first.options[0]?.profitIdr.mean);
  });

  it('tells how far it is, from 0 to 95, never backwards, by the name of what it does', async () => {
    let nowMs = 0;
    const aSecondALook = (): number => (nowMs += 1_000);
    const { answer, progress } = ask(handlerOf({ now: aSecondALook }), questionOf({ replications: 400 }));
    const { candidates } = await answer;
    const percents = progress.map(({ percent }) => percent);
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
    expect([percents[0], percents.at(-1)]).toEqual([0, 95]);
    expect(progress.length).toBeGreaterThan(5);
    expect([...new Set(progress.map(({ stage }) => stage))]).toEqual([
      'reading data',
      `simulating ${candidates.considered} candidates`,
      'choosing',
    ]);
  });

  it('does not say how far it is more often than anyone can see', async () => {
    let nowMs = 0;
    const aMillisecondALook = (): number => (nowMs += 1);
    const { answer, progress } = ask(
      handlerOf({ now: aMillisecondALook }),
      questionOf({ replications: 400 }),
    );
    await answer;
    expect(nowMs).toBeLessThan(100);
    expect(progress.map(({ stage }) => stage)).toEqual(['reading data']);
  });

  it('keeps at most two tasks a thread in flight, so that jobs share the threads', async () => {
    let running = 0;
    let most = 0;
    const handler = handlerOf({
      threads: 2,
      simulate: async (task) => {
        running += 1;
        most = Math.max(most, running);
        await Promise.resolve();
        running -= 1;
        return simulate(task);
      },
    });
    await ask(handler, questionOf({ replications: 400 })).answer;
    expect(most).toBe(4);
  });

  it.each([
    [{ roadId: 'r9' }, { code: 'UNKNOWN_ROAD', kind: 'NOT_FOUND', field: 'roadId' }],
    [{ truckCounts: [4] }, { code: 'TOO_MANY_TRUCKS', kind: 'BAD_INPUT', field: 'truckCounts' }],
  ])('fails for good where the mine has changed and cannot do it any more: %j', async (changes, failure) => {
    const error = await failureOf(ask(handlerOf(), questionOf(changes)).answer);
    expect(error).toBeInstanceOf(JobFailedError);
    expect((error as JobFailedError).failure).toMatchObject(failure);
    expect((error as JobFailedError).failure.message).toMatch(new RegExp(`^${failure.field} `));
  });

  it('answers from physics where there is too little history, and says so', async () => {
    const folder = await temporaryFolder();
    const young = await mineWithHistory(folder, TRIPS.slice(0, 3));
    const { options, assumptions, warnings } = await ask(
      handlerOf({ currentSnapshot: () => Promise.resolve(young) }),
    ).answer;
    expect(assumptions).toMatchObject({ durationSource: 'physics', historyCycles: 0 });
    expect(warnings[0]).toEqual({
      code: 'NO_HISTORY',
      message:
        'trip distance: hauling_activities.csv has 3 usable rows, at least 10 are needed: travel, loading and fuel are computed from physics with typical machines',
    });
    expect(options[0]!.kpi.productionT.mean).toBeGreaterThan(0);
  });

  it('is tried again where the data cannot be read, under the code that the gateway uses, too', async () => {
    const cause = new FleetDataError('MISSING_FILE', 'trucks.csv is not in data: put it there');
    const handler = handlerOf({ currentSnapshot: () => Promise.reject(cause) });
    const error = await failureOf(ask(handler).answer);
    expect(error).toBeInstanceOf(BrokenDependencyError);
    expect(error).toMatchObject({ code: 'DATA_MISSING_FILE', message: cause.message, cause });
  });

  it('fails by a defect as that defect', async () => {
    const defect = new TypeError('x is undefined');
    const reading = handlerOf({ currentSnapshot: () => Promise.reject(defect) });
    expect(await failureOf(ask(reading).answer)).toBe(defect);
    const simulating = handlerOf({ simulate: () => Promise.reject(defect) });
    expect(await failureOf(ask(simulating).answer)).toBe(defect);
  });

  it('stops before its next task when it is called off', async () => {
    const controller = new AbortController();
    let tasks = 0;
    const handler = handlerOf({
      simulate: (task) => {
        tasks += 1;
        if (tasks === 3) controller.abort(new Error('called off'));
        return onTheSpot(task);
      },
    });
    const { answer } = ask(handler, questionOf({ replications: 400 }), controller.signal);
    await expect(answer).rejects.toThrow('called off');
    expect(tasks).toBeLessThanOrEqual(4); // the one beside it had begun
  });

  it('learns from a snapshot once, and again from another', async () => {
    let current = snapshot;
    const handler = handlerOf({ currentSnapshot: () => Promise.resolve(current) });
    const expected = await ask(handler).answer;
    const bare = await mineWithHistory(await temporaryFolder(), TRIPS.slice(0, 1));
    // Were they read, these activities would be too few to learn from.
    current = { ...snapshot, activities: bare.activities };
    expect(await ask(handler).answer).toEqual(expected);
    current = { ...current, fingerprint: bare.fingerprint };
    expect((await ask(handler).answer).assumptions.durationSource).toBe('physics');
  });
});
