import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { ModelFilesError } from './model-files-error.js';

/** Reads a JSON file of a schema. @throws ModelFilesError that names the file, the field and what it should be */
export async function readJson<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  const parsed = schema.safeParse(json(file, await textOf(file)));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw new ModelFilesError(
    'INVALID',
    file,
    `${file} is not as it should be: ${field === '' ? '' : `${field} `}${issue?.message ?? 'invalid'}`,
  );
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    // By shape and not by class: an error of another realm is no instance of this one's.
    const { code = 'unknown error' } = error as { readonly code?: string };
    if (code === 'ENOENT') throw new ModelFilesError('MISSING_FILE', file, `${file} is missing`);
    throw new ModelFilesError('UNREADABLE', file, `${file} cannot be read (${code})`, { cause: error });
  }
}

function json(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ModelFilesError('INVALID', file, `${file} is no JSON; it may have been cut short`, {
      cause: error,
    });
  }
}
