import { FleetDataError } from '@mining-ops/fleet-data/fleet-data-error.js';
import type { FleetSnapshot } from '@mining-ops/fleet-data/snapshot.js';
import { temporaryFolders } from '@mining-ops/fleet-data/testing/temporary-folder.js';
import { ServedModels } from '@mining-ops/inference/served-models.js';
import type { JobClient } from '@mining-ops/jobs/client/job-client.js';
import type { WaitOutcome } from '@mining-ops/jobs/client/job-snapshot.js';
import { simulationJob } from '@mining-ops/jobs/definitions/simulation-job.js';
import { comparableQuestion, strategyJob } from '@mining-ops/jobs/definitions/strategy-job.js';
import { startHeartbeat } from '@mining-ops/jobs/heartbeat.js';
import { gate, JobBench } from '@mining-ops/jobs/testing/job-bench.js';
import type { RunningWorker } from '@mining-ops/jobs/worker/job-worker.js';
import { testRedisUrl } from '@mining-ops/platform/testing/test-redis.js';
import type { StrategyAnswer } from '@mining-ops/strategy/answer/strategy-answer.js';
import type { StrategyQuestion } from '@mining-ops/strategy/question/strategy-question.js';
import { simulate, type SimulationTask } from '@mining-ops/strategy/search/simulation-task.js';
import { Redis } from 'ioredis';
import { MinePreparation } from './mine-preparation.js';
import { SimulationHandler } from './simulation-handler.js';
import { StrategyHandler } from './strategy-handler.js';
import { ALL_CONSTANTS, makeConstantsCurrent } from './testing/constant-models.js';
import { mineWithHistory, trip } from './testing/mine-with-history.js';
import { questionOf } from './testing/questions.js';

const temporaryFolder = temporaryFolders();
const TRIPS = Array.from({ length: 40 }, (_, i) => trip(i));

/** Searched in several rounds. */
const ADAPTIVE = questionOf({ replications: null, confidence: 0.99, maxReplications: 3_000 });

/** Simulates here, and lets Redis speak in between, as work that threads do would. */
async function asAThreadWould(task: SimulationTask): Promise<Float64Array> {
  await new Promise(setImmediate);
  return simulate(task);
}

/** What a simulator process is made of, for a test to change. */
interface Parts {
  readonly snapshot: () => Promise<FleetSnapshot>;
  readonly models: ServedModels;
  readonly simulate: (task: SimulationTask) => Promise<Float64Array>;
  readonly now: () => number;
}

describe('a search whose rounds are handed out', () => {
  let snapshot: FleetSnapshot;
  let bench: JobBench;
  let client: JobClient;
  let redis: Redis;
  let beats: (() => Promise<void>)[];
  let modelsDir: string;
  /** One a process. */
  let served: ServedModels[];

  beforeAll(async () => {
    snapshot = await mineWithHistory(await temporaryFolder(), TRIPS);
  });
  beforeEach(async () => {
    modelsDir = await temporaryFolder();
    served = [];
    bench = new JobBench();
    bench.version = 'v';
    client = await bench.client(testRedisUrl(), { ageS: 60, count: 100 }, [strategyJob]);
    redis = new Redis(testRedisUrl());
    // So many processes that rounds are handed out, however many a test starts.
    beats = await Promise.all(['v', 'v'].map((v) => startHeartbeat(redis, bench.prefix, 'bench', fail, v)));
  });
  afterEach(async () => {
    await Promise.all(beats.map((stop) => stop()));
    await bench.close();
    await Promise.all(served.map((models) => models.close()));
    redis.disconnect();
  });

  /** The models of a process that begins now. */
  async function servedModels(): Promise<ServedModels> {
    const models = new ServedModels({ modelsDir });
    served.push(models);
    await models.refresh();
    return models;
  }
  const partsOf = (changes: Partial<Parts>): Parts => ({
    snapshot: () => Promise.resolve(snapshot),
    models: new ServedModels({ modelsDir: 'no-such-folder' }),
    simulate: asAThreadWould,
    now: Date.now,
    ...changes,
  });
  const mineOf = ({ snapshot: currentSnapshot, models }: Pick<Parts, 'snapshot' | 'models'>) =>
    new MinePreparation({ currentSnapshot, models, note: () => undefined });
  /** Works on searches, one at a time, and does nothing of a round itself. */
  async function searcher(changes: Partial<Parts> = {}): Promise<RunningWorker> {
    const parts = partsOf(changes);
    const mine = mineOf(parts);
    const handler = new StrategyHandler({ mine, threads: 1, leastWork: 0, answerCacheS: 60, ...parts });
    return await bench.workOn(strategyJob, (question, context) => handler.handle(question, context));
  }
  /** Works on parts of rounds, one at a time. */
  async function simulator(changes: Partial<Parts> = {}): Promise<RunningWorker> {
    const parts = partsOf(changes);
    const handler = new SimulationHandler({ mine: mineOf(parts), ...parts });
    return await bench.workOn(simulationJob, (part, context) => handler.handle(part, context));
  }
  const enqueue = async (question: StrategyQuestion): Promise<string> =>
    (await client.enqueue(strategyJob, question, { idempotencyKey: null, request: {} })).jobId;
  const end = (jobId: string): Promise<WaitOutcome<StrategyAnswer>> =>
    client.waitFor(strategyJob, jobId, 25_000);
  async function answerTo(question = ADAPTIVE): Promise<StrategyAnswer> {
    const ended = await end(await enqueue(question));
    if (ended.outcome !== 'completed') throw new Error(JSON.stringify(ended));
    return ended.result;
  }

  /** The answer of a process that is alone. */
  async function answerAlone(changes: Partial<Parts> = {}): Promise<StrategyAnswer> {
    const alone = new JobBench();
    try {
      const asking = await alone.client(testRedisUrl(), { ageS: 60, count: 100 }, [strategyJob]);
      const parts = partsOf(changes);
      const mine = mineOf(parts);
      const handler = new StrategyHandler({
        mine,
        threads: 1,
        leastWork: Infinity,
        answerCacheS: 0,
        ...parts,
      });
      await alone.workOn(strategyJob, (asked, context) => handler.handle(asked, context));
      const { jobId } = await asking.enqueue(strategyJob, ADAPTIVE, { idempotencyKey: null, request: {} });
      const ended = await asking.waitFor(strategyJob, jobId, 25_000);
      if (ended.outcome !== 'completed') throw new Error(JSON.stringify(ended));
      return ended.result;
    } finally {
      await alone.close();
    }
  }

  it('has the same bytes on one process, one job at a time, and on three', async () => {
    const expected = JSON.stringify(await answerAlone());
    let parts = 0;
    const counting: Partial<Parts> = {
      simulate: (task) => {
        parts += 1;
        return asAThreadWould(task);
      },
    };
    const notHere: Partial<Parts> = { simulate: () => Promise.reject(new Error('not handed out')) };
    await Promise.all([searcher(notHere), simulator(counting)]);
    expect(JSON.stringify(await answerTo())).toBe(expected);
    expect(parts).toBeGreaterThan(3);
    await Promise.all([searcher(notHere), simulator(counting), searcher(notHere), simulator(counting)]);
    for (let i = 0; i < 3; i += 1) expect(JSON.stringify(await answerTo())).toBe(expected);
    expect(await redis.keys(`${bench.prefix}:kept:*`)).toEqual([]);
  });

  it('is built up again by another process, to the same bytes', async () => {
    const expected = JSON.stringify(await answerAlone());
    const first = await searcher();
    const [begun, held] = [gate(), gate()];
    let parts = 0;
    await simulator({
      simulate: async (task) => {
        parts += 1;
        // In the middle of a later round than the first.
        if (parts === 8) {
          begun.open();
          await held.opened;
        }
        return simulate(task);
      },
    });
    const ended = answerTo();
    await begun.opened;
    await first.close(0);
    await searcher();
    held.open();
    expect(JSON.stringify(await ended)).toBe(expected);
  });

  it('begins anew where the data have changed meanwhile: no answer mixes two versions', async () => {
    const changed = await mineWithHistory(
      await temporaryFolder(),
      TRIPS.map((cells) => ({ ...cells, haulingDuration: '40' })),
    );
    let current = snapshot;
    const [begun, held] = [gate(), gate()];
    const follow: Partial<Parts> = { snapshot: () => Promise.resolve(current) };
    await searcher(follow);
    const early = await simulator({
      ...follow,
      simulate: async (task) => {
        begun.open();
        await held.opened;
        return simulate(task);
      },
    });
    const ended = answerTo();
    await begun.opened;
    current = changed;
    // A process that knows only the new data, beside one that still has the old ones in hand.
    await simulator({ ...follow });
    held.open();
    await early.close(5_000);
    const answer = await ended;
    expect([snapshot.fingerprint, changed.fingerprint]).toContain(answer.dataFingerprint);
    const of = answer.dataFingerprint === changed.fingerprint ? changed : snapshot;
    expect(JSON.stringify(answer)).toBe(
      JSON.stringify(await answerAlone({ snapshot: () => Promise.resolve(of) })),
    );
    expect(of).toBe(changed);
  });

  it('keeps its models to its end, in every process, whatever is promoted meanwhile', async () => {
    await makeConstantsCurrent(modelsDir, 'v1', ALL_CONSTANTS);
    const expected = JSON.stringify(await answerAlone({ models: await servedModels() }));
    const [searching, simulating] = [await servedModels(), await servedModels()];
    const first = await searcher({ models: searching });
    const [begun, held] = [gate(), gate()];
    let parts = 0;
    const early = await simulator({
      models: simulating,
      simulate: async (task) => {
        parts += 1;
        if (parts === 8) {
          begun.open();
          await held.opened;
        }
        return simulate(task);
      },
    });
    const ended = answerTo();
    await begun.opened;
    await makeConstantsCurrent(modelsDir, 'v2', { ...ALL_CONSTANTS, haulingDuration: 44 });
    await Promise.all([searching.refresh(), simulating.refresh()]);
    // Those that go on know of the search only what is in the queue, and have begun with the new models.
    await first.close(0);
    await searcher({ models: await servedModels() });
    held.open();
    await early.close(5_000);
    await simulator({ models: await servedModels() });
    expect(JSON.stringify(await ended)).toBe(expected);
    expect((await answerTo()).assumptions.models).toMatchObject({ haulingDuration: 'v2' });
  });

  it('fails with the reason of a part that cannot read the data', async () => {
    const cause = new FleetDataError('MISSING_FILE', 'trucks.csv is not in data: put it there');
    await searcher();
    await simulator({ snapshot: () => Promise.reject(cause) });
    expect(await end(await enqueue(ADAPTIVE))).toEqual({
      outcome: 'failed',
      failure: { code: 'DATA_MISSING_FILE', message: cause.message, field: null, kind: 'UNAVAILABLE' },
    });
  });

  it('ends with what it has when its time is over, says so, and is not given as an answer again', async () => {
    let nowMs = 0;
    const clock: Partial<Parts> = { now: () => nowMs };
    await searcher(clock);
    let parts = 0;
    await simulator({
      ...clock,
      simulate: (task) => {
        parts += 1;
        if (parts === 5) nowMs = 1_001;
        return asAThreadWould(task);
      },
    });
    const question = { ...ADAPTIVE, timeLimitMs: 1_000 };
    const answer = await answerTo(question);
    expect(answer.selection.endedBy).toBe('time');
    expect(answer.selection.replications).toBeLessThan((await answerAlone()).selection.replications);
    const asked = {
      question: comparableQuestion(question),
      basis: { dataFingerprint: snapshot.fingerprint, models: {} },
    };
    expect(await client.answered('bench', asked)).toBeNull();
    nowMs = 0;
    parts = 10;
    const whole = await enqueue(question);
    expect(await end(whole)).toMatchObject({ result: { selection: { endedBy: 'guarantee' } } });
    expect(await client.answered('bench', asked)).toBe(whole);
  });

  it('tells how far it is: candidates left, shifts, the best so far, how sure it is', async () => {
    let nowMs = 0;
    const aSecondALook = (): number => (nowMs += 1_000); // it says so a few times a second only
    await Promise.all([searcher({ now: aSecondALook }), simulator()]);
    const jobId = await enqueue(ADAPTIVE);
    const seen: Record<string, unknown>[] = [];
    for await (const { type, data } of client.events(jobId, null, new AbortController().signal))
      if (type === 'progress') seen.push(data as Record<string, unknown>);
    const searches = seen.flatMap(({ search }) => (search ? [search as Record<string, number>] : []));
    expect(searches.length).toBeGreaterThan(1);
    expect(searches.at(-1)).toMatchObject({
      candidates: expect.any(Number),
      candidatesLeft: expect.any(Number),
      replications: expect.any(Number),
      best: { candidate: expect.any(Number), value: expect.any(Number) },
      probability: expect.any(Number),
    });
    const shifts = searches.map(({ replications }) => replications!);
    expect(shifts).toEqual([...shifts].sort((a, b) => a - b));
  });

  it('stops where it is cancelled: what runs is broken off, nothing else is begun', async () => {
    await searcher();
    const begun = gate();
    let parts = 0;
    await simulator({
      simulate: async (task) => {
        parts += 1;
        begun.open();
        for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
        return simulate(task);
      },
    });
    const jobId = await enqueue(questionOf({ replications: 2_000 }));
    await begun.opened;
    const ended = end(jobId);
    await client.cancel(jobId);
    expect(await ended).toMatchObject({ outcome: 'failed', failure: { code: 'CANCELLED' } });
    const begunThen = parts;
    await answerTo();
    expect(begunThen).toBeLessThanOrEqual(2);
  });
});

function fail(error: unknown): never {
  throw error;
}
