import { normal } from '@mining-ops/des/distributions/normal.js';
import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { filledFraction, fitPassRule } from './whole-passes.js';

const RULE = { tPerM3: 0.8, fullEnough: 0.93, mostFull: 1.02 };

describe('whole passes', () => {
  it('fill a truck until it is full enough, and no more than it holds', () => {
    // 8 t a bucket: three are 24 t of 25.8 t (0.930…), and a truck of 26 t takes a fourth, cut to what it holds.
    expect(filledFraction(RULE, 25.8, 10)).toBeCloseTo(24 / 25.8, 10);
    expect(filledFraction(RULE, 26, 10)).toBe(1.02);
    expect(filledFraction(RULE, 5, 10)).toBe(1.02);
    expect(filledFraction(RULE, 25, NaN)).toBe(1);
  });

  it('are found in recorded payloads, whatever their level', () => {
    const s = RandomStream.of({ seed: 3, replication: 0, entity: 0, purpose: 0 });
    const length = 4000;
    const bucketM3 = Float64Array.from({ length }, () => 8 + s.integer(11) / 2);
    const capacityT = Float64Array.from({ length }, () => 20 + s.integer(20));
    const fraction = capacityT.map(
      (t, i) => 0.95 * filledFraction(RULE, t, bucketM3[i]!) * normal(s, 1, 0.065),
    );
    const found = fitPassRule(fraction, capacityT, bucketM3)!;
    // Rules that fill alike are as good: what counts is what they say of a truck under a bucket.
    const level = filledFraction(found, 30, 10) / filledFraction(RULE, 30, 10);
    let squares = 0;
    capacityT.forEach((t, i) => {
      squares +=
        (filledFraction(found, t, bucketM3[i]!) / filledFraction(RULE, t, bucketM3[i]!) / level - 1) ** 2;
    });
    expect(Math.sqrt(squares / length)).toBeLessThan(0.015);
  });

  it('are not found where no bucket or no payload is known', () => {
    const unknown = Float64Array.of(NaN, NaN);
    const known = Float64Array.of(0.9, 0.95);
    expect(fitPassRule(known, Float64Array.of(30, 30), unknown)).toBeNull();
    expect(fitPassRule(unknown, Float64Array.of(30, 30), known)).toBeNull();
  });
});
