/**
 * Hides secrets by their shape within a text: passwords in URLs (`redis://:secret@host` becomes `redis://:***@host`),
 * this system's API keys, and what stands in an `Authorization` header.
 *
 * For Redis URLs everything up to the last `@` of the word counts as the password, because a URL that is not valid
 * (an unescaped `/` or `@` in the password) is exactly the one that ends up in an error message.
 */
export function redactSecrets(text: string): string {
  return text
    .replace(/\b((?:redis|valkey)s?:\/\/[^\s"'`@:/]*):[^\s"'`]*@/gi, '$1:***@')
    .replace(/\b([a-z][a-z0-9+.-]*:\/\/[^\s"'`@:/]*):[^\s"'`@/]+@/gi, '$1:***@')
    .replace(/\bmops_[\w-]{8,}/g, 'mops_***')
    .replace(/\b(Bearer|Basic) [\w.~+/-]{8,}=*/g, '$1 ***');
}
