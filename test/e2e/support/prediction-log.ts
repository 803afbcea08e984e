import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PREDICTION_COLUMNS } from '@mining-ops/inference/prediction-columns.js';
import { PREDICTION_LOG } from '@mining-ops/inference/prediction-log.js';
import { profileSchema } from '@mining-ops/learning/training/profile.js';

const MODELS = path.resolve(import.meta.dirname, '../../../models');

/**
 * Writes a log of predictions: of the trips that the shipped models were trained on, each as long as it was times
 * `distanceFactor`.
 *
 * @param folder the system's own
 */
export async function writePredictionLog(
  folder: string,
  { distanceFactor }: { readonly distanceFactor: number },
): Promise<void> {
  const { current } = JSON.parse(await readFile(path.join(MODELS, 'current.json'), 'utf8')) as {
    current: Record<string, string>;
  };
  const file = path.join(MODELS, 'fuelConsumed', current['fuelConsumed'] ?? '', 'profile.json');
  const { sample } = profileSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  const names = [...Object.keys(sample.numeric), ...Object.keys(sample.categorical)];
  const lines = Array.from({ length: 300 }, (_, row) => {
    const cells = names.map((name) => {
      const number = sample.numeric[name]?.[row];
      if (name === 'distance') return String(distanceFactor * (number ?? 0));
      if (name in sample.numeric) return number === null ? '' : String(number);
      const category = sample.categorical[name];
      return category?.levels[category.codes[row] ?? -1] ?? '';
    });
    return [new Date().toISOString(), `job-${row}`, '', ...cells, sample.prediction[row]].join(',');
  });
  const header = ['timestamp', 'job_id', 'model_version', ...names, PREDICTION_COLUMNS.fuelConsumed].join(
    ',',
  );
  await mkdir(path.join(folder, 'logs'), { recursive: true });
  await writeFile(path.join(folder, 'logs', PREDICTION_LOG), `${[header, ...lines].join('\n')}\n`);
}
