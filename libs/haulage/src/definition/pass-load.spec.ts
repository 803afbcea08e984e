import { passesToFill, passLoadT } from './pass-load.js';

describe('loading by passes', () => {
  it('has a bucket hold its volume × fill factor × density', () => {
    expect(passLoadT(8, 0.95, 0.83)).toBeCloseTo(6.308, 10);
  });

  it.each([
    [30, 6, 5], // exactly
    [30, 7, 4], // 28 t: a fifth bucket would make 35 t, 17% over
    [30, 8, 4], // 32 t, 7% over, is allowed
    [30, 33, 1],
    [30, 34, 0], // one bucket is too much
  ])('fills a truck of %d t by buckets of %d t with %d', (capacityT, passT, passes) => {
    expect(passesToFill(capacityT, passT)).toBe(passes);
  });
});
