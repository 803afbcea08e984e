import { promotePassed, validateModels } from '@mining-ops/learning/gate/validate-models.js';
import type { Decision } from '@mining-ops/learning/registry/decision.js';
import type { CommandContext } from './command.js';
import { parseOptions, pathOption } from './options.js';
import { targetsOf } from './target-option.js';

const USAGE = `npm run models:validate -- [options]

Judges the newest version of each target that was trained on the training file as it is now, stores the decision beside it,
and serves the promoted ones from now on. What is held or rejected changes nothing. docs/learning.md says how it judges; models/gate.json may set other thresholds.

  --target NAME   only this target; may be given several times (default: every target)
  --data DIR      folder of the training file (default: DATA_DIR, else data)
  --models DIR    folder of the models (default: MODELS_DIR, else models)
  --json          prints the decisions as JSON
  --help          prints this, and ends
`;

export async function validateCommand(
  args: readonly string[],
  { config, bar, signal }: CommandContext,
): Promise<string> {
  const { values } = parseOptions(args, {
    target: { type: 'string', multiple: true, default: [] },
    data: { type: 'string' },
    models: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  if (values.help) return USAGE;
  const modelsDir = pathOption('--models', values.models, config.modelsDir);
  const decisions = await validateModels({
    dataDir: pathOption('--data', values.data, config.dataDir),
    modelsDir,
    targets: targetsOf(values.target),
    now: Date.now,
    signal,
    onProgress: ({ target, overall }) => {
      bar.show(`judging ${target}`, overall);
    },
  });
  await promotePassed(modelsDir, decisions, Date.now());
  return values.json ? `${JSON.stringify(decisions, null, 2)}\n` : decisions.map(textOf).join('');
}

/** A decision with its reasons, one a line. */
export function textOf({ target, version, verdict, reasons, incumbent }: Decision): string {
  const served = verdict === 'promoted' ? version : (incumbent ?? 'nothing');
  const lines = reasons.map((reason) => `  ${reason}\n`).join('');
  return `${target} ${version}: ${verdict}; served is ${served}\n${lines}`;
}
