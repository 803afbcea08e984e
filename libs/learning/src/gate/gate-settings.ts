import path from 'node:path';
import { ModelFilesError } from '@mining-ops/model-files/model-files-error.js';
import { readJson } from '@mining-ops/model-files/read-json.js';
import { z } from 'zod';
import { TARGETS } from '../features/targets.js';

/** In the folder of models; what it does not say has its default. */
export const GATE_FILE = 'gate.json';

/**
 * The least R² that a target's model must have. 0.8 where nothing else is said. Durations are recorded in whole minutes,
 * and stand for traffic and handling that no feature knows: the best possible model of the sample mine's hauling explains
 * 0.72 (deploy/sample-mine/README.md), so 0.8 would refuse every model. What they replace are calibrated averages.
 * A classification has no threshold: it must only beat the base rate.
 */
const DEFAULT_THRESHOLD = 0.8;
const DEFAULT_THRESHOLDS: Readonly<Record<string, number | null>> = {
  isDelayed: null,
  loadingDuration: 0.6,
  haulingDuration: 0.6,
  dumpingDuration: 0.6,
  returnDuration: 0.6,
};
/** A candidate whose loss against what is served may be larger than this is worse, in parts of the score. */
const DEFAULT_MARGIN = 0.01;

const names = TARGETS.map(({ name }) => name) as [string, ...string[]];

const gateFileSchema = z.strictObject({
  /** Threshold by target: an R², or null for none. */
  thresholds: z.partialRecord(z.enum(names), z.number().max(1).nullable()).default({}),
  margin: z.number().min(0).max(1).default(DEFAULT_MARGIN),
});

export interface GateSettings {
  readonly thresholdOf: (target: string) => number | null;
  readonly margin: number;
}

/** The gate's settings: `gate.json`, over the defaults. @throws ModelFilesError that names the field at fault */
export async function readGateSettings(modelsDir: string): Promise<GateSettings> {
  const { thresholds, margin } = await readJson(path.join(modelsDir, GATE_FILE), gateFileSchema).catch(
    (error: unknown) => {
      if (error instanceof ModelFilesError && error.code === 'MISSING_FILE') return gateFileSchema.parse({});
      throw error;
    },
  );
  const own: Readonly<Record<string, number | null | undefined>> = { ...DEFAULT_THRESHOLDS, ...thresholds };
  return {
    thresholdOf: (target) => {
      const threshold = own[target];
      return threshold === undefined ? DEFAULT_THRESHOLD : threshold;
    },
    margin,
  };
}
