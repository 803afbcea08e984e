import { readFileSync } from 'node:fs';
import { loadsPerHour } from './testing/closed-queue.js';

const textOf = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');

describe('the example in the README of libs/des', () => {
  it('is the code of testing/closed-queue.ts', () => {
    const blocks = [...textOf('../README.md').matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code);
    expect(blocks).toEqual([textOf('./testing/closed-queue.ts')]);
  });

  it('gives the throughput of machine repair, M/M/1//7 with load 3 and rest 17 min: 16.7333 loads/h', () => {
    // p0 = 1 / Σ 7!/(7−n)!·(3/17)^n; throughput = (1 − p0)/3 a minute.
    expect(Math.abs(loadsPerHour(7, 3, 17, 10_000, 1) / 16.7333 - 1)).toBeLessThan(0.01);
  });

  it('gives the same number for the same seed', () => {
    expect(loadsPerHour(7, 3, 17, 100, 4)).toBe(loadsPerHour(7, 3, 17, 100, 4));
    expect(loadsPerHour(7, 3, 17, 100, 4)).not.toBe(loadsPerHour(7, 3, 17, 100, 5));
  });
});
