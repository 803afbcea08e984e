import { makeCurrent, writeVersion } from '@mining-ops/inference/testing/model-folder.js';
import { CATEGORICAL_FEATURES, NUMERIC_FEATURES } from '@mining-ops/learning/features/feature-list.js';
import { TARGETS, type TripOutcome } from '@mining-ops/learning/features/targets.js';

/** What models that predict a constant each say of every trip. */
export type Constants = Readonly<Partial<Record<TripOutcome, number | undefined>>>;

export const ALL_CONSTANTS = {
  fuelConsumed: 12,
  loadWeight: 24,
  isDelayed: 0.25,
  loadingDuration: 11,
  haulingDuration: 22,
  dumpingDuration: 7,
  returnDuration: 17,
} satisfies Constants;

/** Writes a version of a model of each of the targets, and makes them current. */
export async function makeConstantsCurrent(
  modelsDir: string,
  version: string,
  constants: Constants,
): Promise<void> {
  const features = { numeric: [...NUMERIC_FEATURES], categorical: [...CATEGORICAL_FEATURES] };
  const weights = NUMERIC_FEATURES.map(() => 0);
  const served = TARGETS.filter(({ name }) => constants[name] !== undefined);
  for (const { name, task, unit } of served)
    await writeVersion(modelsDir, name, version, {
      model: {
        bias: constants[name] ?? 0,
        weights,
        categoryValues: {},
        categories: CATEGORICAL_FEATURES.length,
      },
      manifest: { features, task, unit, spread: task === 'regression' ? [0.9, 1, 1.1] : null },
    });
  await makeCurrent(modelsDir, Object.fromEntries(served.map(({ name }) => [name, version])));
}
