import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolders } from '@mining-ops/fleet-data/testing/temporary-folder.js';
import { TARGETS } from '@mining-ops/learning/features/targets.js';
import { prepareTrainingData } from '@mining-ops/learning/preparation/prepare-training-data.js';
import { TRAINING_FILE } from '@mining-ops/learning/preparation/training-file.js';
import { readVersion } from '@mining-ops/learning/registry/registry.js';
import { loadConfig } from '@mining-ops/platform/config.js';
import type { CommandContext } from './command.js';
import { OptionsError } from './options.js';
import { ProgressBar } from './progress-bar.js';
import { rollbackCommand } from './rollback-command.js';
import { trainCommand } from './train-command.js';
import { validateCommand } from './validate-command.js';

const temporaryFolder = temporaryFolders();
const ROOT = path.resolve(import.meta.dirname, '../../..');

const contextOf = (dataDir: string, modelsDir: string): CommandContext => ({
  config: { ...loadConfig({}), dataDir, modelsDir },
  bar: new ProgressBar({ write: () => undefined }),
  signal: new AbortController().signal,
});

async function preparedSampleMine(): Promise<string> {
  const dataDir = await temporaryFolder();
  for (const name of await readdir(path.join(ROOT, 'data')))
    if (name.endsWith('.csv') && name !== TRAINING_FILE)
      await cp(path.join(ROOT, 'data', name), path.join(dataDir, name));
  await prepareTrainingData({ dataDir });
  return dataDir;
}

/** A manifest or decision without the moment at which it was made. */
function timeless(text: string): unknown {
  return JSON.parse(text, (key, value: unknown) =>
    ['trainedAt', 'durationS', 'decidedAt', 'since'].includes(key) ? undefined : value,
  );
}

const COMMANDS = [
  ['train', trainCommand],
  ['validate', validateCommand],
  ['rollback', rollbackCommand],
] as const;

describe.each(COMMANDS)('npm run models:%s', (name, command) => {
  const nowhere = contextOf('/nowhere', '/nowhere');

  it('explains itself', async () => {
    expect(await command(['--help'], nowhere)).toMatch(new RegExp(`^npm run models:${name} `));
  });

  it.each([
    [['--fast'], /'--fast'.*--help shows how/],
    [['--models', ''], /--models must name a folder or file, is empty/],
    [
      name === 'rollback' ? ['fuel'] : ['--target', 'fuel'],
      /"fuel" is no target; there are fuelConsumed, loadWeight/,
    ],
  ])('refuses %j by name', async (args, message) => {
    await expect(command(args, nowhere)).rejects.toThrow(OptionsError);
    await expect(command(args, nowhere)).rejects.toThrow(message);
  });
});

it('training without prepared data says how to prepare them', async () => {
  const folder = await temporaryFolder();
  await expect(trainCommand([], contextOf(folder, folder))).rejects.toThrow(
    /^final_training_data_real\.csv is not in .*: make it with npm run data:prepare\.$/,
  );
});

it('judging looks at what was trained on the data as they are now, after they were put back to earlier ones', async () => {
  const dataDir = await preparedSampleMine();
  const modelsDir = path.join(await temporaryFolder(), 'models');
  const context = contextOf(dataDir, modelsDir);
  const file = path.join(dataDir, 'hauling_activities.csv');
  const lines = (await readFile(file, 'utf8')).split('\n');
  const trainedFrom = async (trips: number): Promise<string> => {
    await writeFile(file, `${lines.slice(0, trips + 1).join('\n')}\n`);
    await prepareTrainingData({ dataDir });
    return trainCommand(['--target', 'loadWeight'], context);
  };
  expect(await trainedFrom(500)).toMatch(/^loadWeight 0001-/);
  expect(await trainedFrom(400)).toMatch(/^loadWeight 0002-/);
  expect(await validateCommand([], context)).toMatch(/^loadWeight 0002-/);
  expect(await trainedFrom(500)).toMatch(/^loadWeight 0001-\w+ \(was there already/);
  expect(await validateCommand([], context)).toMatch(/^loadWeight 0001-/);
}, 60_000);

it('judging without a version says how to train one', async () => {
  const folder = await temporaryFolder();
  await expect(validateCommand([], contextOf(folder, folder))).rejects.toThrow(
    /has no version to judge: .*models:train/,
  );
});

/** What the sample mine's README computes: the best that any model could reach, by target. */
async function limits(): Promise<Map<string, number>> {
  const text = await readFile(path.join(ROOT, 'deploy/sample-mine/README.md'), 'utf8');
  const rows = text.matchAll(/^\| (\w+) +\| (?:R²|AUC) +\| (-?\d\.\d+) +\|/gm);
  return new Map([...rows].map(([, name = '', best]) => [name, Number(best)]));
}

describe('the shipped models', () => {
  it('come within 0.03 of the best that any model could reach', async () => {
    const best = await limits();
    for (const { name, task } of TARGETS) {
      const { current } = JSON.parse(await readFile(path.join(ROOT, 'models/current.json'), 'utf8')) as {
        current: Record<string, string>;
      };
      const { manifest } = await readVersion(path.join(ROOT, 'models'), name, current[name] ?? '');
      const scores = manifest.crossValidation;
      const reached = task === 'regression' ? scores.model.estimate : scores.auc;
      expect([name, reached! > best.get(name)! - 0.03]).toEqual([name, true]);
    }
  });

  it('come from the shipped data by these commands: every file, but for the moments when it was made', async () => {
    const dataDir = await preparedSampleMine();
    const modelsDir = path.join(await temporaryFolder(), 'models');
    const context = contextOf(dataDir, modelsDir);
    await trainCommand([], context);
    const judged = await validateCommand([], context);
    for (const { name } of TARGETS)
      expect(judged).toMatch(new RegExp(`^${name} 0001-[0-9a-f]{8}: promoted`, 'm'));

    const files = (await readdir(modelsDir, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(modelsDir, path.join(entry.parentPath, entry.name)));
    expect(files).toHaveLength(1 + 4 * TARGETS.length);
    for (const file of files) {
      const made = await readFile(path.join(modelsDir, file));
      const shipped = await readFile(path.join(ROOT, 'models', file));
      if (!file.endsWith('.json') || file.endsWith('profile.json'))
        expect([file, made.equals(shipped)]).toEqual([file, true]);
      else expect(timeless(made.toString())).toEqual(timeless(shipped.toString()));
    }

    // Doing it again changes nothing: a job may run twice.
    const before = await readFile(path.join(modelsDir, 'current.json'), 'utf8');
    expect(await trainCommand(['--target', 'loadWeight'], context)).toMatch(
      /^loadWeight 0001-\w+ \(was there already/,
    );
    expect(await validateCommand([], context)).toBe(judged);
    expect(await readFile(path.join(modelsDir, 'current.json'), 'utf8')).toBe(before);
  }, 600_000);

  it('can be gone back from: another version is promoted, rolled back, and not promoted again', async () => {
    const dataDir = await preparedSampleMine();
    const modelsDir = path.join(await temporaryFolder(), 'models');
    await cp(path.join(ROOT, 'models'), modelsDir, { recursive: true });
    const context = contextOf(dataDir, modelsDir);
    const current = async (): Promise<string | undefined> =>
      (
        JSON.parse(await readFile(path.join(modelsDir, 'current.json'), 'utf8')) as {
          current: Record<string, string>;
        }
      ).current['isDelayed'];
    const first = await current();

    await expect(rollbackCommand(['isDelayed'], context)).rejects.toThrow(
      `isDelayed has no version before ${first ?? ''} to go back to.`,
    );
    await trainCommand(['--target', 'isDelayed', '--seed', '2'], context);
    expect(await current()).toBe(first); // a candidate changes nothing
    const judged = await validateCommand(['--target', 'isDelayed'], context);
    expect(judged).toMatch(/^isDelayed 0002-\w+: promoted/);
    expect(judged).toContain(`it is no worse than ${first ?? ''}, which is served`);
    expect(await current()).toMatch(/^0002-/);

    expect(await rollbackCommand([], context)).toMatch(
      new RegExp(`^isDelayed: ${first ?? ''} is served again, instead of 0002-`),
    );
    expect(await current()).toBe(first);
    expect(await validateCommand(['--target', 'isDelayed'], context)).toMatch(
      /: held; .*\n {2}0002-\w+ was rolled back/,
    );
    expect(await current()).toBe(first);
  }, 120_000);

  it('have thresholds that gate.json sets: above its reach a model is rejected, within its interval held', async () => {
    const dataDir = await preparedSampleMine();
    const modelsDir = path.join(await temporaryFolder(), 'models');
    await mkdir(modelsDir);
    await cp(path.join(ROOT, 'models/loadWeight'), path.join(modelsDir, 'loadWeight'), { recursive: true });
    const context = contextOf(dataDir, modelsDir);
    const judgedAt = async (threshold: number): Promise<string> => {
      await writeFile(
        path.join(modelsDir, 'gate.json'),
        JSON.stringify({ thresholds: { loadWeight: threshold } }),
      );
      return validateCommand([], context);
    };
    expect(await judgedAt(0.95)).toMatch(
      /: rejected; served is nothing\n {2}its score 0\.8.* is below the threshold 0\.95/,
    );
    expect(await judgedAt(0.89)).toMatch(
      /: held; served is nothing\n {2}within noise: the threshold 0\.89 lies inside/,
    );
    expect(await judgedAt(0.8)).toMatch(/: promoted/);
    await writeFile(path.join(modelsDir, 'gate.json'), '{"thresholds": {"fuel": 0.8}}');
    await expect(validateCommand([], context)).rejects.toThrow(
      /gate\.json is not as it should be: thresholds/,
    );
  });
});
