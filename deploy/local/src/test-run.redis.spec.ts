import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { processEnvironment } from '@mining-ops/platform/config.js';
import { isRunning } from './processes/process-table.js';
import { readState } from './redis/state-file.js';

let root: string;

beforeEach(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), 'mining-ops-run-')));
  await mkdir(path.join(root, 'node_modules/jest/bin'), { recursive: true });
  await mkdir(path.join(root, 'tmp'));
});
afterEach(async () => {
  await rm(root, { recursive: true });
});

/** Runs the tests of a root whose Jest is this program. */
async function runWith(jest: string): Promise<{ code: number | null; output: string }> {
  await writeFile(path.join(root, 'node_modules/jest/bin/jest.js'), jest);
  const child = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'fixtures/test-runner.mjs'), 'libs/des'],
    {
      cwd: root,
      env: {
        ...processEnvironment(),
        TMPDIR: path.join(root, 'tmp'),
        REDIS_URL: 'redis://127.0.0.1:1',
        PORT: 'x',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const output = text(child.stdout);
  const [code] = (await once(child, 'exit')) as [number | null];
  return { code, output: await output };
}

describe('npm test', () => {
  it("runs Jest with a private Redis, the arguments, and nothing of the developer's environment", async () => {
    const { code, output } = await runWith(`
      const { Redis } = require(${JSON.stringify(path.resolve(import.meta.dirname, '../../../node_modules/ioredis'))});
      const { MINING_OPS_TEST_REDIS_URL, REDIS_URL, PORT } = process.env;
      const redis = new Redis(MINING_OPS_TEST_REDIS_URL);
      redis.ping().then((pong) => {
        console.log(JSON.stringify([pong, REDIS_URL, PORT, process.argv.slice(2), process.execArgv]));
        process.exit(7);
      });
    `);
    expect(JSON.parse(output)).toEqual([
      'PONG',
      null,
      null,
      ['libs/des'],
      ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
    ]);
    expect(code).toBe(7);
    expect(await readdir(path.join(root, 'tmp'))).toEqual([]);
  });

  it('cleans up when it is stopped', async () => {
    const { code } = await runWith("process.kill(process.ppid, 'SIGINT'); setInterval(() => {}, 1000);");
    expect(code).toBe(130);
    expect(await readdir(path.join(root, 'tmp'))).toEqual([]);
  });

  it('ends what a killed run left over', async () => {
    await runWith("process.kill(process.ppid, 'SIGKILL');");
    const [run] = await readdir(path.join(root, 'tmp'));
    const { pid } = readState(path.join(root, 'tmp', run!, 'redis'))!;
    expect(isRunning(pid!)).toBe(true);
    await runWith('');
    expect(isRunning(pid!)).toBe(false);
    expect(await readdir(path.join(root, 'tmp'))).toEqual([]);
  });
});
