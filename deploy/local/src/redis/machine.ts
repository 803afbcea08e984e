import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import type { Environment } from '@mining-ops/platform/config.js';

export interface CommandResult {
  /** Exit status; null when it was ended by a signal or could not be run. */
  readonly code: number | null;
  /** What it wrote to both outputs. */
  readonly output: string;
}

/** What the choice of a Redis asks of the machine; tests have their own. */
export interface Machine {
  /** The path of a program on the PATH. */
  which(program: string): string | undefined;
  run(command: readonly string[]): Promise<CommandResult>;
  readonly isRoot: boolean;
}

/** This machine. */
export function thisMachine(env: Environment, signal?: AbortSignal): Machine {
  return {
    which: (program) => findProgram(program, env['PATH'] ?? ''),
    run: (command) => runCommand(command, env, signal),
    isRoot: process.getuid?.() === 0,
  };
}

function findProgram(program: string, searchPath: string): string | undefined {
  return searchPath
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder))
    .map((folder) => path.join(folder, program))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Runs in this process's group, so that Ctrl-C in the terminal reaches it even where it runs as root. */
async function runCommand(
  [program = '', ...args]: readonly string[],
  env: Environment,
  signal?: AbortSignal,
): Promise<CommandResult> {
  return await new Promise((resolve) => {
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    const stop = (): void => {
      child.kill('SIGTERM');
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    signal?.addEventListener('abort', stop);
    const settle = (code: number | null): void => {
      signal?.removeEventListener('abort', stop);
      resolve({ code, output });
    };
    child.on('error', (error) => {
      output += error.message;
      settle(null);
    });
    child.on('close', settle);
  });
}
