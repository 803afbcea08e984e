/**
 * The number that names a case's random streams: FNV-1a of its name, so that a new line in the table moves no other
 * case's numbers, and cases do not miss together for sharing them.
 */
export function casePurpose(name: string): number {
  let hash = 0x811c9dc5;
  for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
