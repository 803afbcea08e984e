import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { versionFolder } from './model-folder.js';
import { readPointer } from './pointer.js';
import { readServingManifest, type ServingManifest } from './serving-manifest.js';

let modelsDir: string;
beforeEach(async () => {
  modelsDir = await mkdtemp(path.join(tmpdir(), 'model-files-'));
});
afterEach(() => rm(modelsDir, { recursive: true, force: true }));

const manifest = {
  target: 'fuelConsumed',
  version: 'v1',
  task: 'regression',
  unit: 'L',
  skill: true,
  features: { numeric: ['distance'], categorical: ['shift'] },
  onnx: {
    sha256: 'a'.repeat(64),
    numbersInput: 'numbers',
    categoriesInput: 'categories',
    output: 'prediction',
    outputColumn: 0,
  },
  spread: [0.8, 1, 1.2],
} satisfies ServingManifest;

async function writeManifest(content: string, folder = 'v1'): Promise<void> {
  const target = path.join(modelsDir, 'fuelConsumed', folder);
  await mkdir(target, { recursive: true });
  await writeFile(path.join(target, 'manifest.json'), content);
}

describe('a manifest', () => {
  it('is read with what training wrote beside the shared part', async () => {
    await writeManifest(JSON.stringify({ ...manifest, learner: 'ridge' }));
    expect(await readServingManifest(modelsDir, 'fuelConsumed', 'v1')).toEqual({
      ...manifest,
      learner: 'ridge',
    });
  });

  it.each([
    ['is cut short', JSON.stringify(manifest).slice(0, 100), 'INVALID', /manifest\.json is no JSON/],
    ['lacks a field', JSON.stringify({ ...manifest, unit: undefined }), 'INVALID', /json .*unit/],
    ['has a spread below 0', JSON.stringify({ ...manifest, spread: [-1] }), 'INVALID', /spread\.0 .*>=0/],
    [
      "is another version's",
      JSON.stringify({ ...manifest, version: 'v2' }),
      'INVALID',
      /is the manifest of fuelConsumed v2, not of fuelConsumed v1/,
    ],
  ])('that %s is refused with its path and the reason', async (_what, content, code, message) => {
    await writeManifest(content);
    const read = readServingManifest(modelsDir, 'fuelConsumed', 'v1');
    await expect(read).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('that is missing is refused with its path', async () => {
    const read = readServingManifest(modelsDir, 'fuelConsumed', 'v1');
    const file = path.join(modelsDir, 'fuelConsumed', 'v1', 'manifest.json');
    await expect(read).rejects.toMatchObject({ code: 'MISSING_FILE', message: `${file} is missing` });
  });
});

describe('the pointer file', () => {
  const write = (text: string) => writeFile(path.join(modelsDir, 'current.json'), text);

  it('names the current version of each target', async () => {
    await write('{"current":{"fuelConsumed":"v2"},"note":"kept"}');
    expect(await readPointer(modelsDir)).toEqual({ current: { fuelConsumed: 'v2' }, note: 'kept' });
  });

  it('that is not there means that no version is current', async () => {
    expect(await readPointer(modelsDir)).toEqual({ current: {} });
  });

  it.each([
    ['is cut short', '{"current":', /current\.json is no JSON/],
    ['leads out of the folder', '{"current":{"fuelConsumed":"../v2"}}', /current\.fuelConsumed must be/],
  ])('that %s is refused', async (_what, text, message) => {
    await write(text);
    await expect(readPointer(modelsDir)).rejects.toMatchObject({
      code: 'INVALID',
      message: expect.stringMatching(message),
    });
  });
});

it('a version is a folder within its target, and no name leads out of it', () => {
  expect(versionFolder('models', 'fuelConsumed', 'v1')).toBe(path.join('models', 'fuelConsumed', 'v1'));
  for (const name of ['..', '../x', 'a/b', '', '.hidden', 'a\\b'])
    expect(() => versionFolder('models', 'fuelConsumed', name)).toThrow(/must be 1 to 64/);
});
