import { gammaCdf } from './incomplete-gamma.js';

describe('incomplete gamma', () => {
  it.each([
    [1, 2, 1 - Math.exp(-2)],
    [2, 3, 1 - 4 * Math.exp(-3)],
    [3, 9, 1 - (1 + 9 + 40.5) * Math.exp(-9)],
    [0.5, 1, 0.8427007929497149], // erf(1)
    [0.5, 0.01, 0.1124629160182849], // erf(0.1)
  ])('P(%d, %d) is %d', (a, x, p) => {
    expect(gammaCdf(a, x)).toBeCloseTo(p, 13);
  });
});
