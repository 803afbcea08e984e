import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, readlink } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { freePort } from './free-port.js';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** `npm start` as a user runs it: in the repository, in a terminal of its own, with a Redis that it provides itself. */
export class NpmStart {
  readonly ended: Promise<number | null>;
  output = '';

  private constructor(
    private readonly child: ChildProcessByStdio<null, Readable, Readable>,
    readonly port: number,
  ) {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.ended = once(child, 'close').then(([code]) => code as number | null);
  }

  static async run(changes: Readonly<Record<string, string>> = {}, port?: number): Promise<NpmStart> {
    const ownPort = port ?? (await freePort());
    const { PATH, HOME } = process.env;
    const child = spawn('npm', ['start'], {
      cwd: ROOT,
      env: { PATH, HOME, PORT: String(ownPort), ...changes },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true, // a process group of its own, as a terminal gives it
    });
    return new NpmStart(child, ownPort);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async untilPrinted(text: string): Promise<void> {
    while (!this.output.includes(text)) {
      if (this.child.exitCode !== null || this.child.signalCode !== null)
        throw new Error(`it ended without "${text}":\n${this.output}`);
      await Promise.race([once(this.child.stdout, 'data'), this.ended]);
    }
  }

  /** Ctrl-C: the terminal sends SIGINT to the whole group. */
  pressCtrlC(): void {
    const { pid, exitCode, signalCode } = this.child;
    if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, 'SIGINT');
  }

  /** The command lines of all its processes: those with its port in their environment, and its Redis. */
  async running(): Promise<string[]> {
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    const found: string[] = [];
    for (const pid of pids) {
      const [environment, command, cwd] = await Promise.all([
        readFile(`/proc/${pid}/environ`, 'utf8').catch(() => ''),
        readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
        readlink(`/proc/${pid}/cwd`).catch(() => ''),
      ]);
      const its = environment.split('\0').includes(`PORT=${this.port}`);
      if (its || cwd.startsWith(path.join(ROOT, '.mining-ops', String(this.port))))
        found.push(command.replaceAll('\0', ' ').trim());
    }
    return found;
  }
}
