import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the whole repository: this file is in deploy/local/src, or, built, in deploy/local/dist. */
export function repositoryRoot(): string {
  return path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
}
