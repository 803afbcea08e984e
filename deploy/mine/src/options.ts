import { parseArgs } from 'node:util';

export const USAGE = `npm run mine -- FILE [options]

Simulates the shift of a mine that is defined in a JSON file (see docs/mine-definition.md).

  --openmines          FILE is an OpenMines configuration
  --replications N     simulated shifts, 2 to 100000 (default 200)
  --seed N             the same seed gives the same answer (default 1)
  --rule NAME          another dispatch rule than the file's, or "all" to compare every one
  --json               prints the whole summary as JSON
  --schema             prints the JSON Schema of the format, and ends
  --help               prints this, and ends
`;

export type Options =
  | { readonly command: 'help' | 'schema' }
  | {
      readonly command: 'run';
      readonly file: string;
      readonly format: 'mine' | 'openmines';
      readonly replications: number;
      readonly seed: number;
      readonly rule: string | null;
      readonly json: boolean;
    };

/** A wrong command line; the message says what is wrong and what to do. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError';
}

/** @throws OptionsError */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parse(args);
  if (values.help) return { command: 'help' };
  if (values.schema) return { command: 'schema' };
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0)
    throw new OptionsError(`name one file, not ${positionals.length}; --help shows how`);
  return {
    command: 'run',
    file,
    format: values.openmines ? 'openmines' : 'mine',
    replications: integer('--replications', values.replications, 2, 100_000),
    seed: integer('--seed', values.seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
    rule: values.rule ?? null,
    json: values.json,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        openmines: { type: 'boolean', default: false },
        replications: { type: 'string', default: '200' },
        seed: { type: 'string', default: '1' },
        rule: { type: 'string' },
        json: { type: 'boolean', default: false },
        schema: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new OptionsError(`${error instanceof Error ? error.message : String(error)}; --help shows how`);
  }
}

function integer(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least || value > most)
    throw new OptionsError(`${name} must be a whole number from ${least} to ${most}, is "${text}"`);
  return value;
}
