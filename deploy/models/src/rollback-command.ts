import { rollBack } from '@mining-ops/learning/registry/current-versions.js';
import type { CommandContext } from './command.js';
import { parseOptions, pathOption } from './options.js';
import { targetOf } from './target-option.js';

const USAGE = `npm run models:rollback -- [TARGET] [options]

Serves the version again that was served before: of one target, or of every target that has an earlier one. The version
gone back from stays where it is, and models:validate does not promote it again.

  --models DIR   folder of the models (default: MODELS_DIR, else models)
  --help         prints this, and ends
`;

export async function rollbackCommand(args: readonly string[], { config }: CommandContext): Promise<string> {
  const { values, positionals } = parseOptions(args, { models: { type: 'string' } }, 1);
  if (values.help) return USAGE;
  const [name] = positionals;
  const target = name === undefined ? null : targetOf(name).name;
  const done = await rollBack(pathOption('--models', values.models, config.modelsDir), target);
  return done
    .map(({ target: one, from, to }) => `${one}: ${to} is served again, instead of ${from}\n`)
    .join('');
}
