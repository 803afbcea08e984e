import fc from 'fast-check';
import { powerSpeedKmh, retarderSpeedKmh } from './power-speed.js';
import { resistanceForceKN, rollingResistanceFraction, totalResistanceFraction } from './resistance.js';
import { rimpullKN, rimpullLb } from './rimpull.js';

const between = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });

describe('rimpull', () => {
  it.each([
    [3.25, 13_731],
    [7.1, 6285],
    [12.48, 3576],
    [21.54, 2072],
    [33.86, 1318],
  ])('of 140 hp at %d mph is %d lb (TRUTHS P1)', (mph, lb) => {
    expect(Math.round(rimpullLb(140, 0.85, mph))).toBe(lb);
  });

  it('is the same force in both systems of units', () => {
    // 1 hp = 0.745699872 kW, 1 mile = 1.609344 km, 1 lbf = 4.4482216 N
    const kN = rimpullKN(140 * 0.745699872, 0.85, 7.1 * 1.609344);
    expect(Math.abs(kN / (rimpullLb(140, 0.85, 7.1) * 0.0044482216) - 1)).toBeLessThan(1e-7);
  });

  it('refuses standstill and an efficiency above 1', () => {
    expect(() => rimpullKN(700, 0.85, 0)).toThrow(
      new RangeError('speedKmh must be above 0 and finite, got 0'),
    );
    expect(() => rimpullLb(140, 1.2, 5)).toThrow(
      new RangeError('efficiency must be above 0 and at most 1, got 1.2'),
    );
  });
});

describe('resistance', () => {
  it('is grade and rolling resistance, 1% for each 10 kg/t', () => {
    expect(totalResistanceFraction(0.08, rollingResistanceFraction(20))).toBeCloseTo(0.1, 15);
    expect(totalResistanceFraction(-0.08, rollingResistanceFraction(30))).toBeCloseTo(-0.05, 15);
  });

  it('takes 160.14 kN of 163.293 t at 10% (TRUTHS P2)', () => {
    expect(resistanceForceKN(163.293, 0.1)).toBeCloseTo(160.14, 2);
  });

  it('refuses negative rolling resistance, an endless grade, a truck without mass', () => {
    expect(() => rollingResistanceFraction(-1)).toThrow('kgPerT must be at least 0 and finite, got -1');
    expect(() => totalResistanceFraction(Infinity, 0)).toThrow('gradeFraction must be finite, got Infinity');
    expect(() => resistanceForceKN(0, 0.1)).toThrow('grossT must be above 0 and finite, got 0');
  });
});

describe('speed from power and resistance', () => {
  it('is 13.38 km/h for 163.293 t, 700 kW and 10% (TRUTHS P2)', () => {
    expect(powerSpeedKmh(700, 0.85, 163.293, 0.1)).toBeCloseTo(13.38, 2);
  });

  it('is where rimpull equals resistance', () => {
    fc.assert(
      fc.property(between(50, 3000), between(20, 600), between(0.005, 0.3), (kW, tonnes, total) => {
        const force = rimpullKN(kW, 0.85, powerSpeedKmh(kW, 0.85, tonnes, total));
        expect(Math.abs(force / resistanceForceKN(tonnes, total) - 1)).toBeLessThan(1e-12);
      }),
    );
  });

  it('is limited downhill by the retarder alone: 1000 kW hold 100 t on −10% at 36.7 km/h', () => {
    expect(powerSpeedKmh(700, 0.85, 100, -0.1)).toBe(Infinity);
    expect(retarderSpeedKmh(1000, 100, -0.1)).toBeCloseTo(36.7098, 4);
    expect(retarderSpeedKmh(1000, 100, 0)).toBe(Infinity);
    expect(() => retarderSpeedKmh(-5, 100, -0.1)).toThrow('retarderKw must be above 0 and finite, got -5');
  });
});
