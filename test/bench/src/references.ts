import { execFile } from 'node:child_process';
import { access, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ClosedNetwork, NetworkRun } from './closed-network.js';

const run = promisify(execFile);
const ROOT = path.resolve(import.meta.dirname, '../../..');
const SOURCES = path.join(ROOT, 'test/bench/reference');
/** Ignored by git: what the references need is built and installed here. */
const WORKPLACE = path.join(ROOT, '.mining-ops/bench');

export interface TimedRun extends NetworkRun {
  readonly seconds: number;
}

/** The same network in another language. */
export interface Reference {
  readonly name: 'c' | 'simpy';
  run(network: ClosedNetwork, cycles: number, seed: number): Promise<TimedRun>;
}

export type FoundReference = { readonly reference: Reference } | { readonly missing: string };

async function timed(program: string, args: readonly string[]): Promise<TimedRun> {
  const { stdout } = await run(program, args);
  const [cycles = NaN, seconds = NaN, perMin = NaN] = stdout.trim().split(/\s+/).map(Number);
  if (!Number.isFinite(cycles + seconds + perMin)) throw new Error(`${program} printed ${stdout}`);
  return { cycles, seconds, perMin };
}

function argumentsOf({ trucks, loaders, bays }: ClosedNetwork, cycles: number, seed: number): string[] {
  return [trucks, loaders, bays, cycles, seed].map(String);
}

/** The C program, compiled with gcc -O3. */
export async function findC(): Promise<FoundReference> {
  const program = path.join(WORKPLACE, 'closed_network');
  try {
    await mkdir(WORKPLACE, { recursive: true });
    await run('gcc', ['-O3', '-o', program, path.join(SOURCES, 'closed_network.c'), '-lm']);
  } catch (error) {
    return { missing: `C is not compared: gcc cannot be used (${firstLine(error)})` };
  }
  return {
    reference: {
      name: 'c',
      run: (network, cycles, seed) => timed(program, argumentsOf(network, cycles, seed)),
    },
  };
}

/** SimPy, installed from PyPI into an environment of its own. */
export async function findSimPy(): Promise<FoundReference> {
  const environment = path.join(WORKPLACE, 'python');
  const python = path.join(environment, 'bin/python');
  try {
    await access(python).catch(() => run('python3', ['-m', 'venv', environment]));
    await run(python, ['-c', 'import simpy']).catch(() =>
      run(python, ['-m', 'pip', 'install', '--quiet', 'simpy==4.1.1']),
    );
  } catch (error) {
    return { missing: `SimPy is not compared: it cannot be installed (${firstLine(error)})` };
  }
  const program = path.join(SOURCES, 'closed_network.py');
  return {
    reference: {
      name: 'simpy',
      run: (network, cycles, seed) => timed(python, [program, ...argumentsOf(network, cycles, seed)]),
    },
  };
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1).join('');
}
