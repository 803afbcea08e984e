import path from 'node:path';
import type { FleetSnapshot } from '@mining-ops/fleet-data/snapshot.js';
import { temporaryFolders } from '@mining-ops/fleet-data/testing/temporary-folder.js';
import type { LoggedPredictions } from '@mining-ops/inference/prediction-log.js';
import { MineRun } from '@mining-ops/haulage/run/mine-run.js';
import { TripRecords } from '@mining-ops/haulage/run/trip-records.js';
import { ServedModels } from '@mining-ops/inference/served-models.js';
import type { SearchBasis } from '@mining-ops/jobs/definitions/search-basis.js';
import type { CandidateSpace } from '@mining-ops/strategy/search/candidate-space.js';
import { strategyQuestionSchema } from '@mining-ops/strategy/question/strategy-question.js';
import { MinePreparation } from './mine-preparation.js';
import { ALL_CONSTANTS as ALL, makeConstantsCurrent, type Constants } from './testing/constant-models.js';
import { mineWithHistory, trip } from './testing/mine-with-history.js';

const newFolder = temporaryFolders();
const JOB = 'strategy-1';

let modelsDir: string;
let snapshot: FleetSnapshot;
let models: ServedModels;
let noted: LoggedPredictions[];
let mine: MinePreparation;
beforeEach(async () => {
  const folder = await newFolder();
  modelsDir = path.join(folder, 'models');
  snapshot = await mineWithHistory(
    folder,
    Array.from({ length: 40 }, (_, i) => trip(i)),
  );
  models = new ServedModels({ modelsDir });
  noted = [];
  mine = preparation();
});
afterEach(() => models.close());

const preparation = (): MinePreparation =>
  new MinePreparation({
    models,
    currentSnapshot: () => Promise.resolve(snapshot),
    note: (predicted) => noted.push(predicted),
  });

const question = strategyQuestionSchema.parse({
  weather: 'CERAH',
  roadCondition: 'GOOD',
  shift: 'SHIFT_1',
  startMs: Date.parse('2026-11-24T00:00:00Z'),
  roadId: null,
  loaderId: null,
  scheduleId: null,
  siteId: null,
  targetT: 0,
  truckCounts: [1, 2],
  loaderCounts: [1, 2],
  finance: {},
  disturbances: { breakdowns: false, weatherChanges: false },
  replications: null,
  seed: 1,
});

async function serve(version: string, constants: Constants): Promise<void> {
  await makeConstantsCurrent(modelsDir, version, constants);
  await models.refresh();
}

/** Mean minutes of a haul, and of a loading by the first loader, in the mine that is simulated. */
function timesOf(space: CandidateSpace): { haulingMin: number; loadingMin: number } {
  const [group] = space.groups;
  if (group === undefined) throw new Error('there are no candidates');
  const { legs, loaders, trucks } = space.prepare(group).mine;
  const factor = trucks.travelFactors[0] ?? NaN;
  return {
    haulingMin: Math.max(...legs.travelMeansMin) * factor,
    loadingMin: (loaders.meansMin[0] ?? NaN) * (trucks.loadingFactors[0] ?? NaN),
  };
}

describe('a search with models', () => {
  it('simulates what they predict, and names them', async () => {
    await serve('v1', ALL);
    const { search, basis } = await mine.search(question, JOB);
    expect(basis).toEqual({
      dataFingerprint: snapshot.fingerprint,
      models: Object.fromEntries(Object.keys(ALL).map((target) => [target, 'v1'])),
    });
    expect(search.space.isPredicted).toBe(true);
    expect(search.space.warnings).toEqual([]);
    const { haulingMin, loadingMin } = timesOf(search.space);
    expect(haulingMin).toBeCloseTo(22, 5);
    expect(loadingMin).toBeCloseTo(11, 5);
  });

  it('lets trips vary around what they predict as trips did around it that they had not seen', async () => {
    await serve('v1', ALL); // with a spread from 0.9 to 1.1 times the prediction, each as likely
    const { search } = await mine.search({ ...question, truckCounts: [2] }, JOB);
    const { space } = search;
    expect(space.disturbances.shiftEffects).toEqual([]);
    const records = new TripRecords();
    const run = new MineRun(space.prepare(space.groups[0]!).mine, { records });
    const ratios: number[] = [];
    for (let replication = 0; replication < 20; replication += 1) {
      run.run(1, replication);
      for (let trip = 0; trip < records.count; trip += 1) {
        const { loadingEndMin, dumpArrivalMin } = records.at(trip);
        if (dumpArrivalMin >= 0) ratios.push((dumpArrivalMin - loadingEndMin) / 22);
      }
    }
    expect(ratios.length).toBeGreaterThan(200);
    expect(Math.min(...ratios)).toBeCloseTo(0.9, 2);
    expect(Math.max(...ratios)).toBeCloseTo(1.1, 2);
  });

  it('predicts each distinct input once, and notes what came of it', async () => {
    await serve('v1', ALL);
    await mine.search(question, JOB);
    expect(noted).toHaveLength(1);
    const [{ jobId, versions, inputs, predictions }] = noted as [LoggedPredictions];
    expect(jobId).toBe(JOB);
    expect(versions).toMatchObject({ fuelConsumed: 'v1' });
    // Trucks of two sizes on two roads; the two excavators and all drivers are the same to a model.
    expect(inputs.rows).toBe(4);
    expect(new Set(Array.from(inputs.numbers['capacity'] ?? []))).toEqual(new Set([30, 39]));
    expect(Array.from(predictions.get('loadWeight') ?? [])).toEqual([24, 24, 24, 24]);
  });

  it('asks them about the trip as training saw it: distance driven, moment, conditions', async () => {
    await serve('v1', ALL);
    await mine.search({ ...question, weather: 'HUJAN_RINGAN' }, JOB);
    const numberOf = (name: string): number | undefined => noted[0]?.inputs.numbers[name]?.[0];
    const textOf = (name: string): string | undefined => noted[0]?.inputs.categories[name]?.[0];
    expect(numberOf('distance')).toBeCloseTo(2.6, 5); // as recorded, on roads of 2.5 km
    expect(numberOf('truck_age_days')).toBe(2519); // 2020-01-01 to 2026-11-24
    expect([textOf('weatherCondition'), textOf('shift')]).toEqual(['HUJAN_RINGAN', 'SHIFT_1']);
  });

  it('of some quantities only uses calibrated averages for the others, and says so', async () => {
    await serve('v1', { haulingDuration: 22, returnDuration: 17, isDelayed: 0.25 });
    const { search } = await mine.search(question, JOB);
    expect(search.space.warnings).toEqual([
      {
        code: 'NO_MODELS',
        message: expect.stringMatching(
          /^no learned model predicts fuelConsumed, loadWeight, loadingDuration, dumpingDuration: calibrated/,
        ),
      },
    ]);
    const { haulingMin, loadingMin } = timesOf(search.space);
    expect(haulingMin).toBeCloseTo(22, 5);
    expect(loadingMin).toBeCloseTo(10, 0); // as recorded
  });

  it('of one way only uses calibrated averages for both', async () => {
    await serve('v1', { ...ALL, returnDuration: undefined });
    const { search } = await mine.search(question, JOB);
    expect(search.space.warnings).toEqual([
      {
        code: 'NO_MODELS',
        message: expect.stringMatching(/^no learned model predicts haulingDuration, returnDuration: /),
      },
    ]);
    expect(timesOf(search.space).haulingMin).not.toBeCloseTo(22, 0);
  });

  it('of a prediction below nothing takes the least there is', async () => {
    await serve('v1', { ...ALL, loadingDuration: -5 });
    const { search } = await mine.search(question, JOB);
    expect(timesOf(search.space).loadingMin).toBeCloseTo(0.1, 9);
  });
});

it('a search without models runs on calibrated averages, and says so', async () => {
  const { search, basis } = await mine.search(question, JOB);
  expect(basis.models).toEqual({});
  expect(search.space.isPredicted).toBe(false);
  expect(search.space.warnings).toEqual([
    { code: 'NO_MODELS', message: 'no learned model serves: calibrated averages were used instead' },
  ]);
  expect(noted).toEqual([]);
});

describe('parts of a search that began before a promotion', () => {
  let basis: SearchBasis;
  beforeEach(async () => {
    await serve('v1', ALL);
    ({ basis } = await mine.search(question, JOB));
    await serve('v2', { ...ALL, haulingDuration: 44 });
  });

  it('have its models, in whatever process they are done; what begins now has the new ones', async () => {
    const elsewhere = preparation();
    const part = await elsewhere.spaceOf(question, basis);
    expect(part && timesOf(part).haulingMin).toBeCloseTo(22, 5);
    const { search } = await elsewhere.search(question, 'strategy-2');
    expect(timesOf(search.space).haulingMin).toBeCloseTo(44, 5);
  });

  it('note nothing: the search has', async () => {
    await preparation().spaceOf(question, basis);
    expect(noted).toHaveLength(1);
  });

  it('are not done where a version is no more', async () => {
    const gone = { ...basis, models: { ...basis.models, fuelConsumed: 'v0' } };
    expect(await preparation().searchOf(question, gone)).toBeNull();
  });

  it('leave no model behind', async () => {
    await preparation().spaceOf(question, basis);
    expect(models.sessions).toBe(Object.keys(ALL).length);
  });
});
