import { parseArgs, type ParseArgsConfig } from 'node:util';

/** A wrong command line; the message says what is wrong and what to do. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError';
}

type OptionsConfig = NonNullable<ParseArgsConfig['options']>;

/** What `parseArgs` makes of arguments, with `--help` known to every command. @throws OptionsError */
export function parseOptions<const O extends OptionsConfig>(
  args: readonly string[],
  options: O,
  positionals = 0,
) {
  try {
    const parsed = parseArgs({
      args: [...args],
      allowPositionals: positionals > 0,
      options: { ...options, help: { type: 'boolean', default: false } },
    });
    if (parsed.positionals.length > positionals)
      throw new Error(`Unexpected argument '${parsed.positionals[positionals] ?? ''}'`);
    return parsed;
  } catch (error) {
    throw new OptionsError(`${error instanceof Error ? error.message : String(error)}; --help shows how`);
  }
}

/** A folder or file that an option names; the default where it is not given. @throws OptionsError */
export function pathOption(name: string, value: string | undefined, otherwise: string): string {
  if (value === undefined) return otherwise;
  if (value.trim() === '') throw new OptionsError(`${name} must name a folder or file, is empty`);
  return value;
}
