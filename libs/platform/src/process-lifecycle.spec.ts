import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';

const FIXTURE = path.join(import.meta.dirname, 'fixtures/lifecycle-process.mjs');

interface Started {
  readonly child: ChildProcess;
  readonly messages: unknown[];
  /** Resolves once the process has exited and all that it wrote has been read. */
  readonly ended: Promise<{ code: number | null; signal: string | null; output: string[] }>;
}

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

function start(behaviour: string): Started {
  const child = spawn(process.execPath, [FIXTURE, behaviour], { stdio: ['pipe', 'pipe', 'inherit', 'ipc'] });
  started.push(child);
  const messages: unknown[] = [];
  child.on('message', (message) => messages.push(message));
  const output = text(child.stdout!);
  // Not 'close': Node does not emit it after a disconnect() on this side.
  const ended = once(child, 'exit').then(async ([code, signal]) => ({
    code: code as number | null,
    signal: signal as string | null,
    output: (await output).split('\n').filter((line) => line !== ''),
  }));
  return { child, messages, ended };
}

async function startReady(behaviour: string): Promise<Started> {
  const process = start(behaviour);
  await once(process.child, 'message');
  return process;
}

describe('a process with a launcher', () => {
  it('tells when it is ready, with details', async () => {
    const { messages } = await startReady('closes');
    expect(messages).toEqual([{ type: 'ready', port: 1234 }]);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('closes once by %s and exits with 0', async (signal) => {
    const { child, ended } = await startReady('closes');
    child.kill(signal);
    child.kill(signal);
    expect(await ended).toEqual({ code: 0, signal: null, output: ['open', 'closing', 'closed'] });
  });

  it('closes when the launcher is gone', async () => {
    const { child, ended } = await startReady('closes');
    child.disconnect();
    expect(await ended).toMatchObject({ code: 0, output: ['open', 'closing', 'closed'] });
  });

  it('closes when the launcher went while it was still starting', async () => {
    const { child, ended } = start('startsSlowly');
    await once(child.stdout!, 'data');
    child.disconnect();
    child.stdin!.end('go on\n');
    expect(await ended).toMatchObject({ code: 0 });
  });

  it('closes first what was opened last', async () => {
    const { child, ended } = await startReady('closesTwoThings');
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0, output: ['last opened', 'first opened'] });
  });

  it.each(['hangsOnClose', 'failsOnClose'])('exits with 1 when it %s', async (behaviour) => {
    const { child, ended } = await startReady(behaviour);
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 1, signal: null });
  });

  it.each([
    ['throwsLater', 'thrown later'],
    ['rejectsLater', 'rejected later'],
    ['throwsAtTop', 'thrown at the top'],
    ['cannotStart', 'no data at redis://:***@h:1'],
  ])('that %s logs a fatal line, says why and exits with 1', async (behaviour, reason) => {
    const { messages, ended } = start(behaviour);
    const { code, output } = await ended;
    expect(code).toBe(1);
    expect(messages).toEqual([{ type: 'failed', reason }]);
    expect(output.map((line) => JSON.parse(line) as unknown)).toMatchObject([{ level: 60, msg: reason }]);
  });
});

describe('a process without a launcher', () => {
  it('does all the same, and tells nobody', async () => {
    const child = spawn(process.execPath, [FIXTURE, 'closes'], { stdio: ['ignore', 'pipe', 'inherit'] });
    started.push(child);
    const exited = once(child, 'exit');
    await once(child.stdout, 'data');
    const output = text(child.stdout);
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
    expect(await output).toBe('closing\nclosed\n');
  });
});
