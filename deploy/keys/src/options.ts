import { parseArgs } from 'node:util';
import { isKeyName } from '@mining-ops/platform/sign-in/key-entries.js';
import { ROLES, roleSchema, type Role } from '@mining-ops/platform/sign-in/role.js';

export const USAGE = `npm run keys:create -- --role ROLE --name NAME [options]

Makes an API key. The key is shown once and kept nowhere; what is kept is its digest, ROLE:NAME:DIGEST.

  --role ROLE       viewer (looks), planner (also asks for strategies, adds vessels) or
                    operator (also changes data and models, signs in to the operator pages)
  --name NAME       whose key it is; a second key of the same name is for changing over
  --file FILE       adds the digest to this file, for API_KEYS_FILE; makes it where it is missing
  --key-file FILE   writes the key to this new file, which only its owner can read, instead of showing it
  --if-none         makes no key where FILE of --file has one of that name already
  --help            prints this, and ends
`;

/** A wrong command line; the message says what is wrong and what to do. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError';
}

export type Options =
  | { readonly command: 'help' }
  | {
      readonly command: 'create';
      readonly role: Role;
      readonly name: string;
      readonly file: string | null;
      readonly keyFile: string | null;
      readonly ifNone: boolean;
    };

/** @throws OptionsError */
export function readOptions(args: readonly string[]): Options {
  const values = parse(args);
  if (values.help) return { command: 'help' };
  const role = roleSchema.safeParse(values.role);
  if (!role.success)
    throw new OptionsError(`--role is ${shown(values.role)}: give one of ${ROLES.join(', ')}`);
  if (values.name === undefined || !isKeyName(values.name)) {
    throw new OptionsError(
      `--name is ${shown(values.name)}: give 1 to 64 letters, digits, dots, dashes or underscores`,
    );
  }
  if (values['if-none'] && values.file === undefined)
    throw new OptionsError('--if-none looks into the file of --file; give that, too');
  return {
    command: 'create',
    role: role.data,
    name: values.name,
    file: values.file ?? null,
    keyFile: values['key-file'] ?? null,
    ifNone: values['if-none'],
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        role: { type: 'string' },
        name: { type: 'string' },
        file: { type: 'string' },
        'key-file': { type: 'string' },
        'if-none': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new OptionsError(`${error instanceof Error ? error.message : String(error)}; --help shows how`);
  }
}

function shown(value: string | undefined): string {
  return value === undefined ? 'not given' : JSON.stringify(value);
}
