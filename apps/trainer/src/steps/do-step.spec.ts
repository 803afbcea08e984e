import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { TRAINING_FILE } from '@mining-ops/learning/preparation/training-file.js';
import { temporaryFolders } from '@mining-ops/fleet-data/testing/temporary-folder.js';
import { readLastTraining } from '../start/last-training.js';
import { doStep } from './do-step.js';
import { runStep, type StepResult } from './run-step.js';
import type { StepOrder } from './step-messages.js';

const newFolder = temporaryFolders();
const SAMPLE_MINE = path.resolve(import.meta.dirname, '../../../../data');
const PROGRAM = new URL('../../dist/steps/step-process.js', import.meta.url);
const TRIPS = 400;

let dataDir: string;
let modelsDir: string;
beforeEach(async () => {
  const folder = await newFolder();
  [dataDir, modelsDir] = [path.join(folder, 'data'), path.join(folder, 'models')];
  await mkdir(dataDir);
  for (const name of await readdir(SAMPLE_MINE))
    if (name.endsWith('.csv') && name !== TRAINING_FILE)
      await cp(path.join(SAMPLE_MINE, name), path.join(dataDir, name));
  const file = path.join(dataDir, 'hauling_activities.csv');
  const trips = (await readFile(file, 'utf8')).split('\n').slice(0, TRIPS + 1);
  await writeFile(file, `${trips.join('\n')}\n`);
});

const orderOf = (step: StepOrder['step']): StepOrder => ({ step, dataDir, modelsDir, nice: 0 });
const does = (step: StepOrder['step']): Promise<StepResult> => doStep(orderOf(step), () => undefined);
const train = { step: 'train', target: 'loadWeight', seed: 1 } as const;

/** Every file of the models with its content, but for the moments when it was made. */
async function models(): Promise<Record<string, string>> {
  const entries = await readdir(modelsDir, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const contents = await Promise.all(
    files.sort().map(async (file): Promise<[string, string]> => {
      const text = await readFile(file, 'latin1');
      return [path.relative(modelsDir, file), text.replaceAll(/"(?:decidedAt|preparedAt)": "[^"]*"/g, '')];
    }),
  );
  return Object.fromEntries(contents);
}

/** Does a step, then again as if its job had been taken over; the second time must change nothing. */
async function doesTwice(step: StepOrder['step']): Promise<StepResult> {
  const first = await does(step);
  const after = await models();
  expect(await does(step)).toEqual(first);
  expect(await models()).toEqual(after);
  return first;
}

it('each step of a training may be done twice, and what is served changes with the last one only', async () => {
  expect(await doesTwice({ step: 'prepare' })).toMatchObject({ rowsRead: TRIPS });
  const trained = await doesTwice(train);
  if (trained.step !== 'train') throw new Error('it was not trained');
  const { target, version } = trained;
  const judged = await doesTwice({ step: 'validate', versions: [{ target, version }] });
  if (judged.step !== 'validate') throw new Error('it was not validated');
  expect(judged.versions).toMatchObject([{ target, version, decision: 'promoted' }]);

  expect(Object.keys(await models())).not.toContain('current.json');
  await doesTwice({ step: 'promote', versions: judged.versions });
  expect(JSON.parse((await models())['current.json'] ?? '')).toMatchObject({
    current: { [target]: version },
  });
});

it('data that cannot be prepared are remembered as those of the last training, so that it is not begun again of itself', async () => {
  await writeFile(path.join(dataDir, 'hauling_activities.csv'), 'id,truckId\na1,t1\n');
  await expect(does({ step: 'prepare' })).rejects.toMatchObject({ code: 'MISSING_COLUMN' });
  expect(await readLastTraining(modelsDir)).toMatchObject({
    activitiesSha256: createHash('sha256').update('id,truckId\na1,t1\n').digest('hex'),
  });
});

it('a training that is killed leaves no version, and the next one makes it', async () => {
  await does({ step: 'prepare' });
  const killed = new AbortController();
  const context = {
    signal: killed.signal,
    onProgress: () => {
      killed.abort(new Error('killed'));
    },
  };
  await expect(runStep(PROGRAM, orderOf(train), context)).rejects.toThrow('killed');
  const versions = async (): Promise<string[]> => (await readdir(path.join(modelsDir, 'loadWeight'))).sort();
  await expect(versions()).rejects.toThrow('ENOENT');
  await does(train);
  expect(await versions()).toEqual([expect.stringMatching(/^0001-/)]);
});
