import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolders } from '@mining-ops/fleet-data/testing/temporary-folder.js';
import type { FeatureBatch } from './feature-batch.js';
import type { ModelLease } from './model-lease.js';
import { ServedModels, type ServedModelsStatus } from './served-models.js';
import { makeCurrent, TINY, writeVersion } from './testing/model-folder.js';
import { tinyOnnx } from './testing/tiny-onnx.js';

const newFolder = temporaryFolders();
let modelsDir: string;
let models: ServedModels;
let changes: ServedModelsStatus[];
beforeEach(async () => {
  modelsDir = await newFolder();
  changes = [];
  models = new ServedModels({ modelsDir, onChange: (status) => changes.push(status) });
});
afterEach(() => models.close());

const oneTrip: FeatureBatch = {
  rows: 1,
  numbers: { distance: [3], capacity: [20] },
  categories: { shift: ['SHIFT_1'], brand: ['CAT'] },
};
/** What the tiny model of a bias predicts for that trip. */
const withBias = (bias: number): number => bias + 16;

/** A version of a target that can be told by its predictions. */
const writeBias = (version: string, bias: number, target = 'fuelConsumed'): Promise<void> =>
  writeVersion(modelsDir, target, version, { model: { bias } });

async function predictionOf(lease: ModelLease, target = 'fuelConsumed'): Promise<number | undefined> {
  return (await lease.predict(oneTrip)).get(target)?.[0];
}

/** What a job that begins now gets. */
async function served(target?: string): Promise<number | undefined> {
  const lease = models.acquire();
  try {
    return await predictionOf(lease, target);
  } finally {
    await lease.release();
  }
}

/** Resolves once the models have changed `count` times in all. */
async function changed(count: number): Promise<void> {
  while (changes.length < count) await new Promise((resolve) => setImmediate(resolve));
}

it('without a pointer file nothing is served, and nothing is wrong', async () => {
  await models.refresh();
  expect(models.status()).toEqual({ versions: {}, problems: [] });
  const lease = models.acquire();
  expect(lease.versions).toEqual({});
  expect(await lease.predict(oneTrip)).toEqual(new Map());
  await lease.release();
});

describe('a promotion', () => {
  beforeEach(async () => {
    await writeBias('v1', 1);
    await writeBias('v2', 2);
    await makeCurrent(modelsDir, { fuelConsumed: 'v1' });
    await models.refresh();
  });

  it('is served to the next job, and not to the one that has begun', async () => {
    const begun = models.acquire();
    await makeCurrent(modelsDir, { fuelConsumed: 'v2' });
    await models.refresh();
    expect(await predictionOf(begun)).toBe(withBias(1));
    expect(begun.versions).toEqual({ fuelConsumed: 'v1' });
    expect(await served()).toBe(withBias(2));
    await begun.release();
  });

  it('of several targets takes place at once', async () => {
    await writeBias('w1', 10, 'loadWeight');
    await makeCurrent(modelsDir, { fuelConsumed: 'v2', loadWeight: 'w1' });
    await models.refresh();
    expect(changes.map(({ versions }) => versions)).toEqual([
      { fuelConsumed: 'v1' },
      { fuelConsumed: 'v2', loadWeight: 'w1' },
    ]);
    expect(await served('loadWeight')).toBe(withBias(10));
  });

  it('is found by looking at the files', async () => {
    models.watch({ intervalMs: 5 });
    await makeCurrent(modelsDir, { fuelConsumed: 'v2' });
    await changed(2);
    expect(await served()).toBe(withBias(2));
  });

  it('of nothing any more leaves the target without a model', async () => {
    await makeCurrent(modelsDir, {});
    await models.refresh();
    expect(models.status().versions).toEqual({});
    expect(await served()).toBeUndefined();
  });

  it('gives the old session back when its last job has ended, and not before', async () => {
    const [one, other] = [models.acquire(), models.acquire()];
    await makeCurrent(modelsDir, { fuelConsumed: 'v2' });
    await models.refresh();
    await one.release();
    await one.release();
    expect(models.sessions).toBe(2);
    expect(await predictionOf(other)).toBe(withBias(1));
    await other.release();
    expect(models.sessions).toBe(1);
  });

  it('leaves parts of a job that began before it with its versions, current or not', async () => {
    await makeCurrent(modelsDir, { fuelConsumed: 'v2' });
    await models.refresh();
    const part = await models.acquireVersions({ fuelConsumed: 'v1' });
    expect(await predictionOf(part)).toBe(withBias(1));
    await part.release();
    await expect(models.acquireVersions({ fuelConsumed: 'gone' })).rejects.toThrow(
      /manifest.json is missing/,
    );
  });

  it('closing waits for jobs that have models', async () => {
    const lease = models.acquire();
    let closed = false;
    const closing = models.close().then(() => {
      closed = true;
    });
    expect(await predictionOf(lease)).toBe(withBias(1));
    expect(closed).toBe(false);
    await lease.release();
    await closing;
    expect(() => models.acquire()).toThrow(/closed/);
  });
});

describe('the previous version goes on serving, and the problem is told, while the new one', () => {
  const whole = tinyOnnx(TINY);

  it.each([
    ['has no file', { bytes: null }, /v2.model\.onnx is missing/],
    ['is cut short', { bytes: whole.subarray(0, 50) }, /v2.model\.onnx is refused: it was cut short/],
    ['is not ONNX', { bytes: Buffer.from('not ONNX'), honest: true }, /v2.model\.onnx .* not an ONNX model/],
  ])('%s', async (_what, broken, message) => {
    await writeBias('v1', 1);
    await writeBias('w1', 10, 'loadWeight');
    await makeCurrent(modelsDir, { fuelConsumed: 'v1', loadWeight: 'w1' });
    await models.refresh();

    await writeVersion(modelsDir, 'fuelConsumed', 'v2', broken);
    await writeBias('w2', 20, 'loadWeight');
    await makeCurrent(modelsDir, { fuelConsumed: 'v2', loadWeight: 'w2' });
    await models.refresh();
    expect(models.status()).toEqual({
      versions: { fuelConsumed: 'v1', loadWeight: 'w2' },
      problems: [{ target: 'fuelConsumed', version: 'v2', message: expect.stringMatching(message) }],
    });
    expect([await served(), await served('loadWeight')]).toEqual([withBias(1), withBias(20)]);

    await writeBias('v2', 2);
    await models.refresh();
    expect(models.status()).toEqual({
      versions: { fuelConsumed: 'v2', loadWeight: 'w2' },
      problems: [],
    });
  });

  it('is named by a pointer file that was cut short', async () => {
    await writeBias('v1', 1);
    await makeCurrent(modelsDir, { fuelConsumed: 'v1' });
    await models.refresh();
    await writeFile(path.join(modelsDir, 'current.json'), '{"current":{"fuel');
    await models.refresh();
    await models.refresh();
    expect(models.status()).toMatchObject({
      versions: { fuelConsumed: 'v1' },
      problems: [{ target: null, message: expect.stringMatching(/current\.json is no JSON/) }],
    });
    expect(changes).toHaveLength(2); // told once, not at every look
    expect(await served()).toBe(withBias(1));
  });

  it('has a folder that was removed after it was loaded', async () => {
    await writeBias('v1', 1);
    await makeCurrent(modelsDir, { fuelConsumed: 'v1' });
    await models.refresh();
    await rm(path.join(modelsDir, 'fuelConsumed'), { recursive: true });
    await models.refresh();
    expect(await served()).toBe(withBias(1));
  });
});
