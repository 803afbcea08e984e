import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { leastSlowdown95 } from './support/slowdown.js';
import { System, type RunningProcess } from './support/system.js';

const REQUESTS = 60;

let system: System;
let trainer: RunningProcess;
let seed = 0;
beforeAll(async () => {
  system = await System.prepare({ STRATEGY_WAIT_MS: '60000' });
  await system.start('gateway');
  await system.start('simulator');
  trainer = await system.start('trainer');
}, 60_000);
afterAll(() => system.stop());

/** Asks a question whose answer no earlier request has; ms until it is answered. */
async function ask(): Promise<number> {
  const reply = await system.post('/get_top_3_strategies', {
    fixed_conditions: {
      simulation_start_date: '2026-11-24T00:00:00Z',
      target_road_id: 'cmhsbjn8x02s2maft90hi31ty',
      target_excavator_id: 'cmhsbjpma05ddmaft5kv95dom',
    },
    decision_variables: { min_trucks: 5, max_trucks: 8, min_excavators: 1, max_excavators: 2 },
    replications: 30,
    seed: (seed += 1),
  });
  expect(reply.status).toBe(200);
  return reply.durationMs;
}

/**
 * Stops the process that learns now, of which each step of a training has its own; resolves to its id. It need not have
 * come far: where others keep the machine busy, a training gets little of it.
 */
async function pauseLearning(): Promise<number> {
  for (;;) {
    // Begins one where none runs; where one does, it is refused: a fast machine has learned all before the last request.
    await system.post('/v1/trainings', { seed: (seed += 1) });
    const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=', '-o', 'ppid=']);
    const processes = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
    const [child] = processes.find(([, parent]) => parent === trainer.child.pid) ?? [];
    if (child !== undefined && signal(child, 'SIGSTOP')) return child;
  }
}

/** False where the process has ended: so had its step. */
function signal(pid: number, name: 'SIGSTOP' | 'SIGCONT'): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

it('a training does not slow strategies by more than 25% at the 95th percentile', async () => {
  for (let i = 0; i < 20; i += 1) await ask(); // the processes warm up
  const [alone, beside]: [number[], number[]] = [[], []];
  for (let i = 0; i < REQUESTS; i += 1) {
    // Request by request in turn, so that what else the machine does befalls both.
    const learning = await pauseLearning();
    alone.push(await ask());
    signal(learning, 'SIGCONT');
    beside.push(await ask());
  }
  expect(leastSlowdown95(alone, beside)).toBeLessThan(1.25);
}, 300_000);
