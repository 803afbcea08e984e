// Prints what an answer costs of the processor, by process and thread: node deploy/run.mjs @mining-ops/bench/system/processor-time.js
// The question and the clients are those of strategy/scaling, with as many simulator processes of one thread as the
// argument says (1). Linux only. What else runs on the machine hardly changes these numbers.
import { readdirSync, readFileSync } from 'node:fs';
import { withSystem } from './bench-system.js';
import { largerRequest } from './questions.js';

const CLIENTS = 8;
const WARM_UP = 40;
const ANSWERS = 160;
/** Of /proc/PID/stat; 100 a second on every Linux that Node.js runs on. */
const TICK_MS = 10;
/** Threads that take less are added up. */
const LEAST_MS = 0.5;

/** A process by what runs in it, such as apps/simulator. */
function nameOf(pid: number): string {
  const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  const program = words.find((word) => word.includes('/apps/'))?.replace(/.*(apps\/[a-z]+).*/, '$1');
  return program ?? words[0]?.split('/').at(-1)?.split(' ')[0] ?? '';
}

/** Fields of a stat file from the state on; the name before it may itself hold blanks and brackets. */
function fieldsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** This process and all that descend from it. */
function family(): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      parents.set(Number(name), Number(fieldsOf(`/proc/${name}/stat`)[1]));
    } catch {
      // it has ended
    }
  }
  const found = [process.pid];
  for (const pid of found) for (const [child, parent] of parents) if (parent === pid) found.push(child);
  return found;
}

/** Time of the processor so far, ms, by process and thread. */
function timesMs(): Map<string, number> {
  const times = new Map<string, number>();
  for (const pid of family()) {
    for (const task of readdirSync(`/proc/${pid}/task`)) {
      const [utime, stime] = fieldsOf(`/proc/${pid}/task/${task}/stat`).slice(11, 13);
      const thread = Number(task) === pid ? 'main' : task;
      times.set(`${nameOf(pid)} ${pid} ${thread}`, TICK_MS * (Number(utime) + Number(stime)));
    }
  }
  return times;
}

const processes = process.argv[2] ?? '1';
await withSystem({ SIMULATOR_PROCESSES: processes, SIMULATOR_THREADS: '1' }, async (system) => {
  let seed = 0;
  const answer = async (answers: number): Promise<void> => {
    const last = seed + answers;
    const client = async (): Promise<void> => {
      while (seed < last) await system.ask(largerRequest((seed += 1)));
    };
    await Promise.all(Array.from({ length: CLIENTS }, client));
  };
  await answer(WARM_UP);
  const before = timesMs();
  const startMs = performance.now();
  await answer(ANSWERS);
  const tookMs = (performance.now() - startMs) / ANSWERS;
  const spent = [...timesMs()].map(
    ([thread, ms]) => [thread, (ms - (before.get(thread) ?? 0)) / ANSWERS] as const,
  );
  const line = (what: string, ms: number): string => `${ms.toFixed(1).padStart(7)} ms  ${what}\n`;
  for (const [thread, ms] of spent.toSorted((a, b) => b[1] - a[1]))
    if (ms >= LEAST_MS) process.stdout.write(line(thread, ms));
  const sum = (of: readonly (readonly [string, number])[]): number => of.reduce((all, [, ms]) => all + ms, 0);
  process.stdout.write(line('all smaller ones', sum(spent.filter(([, ms]) => ms < LEAST_MS))));
  process.stdout.write(
    line(`of the processor an answer; ${tookMs.toFixed(1)} ms from one to the next`, sum(spent)),
  );
});
