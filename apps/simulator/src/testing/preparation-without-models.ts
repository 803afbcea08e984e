import type { FleetSnapshot } from '@mining-ops/fleet-data/snapshot.js';
import { ServedModels } from '@mining-ops/inference/served-models.js';
import { MinePreparation } from '../mine-preparation.js';

/** Prepares from data alone, as where no model was trained yet. */
export function preparationWithoutModels(currentSnapshot: () => Promise<FleetSnapshot>): MinePreparation {
  return new MinePreparation({
    currentSnapshot,
    models: new ServedModels({ modelsDir: 'no-such-folder' }),
    note: () => {
      throw new Error('nothing is predicted without models');
    },
  });
}
