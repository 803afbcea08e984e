import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { median, type Benchmark } from './result.js';

const runFile = promisify(execFile);
const ROUNDS = 5;
/** Room for all that is allocated while it is counted, MiB. */
const YOUNG_MIB = 512;
/** As much as one number that the engine puts on the heap because it crosses a call. */
const MOST_BYTES = 16;

/**
 * Bytes allocated a cycle, as `program` beside this file prints them: each time in a process of its own that collects
 * garbage before it counts and never while it does.
 */
export function bytesBenchmark(name: string, program: string): Benchmark {
  return {
    name,
    run: async () => {
      const file = fileURLToPath(new URL(program, import.meta.url));
      const rounds: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const { stdout } = await runFile(process.execPath, [
          '--expose-gc',
          `--min-semi-space-size=${YOUNG_MIB}`,
          `--max-semi-space-size=${YOUNG_MIB}`,
          file,
        ]);
        rounds.push(Number(stdout));
      }
      const value = median(rounds);
      return {
        name,
        unit: 'bytes',
        value,
        ratios: {},
        target: `at most ${MOST_BYTES}`,
        met: value <= MOST_BYTES,
        notes: [],
      };
    },
  };
}
