import { normalCdf } from './normal-cdf.js';
import { normalQuantile } from './normal-quantile.js';

describe('normalCdf', () => {
  it.each([
    [0, 0.5],
    [1, 0.8413447460685429],
    [-1.959963984540054, 0.025],
    [-5, 2.866515718791939e-7],
    [-8, 6.220960574271784e-16],
    [-20, 2.7536241186062337e-89],
    [-39, 0],
  ])('of %d is %d (tables)', (z, p) => {
    expect(Math.abs(normalCdf(z) - p)).toBeLessThanOrEqual(1e-8 * p);
  });

  it('is undone by normalQuantile', () => {
    for (let z = -6; z <= 5; z += 0.25)
      expect(Math.abs(normalQuantile(normalCdf(z)) - z)).toBeLessThan(2e-8 * Math.max(1, Math.abs(z)));
  });
});
