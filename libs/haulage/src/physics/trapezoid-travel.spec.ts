import fc from 'fast-check';
import { trapezoidTravel } from './trapezoid-travel.js';

const P3 = { speedMps: 40 / 3.6, accelerationMps2: 0.3, decelerationMps2: 0.5 };
const between = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });

describe('trapezoidTravel', () => {
  it('takes 119.630 s for 1000 m, 32.660 s with the peak 6.124 m/s for 100 m (TRUTHS P3)', () => {
    const long = trapezoidTravel({ ...P3, distanceM: 1000 });
    const short = trapezoidTravel({ ...P3, distanceM: 100 });
    expect([long.timeS.toFixed(3), long.peakMps]).toEqual(['119.630', 40 / 3.6]);
    expect([short.timeS.toFixed(3), short.peakMps.toFixed(3)]).toEqual(['32.660', '6.124']);
  });

  it('joins triangle and trapezoid without a step', () => {
    const justReached = (P3.speedMps ** 2 / 2) * (1 / 0.3 + 1 / 0.5);
    const below = trapezoidTravel({ ...P3, distanceM: justReached * (1 - 1e-9) });
    const above = trapezoidTravel({ ...P3, distanceM: justReached * (1 + 1e-9) });
    expect(Math.abs(above.timeS - below.timeS)).toBeLessThan(1e-6);
  });

  it('is D/v where speed never changes', () => {
    const steady = { ...P3, distanceM: 500, entryMps: P3.speedMps, exitMps: P3.speedMps };
    expect(trapezoidTravel(steady).timeS).toBeCloseTo(500 / P3.speedMps, 12);
  });

  it('takes longer for a longer way, less with more speed, acceleration and braking', () => {
    const stretch = fc.record({
      distanceM: between(1, 20_000),
      speedMps: between(0.5, 25),
      accelerationMps2: between(0.05, 2),
      decelerationMps2: between(0.05, 2),
    });
    fc.assert(
      fc.property(stretch, between(1.001, 3), (s, more) => {
        const { timeS, peakMps } = trapezoidTravel(s);
        expect(peakMps).toBeLessThanOrEqual(s.speedMps);
        expect(timeS).toBeGreaterThanOrEqual(s.distanceM / s.speedMps);
        expect(trapezoidTravel({ ...s, distanceM: s.distanceM * more }).timeS).toBeGreaterThan(timeS);
        for (const better of ['speedMps', 'accelerationMps2', 'decelerationMps2'] as const)
          expect(trapezoidTravel({ ...s, [better]: s[better] * more }).timeS).toBeLessThanOrEqual(
            timeS * (1 + 1e-12),
          );
      }),
    );
  });

  it('refuses what cannot be driven', () => {
    expect(() => trapezoidTravel({ ...P3, distanceM: 0 })).toThrow('distanceM must be above 0');
    expect(() => trapezoidTravel({ ...P3, distanceM: 9, entryMps: 12 })).toThrow(
      'entryMps must be at most the speed',
    );
    expect(() => trapezoidTravel({ ...P3, distanceM: 9, entryMps: 10 })).toThrow(
      new RangeError('distanceM must be at least 100 from 10 to 0 m/s, got 9'),
    );
  });
});
