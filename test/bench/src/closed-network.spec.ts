import { runOnKernel } from './closed-network.js';
import { median } from './result.js';

describe('the benchmark', () => {
  it.each([
    ['T6', { trucks: 30, loaders: 3, bays: 2 }, 0.97573],
    ['T7', { trucks: 150, loaders: 15, bays: 10 }, 4.99881],
  ])('runs the network of TRUTHS %s: its throughput is that of theory', (_, network, perMin) => {
    const run = runOnKernel(network, 200_000, 1);
    expect(run.cycles).toBe(200_000);
    expect(Math.abs(run.perMin / perMin - 1)).toBeLessThan(0.01);
  });

  it('takes the median of its rounds', () => {
    expect([median([3]), median([9, 1, 5]), median([4, 1, 2, 9])]).toEqual([3, 5, 3]);
  });
});
