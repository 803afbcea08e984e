import { redactApiKeys } from './sign-in/api-key.js';

/**
 * Hides the passwords in URLs within a text, and API keys: `redis://:secret@host` becomes `redis://:***@host`.
 *
 * For Redis URLs everything up to the last `@` of the word counts as the password, because a URL that is not valid
 * (an unescaped `/` or `@` in the password) is exactly the one that ends up in an error message.
 */
export function redactSecrets(text: string): string {
  return redactApiKeys(text)
    .replace(/\b((?:redis|valkey)s?:\/\/[^\s"'`@:/]*):[^\s"'`]*@/gi, '$1:***@')
    .replace(/\b([a-z][a-z0-9+.-]*:\/\/[^\s"'`@:/]*):[^\s"'`@/]+@/gi, '$1:***@');
}
