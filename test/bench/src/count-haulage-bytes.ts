// Run by bytes-benchmark.ts with --expose-gc: prints the bytes that a cycle of the full haulage model allocates.
import { compileMine } from '@mining-ops/haulage/run/compile-mine.js';
import { MineRun } from '@mining-ops/haulage/run/mine-run.js';
import { busyMine } from '@mining-ops/haulage/testing/mines.js';
import { heapBytes } from './heap-bytes.js';

const run = new MineRun(compileMine(busyMine(12)));
for (let r = 0; r < 2_000; r += 1) run.run(1, r);
let cycles = 0;
const bytes = await heapBytes(() => {
  for (let r = 0; r < 500; r += 1) cycles += run.run(2, r).loads;
});
process.stdout.write(String(bytes / cycles));
