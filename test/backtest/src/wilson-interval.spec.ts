import { wilsonInterval95 } from './wilson-interval.js';

describe('the interval of a share', () => {
  it('is that of the literature', () => {
    // Newcombe 1998, table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    const cases = [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ] as const;
    for (const [hits, trials, low, high] of cases) {
      const interval = wilsonInterval95(hits, trials);
      expect(interval.low).toBeCloseTo(low, 4);
      expect(interval.high).toBeCloseTo(high, 4);
    }
  });

  it('knows nothing where there is no trial', () => {
    expect(wilsonInterval95(0, 0)).toEqual({ low: 0, high: 1 });
  });
});
