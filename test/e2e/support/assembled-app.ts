import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, readdir } from 'node:fs/promises';
import path from 'node:path';

/** "nobody", where the tests run as root; else they have no rights to give up. */
const UNPRIVILEGED = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

export interface AssembledApp {
  /** The folder that the image has as its working directory. */
  readonly folder: string;
  /** The program that the image has as `node`, where anybody may run it. */
  readonly node: string;
  /** What the Dockerfile says to run, and to check health with. */
  readonly command: readonly string[];
  readonly healthCheck: readonly string[];
  /** All of it: nothing is inherited. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface Ended {
  readonly code: number | null;
  readonly errors: string;
}

/** Takes the right to write from every folder, as a read-only root does; or gives it back to the owner. */
export async function setWritable(folder: string, writable: boolean): Promise<void> {
  await chmod(folder, writable ? 0o755 : 0o555);
  for (const entry of await readdir(folder, { withFileTypes: true }))
    if (entry.isDirectory()) await setWritable(path.join(folder, entry.name), writable);
}

/** Starts an app as its container does; resolves once it says that it is ready. */
export async function startAssembled(app: AssembledApp): Promise<ChildProcess> {
  const child = spawn(app.node, app.command.slice(1), {
    ...UNPRIVILEGED,
    cwd: app.folder,
    env: app.environment,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ready = once(child, 'message').then(([message]) => message as { type: string });
  const exit = once(child, 'exit').then(() => ({ type: 'exit' }));
  if ((await Promise.race([ready, exit])).type !== 'ready')
    throw new Error(`${app.command.join(' ')} did not start:\n${output}`);
  return child;
}

/** Runs an app's health check as its container does. */
export async function checkHealth(app: AssembledApp): Promise<Ended> {
  return await new Promise((resolve) => {
    const child = execFile(
      app.node,
      app.healthCheck.slice(1),
      { ...UNPRIVILEGED, cwd: app.folder, env: app.environment },
      (_error, _stdout, errors) => {
        resolve({ code: child.exitCode, errors });
      },
    );
  });
}

/** Stops a process as `docker stop` does, and resolves to its exit code. */
export async function stopAssembled(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const exit = once(child, 'exit').then(([code]) => code as number | null);
  child.kill('SIGTERM');
  return await exit;
}
