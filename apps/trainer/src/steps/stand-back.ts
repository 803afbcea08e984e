import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';

/**
 * Puts this whole process behind others that want a processor.
 *
 * On Linux a priority belongs to a thread, and Node has threads of its own before its first line is run (they collect
 * garbage): each is set. And Linux compares priorities only within an "autogroup", which is a session (sched(7)); a group
 * has a priority of its own. That is set where the session is this process's, as others would be slowed down else.
 *
 * @param nice 0–19, as of `nice`: 19 is the lowest priority
 */
export function standBack(nice: number): void {
  setPriority(nice);
  if (process.platform !== 'linux') return;
  for (const thread of readdirSync('/proc/self/task')) {
    // One that has ended meanwhile needs none.
    whereItCan(() => {
      setPriority(Number(thread), nice);
    });
  }
  if (sessionOf('/proc/self/stat') !== process.pid) return;
  // There is no such file where the kernel has no autogroups, or a container hides them.
  whereItCan(() => {
    writeFileSync('/proc/self/autogroup', String(nice));
  });
}

/** A step that is not put behind others is better than none. */
function whereItCan(set: () => void): void {
  try {
    set();
  } catch {
    // see the callers
  }
}

/** The sixth field; the second is the program's name in brackets, and may hold anything. */
function sessionOf(file: string): number {
  const stat = readFileSync(file, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3]);
}
