// Run by bytes-benchmark.ts with --expose-gc: prints the bytes that a cycle of TRUTHS T6 allocates on the bare kernel.
import { T6, runOnKernel } from './closed-network.js';
import { heapBytes } from './heap-bytes.js';

const CYCLES = 1_000_000;
for (let r = 0; r < 2; r += 1) runOnKernel(T6, CYCLES, r);
const bytes = await heapBytes(() => {
  runOnKernel(T6, CYCLES, 2);
});
process.stdout.write(String(bytes / CYCLES));
