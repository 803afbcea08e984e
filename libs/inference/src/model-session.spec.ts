import path from 'node:path';
import { rm } from 'node:fs/promises';
import { temporaryFolders } from '@mining-ops/fleet-data/testing/temporary-folder.js';
import type { FeatureBatch } from './feature-batch.js';
import { ModelSession } from './model-session.js';
import { TINY, TINY_FEATURES, writeVersion } from './testing/model-folder.js';
import { tinyOnnx } from './testing/tiny-onnx.js';

const newFolder = temporaryFolders();
let modelsDir: string;
beforeEach(async () => {
  modelsDir = await newFolder();
});

const load = (): Promise<ModelSession> => ModelSession.load(modelsDir, 'fuelConsumed', 'v1');
const batch: FeatureBatch = {
  rows: 3,
  numbers: { capacity: [20, 40, 20], distance: [3, 3, Number.NaN] },
  categories: { brand: ['', '', ''], shift: ['SHIFT_1', 'SHIFT_2', 'no such shift'] },
};

describe('a loaded model', () => {
  it('predicts each row of a batch, whatever the order of the batch’s columns', async () => {
    await writeVersion(modelsDir, 'fuelConsumed', 'v1');
    const model = await load();
    // 10 + 2·distance + capacity/2 + 100 on SHIFT_2; what is unknown adds nothing
    expect([...(await model.predict(batch))]).toEqual([26, 136, 20]);
    await model.release();
  });

  it('predicts nothing for a batch without rows', async () => {
    await writeVersion(modelsDir, 'fuelConsumed', 'v1');
    const model = await load();
    const none = { capacity: [], distance: [], brand: [], shift: [] };
    expect(await model.predict({ rows: 0, numbers: none, categories: none })).toHaveLength(0);
    await model.release();
  });

  it.each([
    ['lacks a feature', { ...batch, numbers: { capacity: [1, 2, 3] } }, /lacks the feature distance/],
    [
      'has a column of another length',
      { ...batch, categories: { ...batch.categories, shift: ['SHIFT_1'] } },
      /has 3 rows, and its feature shift has 1/,
    ],
  ])('refuses a batch that %s', async (_what, bad, message) => {
    await writeVersion(modelsDir, 'fuelConsumed', 'v1');
    const model = await load();
    await expect(model.predict(bad)).rejects.toThrow(message);
    await model.release();
  });
});

describe('a model file is refused with its path and the reason where it', () => {
  const whole = tinyOnnx(TINY);
  const endless = tinyOnnx({ ...TINY, bias: Infinity });

  it.each([
    ['is missing', { bytes: null }, 'MISSING_FILE', /model\.onnx is missing/],
    ['is empty', { bytes: Buffer.alloc(0) }, 'INVALID', /cut short or changed: its 0 bytes/],
    ['was cut short', { bytes: whole.subarray(0, -40) }, 'INVALID', /cut short or changed: its \d+ bytes/],
    ['is not ONNX', { bytes: Buffer.from('PK\u0003\u0004…'), honest: true }, 'INVALID', /not an ONNX model/],
    [
      'was cut short before its manifest was written',
      { bytes: whole.subarray(0, -40), honest: true },
      'INVALID',
      /not an ONNX model/,
    ],
    ['predicts no numbers', { bytes: endless, honest: true }, 'INVALID', /values that are no numbers/],
    [
      'takes other features than its manifest says',
      { manifest: { features: { ...TINY_FEATURES, numeric: ['distance'] } } },
      'INVALID',
      /cannot be run as its manifest says/,
    ],
  ])('%s', async (_what, changes, code, message) => {
    await writeVersion(modelsDir, 'fuelConsumed', 'v1', changes);
    await expect(load()).rejects.toMatchObject({
      name: 'ModelFilesError',
      code,
      file: path.join(modelsDir, 'fuelConsumed', 'v1', 'model.onnx'),
      message: expect.stringMatching(message),
    });
  });

  it('has no manifest', async () => {
    await writeVersion(modelsDir, 'fuelConsumed', 'v1');
    await rm(path.join(modelsDir, 'fuelConsumed', 'v1', 'manifest.json'));
    await expect(load()).rejects.toThrow(/manifest\.json is missing/);
  });
});
