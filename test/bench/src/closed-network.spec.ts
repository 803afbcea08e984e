import { runOnKernel, T6, T6_PER_MIN, T7, T7_PER_MIN } from './closed-network.js';
import { median } from './result.js';

describe('the benchmark', () => {
  it.each([
    ['T6', T6, T6_PER_MIN],
    ['T7', T7, T7_PER_MIN],
  ])('runs the network of TRUTHS %s: its throughput is that of theory', (_, network, perMin) => {
    const run = runOnKernel(network, 200_000, 1);
    expect(run.cycles).toBe(200_000);
    expect(Math.abs(run.perMin / perMin - 1)).toBeLessThan(0.01);
  });

  it('takes the median of its rounds', () => {
    expect([median([3]), median([9, 1, 5]), median([4, 1, 2, 9])]).toEqual([3, 5, 3]);
  });
});
