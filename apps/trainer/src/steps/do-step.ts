import path from 'node:path';
import { fileSha256 } from '@mining-ops/fleet-data/file-sha256.js';
import { haulingActivities } from '@mining-ops/fleet-data/tables/hauling-activities.js';
import { promotePassed, validateModels } from '@mining-ops/learning/gate/validate-models.js';
import { prepareTrainingData } from '@mining-ops/learning/preparation/prepare-training-data.js';
import { TARGETS, type TargetDefinition } from '@mining-ops/learning/features/targets.js';
import { readVersion } from '@mining-ops/learning/registry/registry.js';
import { trainModels } from '@mining-ops/learning/training/train-models.js';
import { JobFailedError } from '@mining-ops/jobs/definitions/job-failure.js';
import type { JudgedVersion } from '@mining-ops/jobs/definitions/training-job.js';
import { writeLastTraining } from '../start/last-training.js';
import type { StepResult } from './run-step.js';
import type { StepOrder } from './step-messages.js';

type OnProgress = (share: number) => void | Promise<void>;

/** Does a step of a training with what `libs/learning` has. Doing one twice comes to the same versions. */
export async function doStep(
  { step: payload, dataDir, modelsDir }: StepOrder,
  onProgress: OnProgress,
): Promise<StepResult> {
  const folders = { dataDir, modelsDir, now: Date.now };
  switch (payload.step) {
    case 'prepare': {
      // Noted before, too: a training that fails or is called off is not begun again of itself.
      await noteTraining(modelsDir, await fileSha256(path.join(dataDir, haulingActivities.file)));
      const { activities, tables } = await prepareTrainingData({
        dataDir,
        onProgress: (share) => void onProgress(share),
      });
      await noteTraining(modelsDir, tables[0]?.sha256 ?? null);
      const { rowsRead, rowsUsed, rowsSetAside } = activities;
      return { step: 'prepare', rowsRead, rowsUsed, rowsSetAside };
    }
    case 'train': {
      const target = targetNamed(payload.target);
      const [trained] = await trainModels({
        ...folders,
        targets: [target],
        seed: payload.seed,
        onProgress: ({ share }) => onProgress(share),
      });
      if (trained === undefined) throw new Error(`${target.name} was not trained`);
      return { step: 'train', target: target.name, version: trained.manifest.version };
    }
    case 'validate': {
      const decisions = await validateModels({
        ...folders,
        targets: payload.versions.map(({ target }) => targetNamed(target)),
        versions: new Map(payload.versions.map(({ target, version }) => [target, version])),
        onProgress: ({ overall }) => onProgress(overall),
      });
      const versions = await Promise.all(
        decisions.map(async ({ target, version, verdict, reasons }): Promise<JudgedVersion> => {
          const { skill } = (await readVersion(modelsDir, target, version)).manifest;
          return { target, version, decision: verdict, skill, reasons };
        }),
      );
      return { step: 'validate', versions };
    }
    case 'promote': {
      const verdicts = payload.versions.map(({ decision: verdict, ...rest }) => ({ ...rest, verdict }));
      await promotePassed(modelsDir, verdicts, Date.now());
      return { step: 'promote' };
    }
  }
}

async function noteTraining(modelsDir: string, activitiesSha256: string | null): Promise<void> {
  if (activitiesSha256 === null) return;
  await writeLastTraining(modelsDir, { activitiesSha256, preparedAt: new Date().toISOString() });
}

function targetNamed(name: string): TargetDefinition {
  const found = TARGETS.find((target) => target.name === name);
  if (found !== undefined) return found;
  const message = `targets: "${name}" is none of ${TARGETS.map((target) => target.name).join(', ')}`;
  throw new JobFailedError({ code: 'UNKNOWN_TARGET', message, field: 'targets', kind: 'BAD_INPUT' });
}
