import { mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolders } from '@mining-ops/fleet-data/testing/temporary-folder.js';
import { TARGETS } from '../features/targets.js';
import { tripsOfKnownLaws } from '../testing/known-laws.js';
import { trainTarget } from '../training/train-target.js';
import { manifestOf } from '../training/train-models.js';
import { binColumns } from '../trees/binned-columns.js';
import { currentVersions, KEPT_SERVED, promote, RegistryError, rollBack } from './current-versions.js';
import type { ModelManifest } from './manifest.js';
import { KEPT_VERSIONS, prune } from './prune.js';
import { listVersions, nextVersion, versionNames, versionWithKey, writeVersion } from './registry.js';

const temporaryFolder = temporaryFolders();
const target = TARGETS[0]!;
const AT_MS = Date.UTC(2026, 10, 1);

const table = tripsOfKnownLaws(200, 1);
const trained = await trainTarget(table, binColumns(table.columns), target, { seed: 1 });
const manifestNamed = (version: string): ModelManifest =>
  manifestOf(trained, table, target, {
    ...{ version, seed: 1, codeVersion: 'test', trainedAt: new Date(AT_MS).toISOString(), durationS: 1 },
  });
const nameOf = (number: number): string => `${String(number).padStart(4, '0')}-00000000`;
const write = (modelsDir: string, version: string): Promise<void> =>
  writeVersion(modelsDir, {
    onnx: trained.onnx.bytes,
    manifest: manifestNamed(version),
    profile: trained.profile,
  });
const promotion = (version: string) => ({ target: target.name, version, reason: 'it is better' });
const BY_GATE = { atMs: AT_MS, by: 'gate' } as const;

describe('the registry', () => {
  it('numbers versions, and finds the one that the same data, seed and code made', () => {
    expect(nextVersion([], 'abcdef0123')).toBe('0001-abcdef01');
    expect(nextVersion(['0009-aaaaaaaa', '0010-bbbbbbbb'], 'abcdef0123')).toBe('0011-abcdef01');
    expect(versionWithKey(['0001-abcdef01', '0002-bbbbbbbb'], 'abcdef0123')).toBe('0001-abcdef01');
    expect(versionWithKey(['0001-bbbbbbbb'], 'abcdef0123')).toBeNull();
  });

  it('keeps a version whole: model, manifest and profile, and nothing half written', async () => {
    const modelsDir = await temporaryFolder();
    await write(modelsDir, nameOf(1));
    await write(modelsDir, nameOf(1)); // again: it stays
    const folder = path.join(modelsDir, target.name);
    expect(await readdir(folder)).toEqual([nameOf(1)]);
    expect((await readdir(path.join(folder, nameOf(1)))).sort()).toEqual([
      'manifest.json',
      'model.onnx',
      'profile.json',
    ]);
    expect(await listVersions(modelsDir, target.name)).toEqual([
      { target: target.name, version: nameOf(1), manifest: manifestNamed(nameOf(1)), decision: null },
    ]);
  });

  it('knows nothing of a folder that is not there', async () => {
    expect(await listVersions('/nowhere', target.name)).toEqual([]);
    expect(await currentVersions('/nowhere')).toEqual({ current: {}, history: {}, withdrawn: {} });
  });
});

describe('the versions that are served', () => {
  it('change by promotion, and back by rolling back, one after the other', async () => {
    const modelsDir = await temporaryFolder();
    for (const number of [1, 2, 3]) {
      await write(modelsDir, nameOf(number));
      await promote(modelsDir, [promotion(nameOf(number))], BY_GATE);
    }
    await promote(modelsDir, [promotion(nameOf(3))], { ...BY_GATE, atMs: AT_MS + 1 }); // again: nothing changes
    expect((await currentVersions(modelsDir)).history[target.name]).toHaveLength(3);
    expect(await rollBack(modelsDir, null)).toEqual([
      { target: target.name, from: nameOf(3), to: nameOf(2) },
    ]);
    expect(await rollBack(modelsDir, target.name)).toEqual([
      { target: target.name, from: nameOf(2), to: nameOf(1) },
    ]);
    await expect(rollBack(modelsDir, target.name)).rejects.toThrow(RegistryError);
    const { current, withdrawn } = await currentVersions(modelsDir);
    expect(current).toEqual({ [target.name]: nameOf(1) });
    expect(withdrawn).toEqual({ [target.name]: [nameOf(3), nameOf(2)] });
  });

  it('are not changed by the gate to what was gone back from, though it had decided before; by a person they are', async () => {
    const modelsDir = await temporaryFolder();
    for (const number of [1, 2]) {
      await write(modelsDir, nameOf(number));
      await promote(modelsDir, [promotion(nameOf(number))], BY_GATE);
    }
    await rollBack(modelsDir, target.name);
    await promote(modelsDir, [promotion(nameOf(2))], BY_GATE); // the job ran twice
    expect((await currentVersions(modelsDir)).current).toEqual({ [target.name]: nameOf(1) });
    await promote(modelsDir, [promotion(nameOf(2))], { ...BY_GATE, by: 'person' });
    expect(await currentVersions(modelsDir)).toMatchObject({
      current: { [target.name]: nameOf(2) },
      withdrawn: { [target.name]: [] },
    });
  });

  it('go back past one whose folder is gone', async () => {
    const modelsDir = await temporaryFolder();
    for (const number of [1, 2, 3]) {
      await write(modelsDir, nameOf(number));
      await promote(modelsDir, [promotion(nameOf(number))], BY_GATE);
    }
    await rm(path.join(modelsDir, target.name, nameOf(2)), { recursive: true });
    expect(await rollBack(modelsDir, null)).toEqual([
      { target: target.name, from: nameOf(3), to: nameOf(1) },
    ]);
  });

  it('change one after the other where two processes change them at once: none is lost', async () => {
    const modelsDir = await temporaryFolder();
    const numbers = [1, 2, 3, 4];
    for (const number of numbers) await write(modelsDir, nameOf(number));
    await Promise.all(numbers.map((number) => promote(modelsDir, [promotion(nameOf(number))], BY_GATE)));
    const { history } = await currentVersions(modelsDir);
    expect(history[target.name]?.map(({ version }) => version).sort()).toEqual(numbers.map(nameOf));
  });

  it('stay as they are where one of several promotions cannot be', async () => {
    const modelsDir = await temporaryFolder();
    await write(modelsDir, nameOf(1));
    const both = [promotion(nameOf(1)), promotion(nameOf(7))];
    await expect(promote(modelsDir, both, BY_GATE)).rejects.toThrow(
      'fuelConsumed has no version "0007-00000000": it has 0001-00000000.',
    );
    expect((await currentVersions(modelsDir)).current).toEqual({});
  });

  it('do not point to a version whose manifest is broken', async () => {
    const modelsDir = await temporaryFolder();
    await write(modelsDir, nameOf(1));
    const file = path.join(modelsDir, target.name, nameOf(1), 'manifest.json');
    await writeFile(file, (await readFile(file, 'utf8')).slice(0, 100));
    await expect(promote(modelsDir, [promotion(nameOf(1))], BY_GATE)).rejects.toThrow(
      /manifest\.json is no JSON/,
    );
    expect((await currentVersions(modelsDir)).current).toEqual({});
  });
});

it('pruning keeps the newest versions, the one that is served and those served last', async () => {
  const modelsDir = await temporaryFolder();
  const count = KEPT_VERSIONS + KEPT_SERVED + 4;
  for (let number = 1; number <= count; number += 1) {
    await write(modelsDir, nameOf(number));
    if (number <= KEPT_SERVED + 2) await promote(modelsDir, [promotion(nameOf(number))], BY_GATE);
  }
  expect(await prune(modelsDir, target.name)).toEqual([nameOf(1), nameOf(8), nameOf(9)]);
  expect(await versionNames(modelsDir, target.name)).toHaveLength(count - 3);
  expect(await prune(modelsDir, target.name)).toEqual([]);
  // Everything that can be gone back to is there.
  for (let back = 0; back < KEPT_SERVED; back += 1) await rollBack(modelsDir, target.name);
  await expect(rollBack(modelsDir, target.name)).rejects.toThrow(/has no version before 0002-00000000/);
});

it('pruning removes what a killed process left half written, once it is an hour old', async () => {
  const modelsDir = await temporaryFolder();
  await write(modelsDir, nameOf(1));
  const folder = path.join(modelsDir, target.name);
  const half = path.join(folder, `.${nameOf(2)}.0b7c1c9e-4a3f-4d1e-9b57-2f0e6a1c8d42`);
  await mkdir(half);
  await prune(modelsDir, target.name);
  expect(await readdir(folder)).toHaveLength(2);
  await utimes(half, 0, 0);
  await prune(modelsDir, target.name);
  expect(await readdir(folder)).toEqual([nameOf(1)]);
});
