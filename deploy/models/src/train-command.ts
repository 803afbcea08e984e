import type { TrainedVersion } from '@mining-ops/learning/training/train-models.js';
import { trainModels } from '@mining-ops/learning/training/train-models.js';
import type { CommandContext } from './command.js';
import { OptionsError, parseOptions, pathOption } from './options.js';
import { targetsOf } from './target-option.js';

const USAGE = `npm run models:train -- [options]

Trains a new version of each target's model from final_training_data_real.csv (npm run data:prepare makes it) and stores
it as a candidate. What is served changes with npm run models:validate only.

  --target NAME   only this target; may be given several times (default: every target)
  --seed N        the same data and seed give the same model (default 1)
  --data DIR      folder of the training file (default: DATA_DIR, else data)
  --models DIR    folder of the models (default: MODELS_DIR, else models)
  --json          prints the versions' manifests as JSON
  --help          prints this, and ends
`;

export async function trainCommand(
  args: readonly string[],
  { config, bar, signal }: CommandContext,
): Promise<string> {
  const { values } = parseOptions(args, {
    target: { type: 'string', multiple: true, default: [] },
    seed: { type: 'string', default: '1' },
    data: { type: 'string' },
    models: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  if (values.help) return USAGE;
  const trained = await trainModels({
    dataDir: pathOption('--data', values.data, config.dataDir),
    modelsDir: pathOption('--models', values.models, config.modelsDir),
    targets: targetsOf(values.target),
    seed: seedOf(values.seed),
    now: Date.now,
    signal,
    onProgress: ({ target, overall }) => {
      bar.show(`training ${target}`, overall);
    },
  });
  if (values.json)
    return `${JSON.stringify(
      trained.map(({ manifest }) => manifest),
      null,
      2,
    )}\n`;
  return trained.map(textOf).join('\n');
}

function seedOf(text: string): number {
  const seed = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(seed)) throw new OptionsError(`--seed must be a whole number, is "${text}"`);
  return seed;
}

const digits = (value: number): string => value.toFixed(3);

/** A version's manifest in a few lines. */
export function textOf({ manifest, isNew, pruned }: TrainedVersion): string {
  const { crossValidation: cv, latest } = manifest;
  const score = manifest.task === 'regression' ? 'R²' : 'explained log loss';
  const interval = ({ estimate, low, high }: typeof cv.model): string =>
    `${digits(estimate)} (95%: ${digits(low)} to ${digits(high)})`;
  const auc = (value: number | null): string => (value === null ? '' : `, AUC ${digits(value)}`);
  return [
    `${manifest.target} ${manifest.version}${isNew ? '' : ' (was there already: same data, seed and code)'}`,
    `  ${manifest.choice}`,
    `  ${score} ${interval(cv.model)}${auc(cv.auc)}; linear ${digits(cv.linear.estimate)}, constant ${digits(cv.constant.estimate)}`,
    ...(latest === null
      ? []
      : [
          `  on the trips since ${latest.from.slice(0, 10)}, held out: ${interval(latest.model)}${auc(latest.auc)}`,
        ]),
    ...(pruned.length === 0 ? [] : [`  older versions removed: ${pruned.join(', ')}`]),
    '',
  ].join('\n');
}
