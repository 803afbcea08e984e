import type { ConfigFault } from '../config-error.js';
import { ROLES, roleSchema, type Role } from './role.js';

/** One key as it is kept. */
export interface KeyEntry {
  /** Whose it is. Two keys may have the same name: the old and the new one, while a client changes over. */
  readonly name: string;
  readonly role: Role;
  /** Of the key; see {@link digestOfKey}. */
  readonly digest: string;
}

/** The old one and the new one. */
const MOST_OF_A_NAME = 2;
const NAME = /^[A-Za-z0-9._-]{1,64}$/;
const DIGEST = /^[0-9a-f]{64}$/;
const SHAPE = 'write ROLE:NAME:DIGEST, as `npm run keys:create` prints it';

export function isKeyName(text: string): boolean {
  return NAME.test(text);
}

/** An entry as it is written in `API_KEYS` and in the file of `API_KEYS_FILE`. */
export function writeKeyEntry({ role, name, digest }: KeyEntry): string {
  return `${role}:${name}:${digest}`;
}

/**
 * Reads entries, which commas, semicolons or line ends separate; what follows a `#` in a line is a comment.
 *
 * @param variable where the text comes from, for the faults
 * @param before entries that stand beside these
 * @returns the entries, and what is wrong with the text; it can be used only where nothing is
 */
export function readKeyEntries(
  variable: string,
  text: string,
  before: readonly KeyEntry[] = [],
): { readonly entries: readonly KeyEntry[]; readonly faults: readonly ConfigFault[] } {
  const entries: KeyEntry[] = [];
  const faults: ConfigFault[] = [];
  const parts = text
    .replaceAll(/#.*$/gm, '')
    .split(/[\n,;]/)
    .map((part) => part.trim());
  for (const part of parts) {
    if (part === '') continue;
    const entry = readEntry(part);
    const remedy = typeof entry === 'string' ? entry : clash(entry, [...before, ...entries]);
    if (remedy !== null) faults.push({ variable, value: part, remedy });
    else if (typeof entry !== 'string') entries.push(entry);
  }
  return { entries, faults };
}

/** The entry, or what to do about a text that is none. */
function readEntry(text: string): KeyEntry | string {
  const [role, name, digest, ...more] = text.split(':');
  if (name === undefined || digest === undefined || more.length > 0) return SHAPE;
  const known = roleSchema.safeParse(role);
  if (!known.success) return `the role must be one of ${ROLES.join(', ')}; ${SHAPE}`;
  if (!isKeyName(name))
    return `the name must be 1 to 64 letters, digits, dots, dashes or underscores; ${SHAPE}`;
  if (!DIGEST.test(digest)) return `the digest must be 64 lower-case hexadecimal digits; ${SHAPE}`;
  return { role: known.data, name, digest };
}

/** Why an entry cannot stand beside those before it; null where it can. */
function clash(entry: KeyEntry, others: readonly KeyEntry[]): string | null {
  if (others.some(({ digest }) => digest === entry.digest)) return 'this key is there already; remove one';
  const same = others.filter(({ name }) => name === entry.name);
  if (same.some(({ role }) => role !== entry.role))
    return `"${entry.name}" has a key of another role; give this one another name`;
  if (same.length >= MOST_OF_A_NAME)
    return `"${entry.name}" has two keys already, the most there may be; remove the one that is used no longer`;
  return null;
}
