import { normalCdf } from '@mining-ops/des/distributions/normal-cdf.js';
import { studentCdf } from './student-cdf.js';

describe("Student's distribution function", () => {
  it.each([
    // Abramowitz & Stegun (1964), table 26.10: quantiles of the probability in the first column
    [0.75, 1, 1.0],
    [0.975, 1, 12.706],
    [0.95, 2, 2.92],
    [0.975, 5, 2.571],
    [0.995, 9, 3.25],
    [0.9995, 10, 4.587],
    [0.95, 30, 1.697],
    [0.975, 120, 1.98],
  ])('is %d for %d degrees of freedom at %d', (p, degrees, t) => {
    expect(studentCdf(t, degrees)).toBeCloseTo(p, 4);
    expect(studentCdf(-t, degrees)).toBeCloseTo(1 - p, 4);
  });

  it('has closed forms for 1 and 2 degrees, far into the tail', () => {
    for (const t of [-1e6, -300, -3, -0.2, 0, 0.7, 12]) {
      expect(
        studentCdf(t, 1) / (t < 0 ? Math.atan(-1 / t) / Math.PI : 0.5 + Math.atan(t) / Math.PI),
      ).toBeCloseTo(1, 9);
      const root = Math.sqrt(2 + t * t);
      expect(studentCdf(t, 2) / (t < 0 ? 1 / (root * (root - t)) : 0.5 + t / (2 * root))).toBeCloseTo(1, 9);
    }
  });

  it('becomes the normal one, without a step where the series for many degrees begins', () => {
    for (const t of [-4, -1.5, 0.3, 2]) {
      expect(studentCdf(t, 1e7)).toBeCloseTo(normalCdf(t), 6);
      expect(studentCdf(t, 2001) / studentCdf(t, 2000)).toBeCloseTo(1, 4);
    }
  });

  it('is 0 and 1 at the ends', () => {
    expect([studentCdf(-Infinity, 3), studentCdf(Infinity, 3)]).toEqual([0, 1]);
  });
});
