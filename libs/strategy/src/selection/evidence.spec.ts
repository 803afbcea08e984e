import { normal } from '@mining-ops/des/distributions/normal.js';
import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import fc from 'fast-check';
import { evidencePerObservation, logEvidence } from './evidence.js';

/** The definition, integrated: over the effect (half-normal of each scale) and over 1/σ (right Haar measure). */
function integrated(n: number, mean: number, squares: number): number {
  const likelihood = (effect: number): number => {
    let sum = 0;
    for (let s = -9; s < 9; s += 0.05) {
      const u = Math.exp(s); // 1/σ; du/u is the Haar measure, ds
      sum += Math.exp(n * s - 0.5 * (u * u * squares + n * (u * mean - effect) ** 2));
    }
    return sum;
  };
  const none = likelihood(0);
  let sum = 0;
  for (const scale of [0.1, 10]) {
    const step = Math.sqrt(scale) / 25;
    for (let effect = step / 2; effect < 8 * Math.sqrt(scale); effect += step)
      sum += (step * Math.exp((-effect * effect) / (2 * scale)) * likelihood(effect)) / Math.sqrt(scale);
  }
  return Math.log(sum / Math.sqrt(2 * Math.PI) / none);
}

describe('the evidence that a mean is above 0', () => {
  it.each([
    [3, 0.5, 1],
    [3, -0.4, 2],
    [5, 1.1, 4],
    [12, -0.2, 9],
    [12, 0.35, 9],
  ])('is the mixture that it is said to be: n = %d, mean %d, squares %d', (n, mean, squares) => {
    expect(logEvidence(n, mean, squares)).toBeCloseTo(integrated(n, mean, squares), 2);
  });

  it('is at least 20 at some time in fewer than 1 of 20 runs without an effect, however long one looks', () => {
    const runs = 2000;
    let reached = 0;
    for (let run = 0; run < runs; run += 1) {
      const stream = RandomStream.of({ seed: 3, replication: run, entity: 0, purpose: 0 });
      let mean = 0;
      let squares = 0;
      for (let n = 1; n <= 200; n += 1) {
        const value = normal(stream, 0, 2);
        const before = value - mean;
        mean += before / n;
        squares += before * (value - mean);
        if (mean > 0 && logEvidence(n, mean, squares) >= Math.log(20)) {
          reached += 1;
          break;
        }
      }
    }
    // Ville's bound is 5%; three standard errors of a rate of 5% are 1.5%.
    expect(reached / runs).toBeLessThan(0.065);
    expect(reached / runs).toBeGreaterThan(0.01); // and it is not much smaller than it could be
  });

  it('has a mean of 1 over samples without an effect', () => {
    const runs = 40_000;
    const stream = RandomStream.of({ seed: 4, replication: 0, entity: 0, purpose: 0 });
    let sum = 0;
    for (let run = 0; run < runs; run += 1) {
      const [a, b, c] = [normal(stream, 0, 1), normal(stream, 0, 1), normal(stream, 0, 1)];
      const mean = (a + b + c) / 3;
      sum += Math.exp(logEvidence(3, mean, (a - mean) ** 2 + (b - mean) ** 2 + (c - mean) ** 2));
    }
    expect(sum / runs).toBeGreaterThan(0.9);
    expect(sum / runs).toBeLessThan(1.1);
  });

  it('does not depend on the unit, and grows with the mean', () => {
    const sample = fc.record({
      n: fc.integer({ min: 2, max: 500 }),
      mean: fc.double({ min: -20, max: 20, noNaN: true }),
      squares: fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
    });
    fc.assert(
      fc.property(sample, fc.double({ min: 1e-6, max: 1e9, noNaN: true }), ({ n, mean, squares }, unit) => {
        const evidence = logEvidence(n, mean, squares);
        expect(logEvidence(n, mean * unit, squares * unit * unit)).toBeCloseTo(evidence, 5);
        // a step of 0.6% is allowed where the exact tail is no longer computed
        expect(logEvidence(n, mean + 0.1, squares)).toBeGreaterThanOrEqual(evidence - 0.006);
        expect(logEvidence(n, -Math.abs(mean), squares)).toBeLessThanOrEqual(1e-9);
      }),
    );
  });

  it('is finite without spread, more for every observation; none of fewer than three, or of nothing but zeros', () => {
    const sure = [3, 4, 5, 10].map((n) => logEvidence(n, 4, 0));
    expect(sure.every((value, e) => Number.isFinite(value) && value > (sure[e - 1] ?? 0))).toBe(true);
    expect([logEvidence(2, 4, 0), logEvidence(0, 0, 0), logEvidence(5, 0, 0)]).toEqual([0, 0, 0]);
  });

  it('comes to grow at the rate that is foretold', () => {
    for (const effect of [0.05, 0.3, 2]) {
      const step = (logEvidence(40_001, effect, 40_000) - logEvidence(20_001, effect, 20_000)) / 20_000;
      expect(step / evidencePerObservation(effect)).toBeCloseTo(1, 1);
    }
  });
});
