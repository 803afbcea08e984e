import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Benchmark } from './result.js';

const run = promisify(execFile);
const MOST_BYTES = 16;

/**
 * Bytes that the full haulage model allocates in a cycle, in a process of its own that collects garbage before and never
 * between.
 */
export const haulageBytes: Benchmark = {
  name: 'haulage/bytes-per-cycle',
  run: async () => {
    const program = new URL('./count-bytes.js', import.meta.url).pathname;
    const { stdout } = await run(process.execPath, ['--expose-gc', '--max-semi-space-size=512', program]);
    const value = Number(stdout);
    return {
      name: 'haulage/bytes-per-cycle',
      unit: 'bytes',
      value,
      ratios: {},
      target: `at most ${MOST_BYTES}`,
      met: value <= MOST_BYTES,
      notes: [],
    };
  },
};
