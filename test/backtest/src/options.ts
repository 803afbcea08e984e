import { parseArgs } from 'node:util';

export const USAGE = `npm run backtest -- [options]

Learns from the first part of the recorded shifts, simulates the rest, and compares (see docs/backtest.md). Exits with 1
where a target is missed, with 2 where nothing could be compared.

  --data DIR           folder of the CSV files (default data)
  --split SHARE        share of the recorded time to learn from, above 0 and below 1 (default 0.8)
  --replications N     simulations of each shift, 10 to 10000 (default 200)
  --folds N            predicts N parts of the learned time from each other, and leaves the rest alone (2 to 100)
  --seed N             the same seed gives the same answer (default 1)
  --json FILE          writes the whole result there, too
  --help               prints this, and ends
`;

export interface RunOptions {
  readonly command: 'run';
  readonly dataDir: string;
  readonly split: number;
  readonly replications: number;
  readonly seed: number;
  /** Null: learns from the first part and tests on the rest. */
  readonly folds: number | null;
  /** Null writes none. */
  readonly jsonFile: string | null;
}

export type Options = { readonly command: 'help' } | RunOptions;

/** A wrong command line; the message says what is wrong and what to do. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError';
}

/** @throws OptionsError */
export function readOptions(args: readonly string[]): Options {
  const values = parse(args);
  if (values.help) return { command: 'help' };
  return {
    command: 'run',
    dataDir: text('--data', values.data),
    split: share('--split', values.split),
    replications: integer('--replications', values.replications, 10, 10_000),
    folds: values.folds === undefined ? null : integer('--folds', values.folds, 2, 100),
    // Each shift has a seed of its own, this one and those that follow it.
    seed: integer('--seed', values.seed, -(2 ** 48), 2 ** 48),
    jsonFile: values.json === undefined ? null : text('--json', values.json),
  };
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        data: { type: 'string', default: 'data' },
        split: { type: 'string', default: '0.8' },
        replications: { type: 'string', default: '200' },
        folds: { type: 'string' },
        seed: { type: 'string', default: '1' },
        json: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    throw new OptionsError(`${error instanceof Error ? error.message : String(error)}; --help shows how`);
  }
}

function text(name: string, value: string): string {
  if (value.trim() === '') throw new OptionsError(`${name} must name a file or folder, is empty`);
  return value;
}

function share(name: string, value: string): number {
  const number = value.trim() === '' ? NaN : Number(value);
  if (!(number > 0 && number < 1))
    throw new OptionsError(`${name} must be a number above 0 and below 1, such as 0.8; is "${value}"`);
  return number;
}

function integer(name: string, value: string, least: number, most: number): number {
  const number = value.trim() === '' ? NaN : Number(value);
  if (!Number.isSafeInteger(number) || number < least || number > most)
    throw new OptionsError(`${name} must be a whole number from ${least} to ${most}, is "${value}"`);
  return number;
}
