import fc from 'fast-check';
import { minusLogOneMinus } from './minus-log.js';

/** Any number that a stream can draw: a multiple of 2^-53 below 1. */
const uniforms = fc.bigInt({ min: 0n, max: 2n ** 53n - 1n }).map((bits) => Number(bits) * 2 ** -53);

describe('minusLogOneMinus', () => {
  it('is −ln(1 − u) to 2e-15', () => {
    fc.assert(
      fc.property(uniforms, (u) => {
        const expected = -Math.log(1 - u);
        expect(Math.abs(minusLogOneMinus(u) - expected)).toBeLessThanOrEqual(2e-15 * Math.max(1, expected));
      }),
      { numRuns: 20_000 },
    );
  });

  it.each([0, 2 ** -53, 0.5, 1 - 2 ** -21, 1 - 2 ** -22, 1 - 2 ** -40, 1 - 2 ** -53])(
    'holds at the edges: u = %d',
    (u) => {
      const expected = -Math.log(1 - u);
      expect(minusLogOneMinus(u)).toBeGreaterThanOrEqual(0);
      expect(Math.abs(minusLogOneMinus(u) - expected)).toBeLessThanOrEqual(2e-15 * Math.max(1, expected));
    },
  );

  it('rises with u but for its last digit', () => {
    fc.assert(
      fc.property(uniforms, uniforms, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(minusLogOneMinus(high)).toBeGreaterThanOrEqual(minusLogOneMinus(low) - 2e-15 * 40);
      }),
      { numRuns: 5_000 },
    );
  });
});
