import { parseArgs } from 'node:util';
import { DEFAULT_SEED } from './sample-mine.js';

export interface Options {
  readonly outDir: string;
  readonly seed: number;
  readonly action: 'write' | 'print-limits' | 'help';
}

export const HELP = `Writes the sample mine's CSV files.

  npm run data:sample -- [--out DIR] [--seed N] [--limits] [--help]

  --out DIR   where to (default: data)
  --seed N    another mine of the same kind (default: ${DEFAULT_SEED})
  --limits    writes nothing; prints the best R² and AUC that any model could reach on these data
`;

/** Reads the program's arguments. Throws an `Error` that says what is wrong with them. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      out: { type: 'string', default: 'data' },
      seed: { type: 'string', default: String(DEFAULT_SEED) },
      limits: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const seed = Number(values.seed);
  if (!/^-?\d+$/.test(values.seed) || !Number.isSafeInteger(seed)) {
    throw new Error(`--seed must be a whole number, got "${values.seed}"`);
  }
  if (values.out === '') throw new Error('--out must name a folder');
  return {
    outDir: values.out,
    seed,
    action: values.help ? 'help' : values.limits ? 'print-limits' : 'write',
  };
}
