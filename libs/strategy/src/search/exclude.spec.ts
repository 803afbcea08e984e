import { surelyReached } from './exclude.js';

const of = (twins: number, mean: number, standardError = 0): Parameters<typeof surelyReached>[0][number] => ({
  class: twins,
  mean,
  standardError,
  replications: 20,
});

describe('what the third best surely reaches', () => {
  it('is the third best of different classes where nothing varies', () => {
    expect(surelyReached([of(0, 9), of(0, 8), of(1, 7), of(2, 5), of(3, 1)], 3)).toBe(5);
  });

  it('is less the less is known', () => {
    const limit = (error: number): number => surelyReached([of(0, 9, error), of(1, 7, error)], 2);
    expect(limit(0.1)).toBeLessThan(7);
    expect(limit(1)).toBeLessThan(limit(0.1));
    // Student's t with 19 degrees at 1 − 0.001/2: 3.88.
    expect(limit(1)).toBeCloseTo(7 - 3.88, 2);
  });

  it('is nothing where there are fewer classes', () => {
    expect(surelyReached([of(0, 9), of(0, 8), of(1, 7)], 3)).toBe(-Infinity);
  });
});
