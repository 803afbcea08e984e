import { readFile } from 'node:fs/promises';
import type { MineDefinition } from '@mining-ops/haulage/definition/mine-definition.js';
import { mineFaults } from '@mining-ops/haulage/definition/mine-faults.js';
import { mineFromJson } from '@mining-ops/haulage/json/mine-json.js';
import { mineJsonSchema } from '@mining-ops/haulage/json/mine-json-schema.js';
import { mineFromOpenMines, openMinesSchema } from '@mining-ops/haulage/json/openmines.js';
import type { z } from 'zod';

/** A file that cannot be simulated; the message has every reason, one a line. */
export class MineFileError extends Error {
  override readonly name = 'MineFileError';
}

export interface ReadMine {
  readonly mine: MineDefinition;
  readonly notes: readonly string[];
}

/** @throws MineFileError */
export async function readMine(file: string, format: 'mine' | 'openmines'): Promise<ReadMine> {
  const json = await readJson(file);
  const read: ReadMine =
    format === 'mine'
      ? { mine: mineFromJson(parse(mineJsonSchema, json, file)), notes: [] }
      : mineFromOpenMines(parse(openMinesSchema, json, file));
  const faults = mineFaults(read.mine);
  if (faults.length > 0)
    throw new MineFileError(
      [`${file}: the mine cannot work:`, ...faults.map(({ path, reason }) => `  ${path}: ${reason}`)].join(
        '\n',
      ),
    );
  return read;
}

async function readJson(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new MineFileError(`${file} cannot be read: ${(error as Error).message}`);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new MineFileError(`${file} is not JSON: ${(error as Error).message}`);
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, json: unknown, file: string): z.infer<Schema> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(
    ({ path, message }) => `  ${path.join('.') || '(the whole)'}: ${message}`,
  );
  throw new MineFileError([`${file} is not a mine in this format:`, ...lines].join('\n'));
}
