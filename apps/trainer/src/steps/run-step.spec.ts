import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { getPriority } from 'node:os';
import path from 'node:path';
import { temporaryFolders } from '@mining-ops/fleet-data/testing/temporary-folder.js';
import { BrokenDependencyError } from '@mining-ops/jobs/definitions/job-failure.js';
import { runStep } from './run-step.js';

const newFolder = temporaryFolders();
const fixture = new URL('../fixtures/step.mjs', import.meta.url);

/** A step of the fixture, which does what the folder's name says. */
const run = (dataDir: string, onProgress: (share: number) => void = () => undefined, signal?: AbortSignal) =>
  runStep(
    fixture,
    { step: { step: 'prepare' }, dataDir, modelsDir: '', nice: 0 },
    { signal: signal ?? new AbortController().signal, onProgress },
  );

describe('a step in a process of its own', () => {
  it('says how far it is, and what it comes to', async () => {
    const shares: number[] = [];
    expect(await run('works', (share) => shares.push(share))).toEqual({ step: 'promote' });
    expect(shares).toEqual([1]);
  });

  it('fails with the reason that it gives', async () => {
    await expect(run('fails')).rejects.toMatchObject({ failure: { code: 'DATA_X', kind: 'BAD_INPUT' } });
  });

  it('that dies is worth another try, and says of what it died', async () => {
    const died = run('dies');
    await expect(died).rejects.toBeInstanceOf(BrokenDependencyError);
    await expect(died).rejects.toThrow('the process of the step prepare ended, killed by SIGKILL');
  });

  it('that lacks something is worth another try', async () => {
    await expect(run('is short of disk')).rejects.toBeInstanceOf(BrokenDependencyError);
  });

  it('is stopped at once, though it computes and listens to nobody', async () => {
    const stop = new AbortController();
    const stopped = run(
      'computes',
      () => {
        stop.abort(new Error('called off'));
      },
      stop.signal,
    );
    await expect(stopped).rejects.toThrow('called off');
  });
});

describe('the process of a step', () => {
  /** A parent that has a step do something; resolves when it does. */
  async function parentOfStep(what: string): Promise<{ parent: ChildProcess; stepPid: number }> {
    const parent = fork(new URL('../fixtures/parent.mjs', import.meta.url), [what], {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    const [stepPid] = (await once(parent, 'message')) as [number];
    return { parent, stepPid };
  }
  const endOf = async (parent: ChildProcess): Promise<void> => {
    // `close` comes when nobody holds the pipe of its output any more, and the step holds it, too.
    const closed = once(parent, 'close');
    parent.kill('SIGKILL');
    await closed;
  };

  it('ends with its parent, though it computes and listens to nobody', async () => {
    const { parent, stepPid } = await parentOfStep('computes');
    expect(process.kill(stepPid, 0)).toBe(true);
    await endOf(parent);
  }, 30_000);

  const onLinux = process.platform === 'linux' ? it : it.skip;
  onLinux(
    'has its priority in each of its threads, and so has its session',
    async () => {
      const { parent, stepPid } = await parentOfStep('stands back');
      try {
        const threads = await readdir(`/proc/${stepPid}/task`);
        expect(threads.length).toBeGreaterThan(4);
        for (const thread of threads) expect([thread, getPriority(Number(thread))]).toEqual([thread, 5]);
        const group = await readFile(`/proc/${stepPid}/autogroup`, 'utf8').catch(() => null);
        if (group !== null) expect(group).toMatch(/ nice 5$/m);
      } finally {
        await endOf(parent);
      }
    },
    30_000,
  );
});

it('the program that does steps says what is wrong with the data', async () => {
  const folder = await newFolder();
  await mkdir(path.join(folder, 'data'));
  const program = new URL('../../dist/steps/step-process.js', import.meta.url);
  const failed = runStep(
    program,
    { step: { step: 'prepare' }, dataDir: path.join(folder, 'data'), modelsDir: folder, nice: 0 },
    { signal: new AbortController().signal, onProgress: () => undefined },
  );
  await expect(failed).rejects.toMatchObject({
    failure: { code: 'DATA_MISSING_FILE', message: expect.stringContaining('trucks.csv') },
  });
});
