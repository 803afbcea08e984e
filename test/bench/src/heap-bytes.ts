/**
 * Bytes by which `work` makes the heap grow. That is what it allocates where the process runs with --expose-gc and a young
 * generation so large (--max-semi-space-size) that nothing is collected meanwhile.
 */
export function heapBytes(work: () => void): number {
  if (!globalThis.gc) throw new Error('run with --expose-gc');
  globalThis.gc();
  const before = process.memoryUsage().heapUsed;
  work();
  return process.memoryUsage().heapUsed - before;
}
