import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { commandBlocks, manualPages, ROOT } from './support/manual.js';
import { System } from './support/system.js';

/** Where the manual says the system is. */
const SHOWN_URL = 'http://127.0.0.1:8000';
const PAGES = manualPages()
  .map((page) => ({ page, blocks: commandBlocks(page).filter(({ mark }) => mark === 'run') }))
  .filter(({ blocks }) => blocks.length > 0);

let system: System;
let folder: string;
beforeAll(async () => {
  execFileSync('curl', ['--version']); // the manual's commands use it: apt-get install curl
  folder = await mkdtemp(path.join(tmpdir(), 'mining-ops-manual-'));
  system = await System.prepare({ OLLAMA_HOST: 'http://127.0.0.1:9' });
  for (const service of ['gateway', 'simulator', 'analyst', 'trainer'] as const) await system.start(service);
}, 60_000);
afterAll(async () => {
  await system.stop();
  await rm(folder, { recursive: true, force: true });
});

/** One shell for all blocks of a page, as a reader has one; it ends at the first command that fails. */
function scriptOf(blocks: readonly { commands: string }[]): string {
  const prelude = [
    'set -eu',
    'curl() { command curl --fail-with-body --show-error "$@"; }',
    `npm() { command npm --prefix '${ROOT}' "$@"; }`,
  ];
  return [...prelude, ...blocks.map(({ commands }) => commands.replaceAll(SHOWN_URL, system.url))].join('\n');
}

it.each(PAGES)(
  'the commands of $page work',
  async ({ blocks }) => {
    const shell = promisify(execFile)('bash', ['-c', scriptOf(blocks)], {
      cwd: folder,
      env: { ...process.env, ...system.variables },
      maxBuffer: 64 * 2 ** 20,
    });
    const { stdout } = await shell.catch((error: unknown) => {
      const { stdout: said, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`a command failed; before it ended it wrote:\n${said.slice(-2_000)}\n${stderr}`);
    });
    expect(stdout).not.toBe('');
  },
  240_000,
);
