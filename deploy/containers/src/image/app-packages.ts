import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { processEnvironment } from '@mining-ops/platform/config.js';

const run = promisify(execFile);

/** Commands that an operator runs in an app's container, and what prepares the volumes: further workspaces in its image. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  gateway: ['containers', 'keys'],
  trainer: ['models'],
};

/** Needed only where decorators are compiled with NestJS' plugin, which nobody does: 24 MB. */
const NOT_AT_RUN_TIME: ReadonlySet<string> = new Set(['node_modules/typescript']);

/**
 * The folders of the packages that an app runs with, the app's own among them, relative to the repository's root: what
 * npm says that it and its commands depend on, without what is for development, and without what is not for this platform.
 *
 * @param root the repository's root, with its packages installed
 * @throws Error where something that the app needs is not installed
 */
export async function packagesOf(app: string, root: string): Promise<string[]> {
  const workspaces = [app, ...(COMMANDS[app] ?? [])].map((name) => `--workspace=@mining-ops/${name}`);
  const question = ['ls', '--omit=dev', '--all', '--parseable', ...workspaces];
  const { stdout } = await run('npm', question, {
    cwd: root,
    env: { ...processEnvironment(), npm_config_loglevel: 'error' },
    maxBuffer: 10_000_000,
  });
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((folder) => path.relative(root, folder))
    .filter((folder) => folder !== '' && !NOT_AT_RUN_TIME.has(folder))
    .sort();
}
