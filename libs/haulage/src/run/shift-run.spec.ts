import fc from 'fast-check';
import { quantileTable } from '@mining-ops/des/distributions/empirical.js';
import { certainShift } from '../testing/definitions.js';
import { compile, InvalidDefinitionError } from './compile.js';
import type { CycleRecord } from './cycle-records.js';
import { ShiftRun } from './shift-run.js';

const recordsOf = (run: ShiftRun, seed: number, replication: number): CycleRecord[] => {
  const records = run.run(seed, replication);
  return Array.from({ length: records.count }, (_, i) => records.at(i));
};

/** Residual table of an exponential: fine enough that the truncated tail costs less than 0.1% of the mean. */
const exponentialTable = (() => {
  const size = 20_001;
  const table = Float64Array.from(
    { length: size },
    (_, i) => -Math.log(1 - Math.min(i, size - 1.2) / (size - 1)),
  );
  const mean = table.reduce((sum, value) => sum + value, 0) / size;
  return table.map((value) => value / mean);
})();

describe('ShiftRun', () => {
  it('drives one truck through the cycle minute by minute', () => {
    const [first, second] = recordsOf(new ShiftRun(compile(certainShift(1, 1))), 1, 0);
    expect(first).toEqual({
      truck: 0,
      loader: 0,
      queueStartMin: 8, // the empty leg from the park
      queueEndMin: 8,
      loadingEndMin: 11,
      dumpArrivalMin: 19,
      dumpingStartMin: 19,
      dumpingEndMin: 20,
      payloadT: 27,
      fuelL: 10,
      delayed: false,
    });
    expect(second?.queueStartMin).toBe(28);
  });

  it('queues first in, first out, and burns idle fuel while waiting', () => {
    const records = recordsOf(new ShiftRun(compile(certainShift(3, 1))), 1, 0);
    expect(records.slice(0, 3).map((r) => [r.truck, r.queueEndMin - r.queueStartMin])).toEqual([
      [0, 0],
      [1, 3],
      [2, 6],
    ]);
    expect(records[2]!.fuelL).toBeCloseTo(10 + 0.1 * 6, 12);
  });

  it('queues for dump bays as for loaders', () => {
    const mine = certainShift(2, 2, {
      dump: { bays: 1, dumpingMin: { mean: 5, residuals: Float64Array.of(1) } },
    });
    const records = recordsOf(new ShiftRun(compile(mine)), 1, 0);
    expect(records[1]!.dumpingStartMin - records[1]!.dumpArrivalMin).toBe(5);
  });

  it.each([
    [5, 15],
    [7, 20],
  ])(
    'with %d trucks and nothing random hauls min(N/20, 1/3)·60 = %d loads/h (TRUTHS T4)',
    (trucks, perHour) => {
      const mine = certainShift(trucks, 1, { shift: { durationMin: 60_000, overrunMin: 0 } });
      const loads = recordsOf(new ShiftRun(compile(mine)), 1, 0).length;
      expect(Math.abs(loads / 1000 - perHour) / perHour).toBeLessThan(0.001);
    },
  );

  it.each([
    [3, 8.5664],
    [7, 16.7333],
    [12, 19.8407],
  ])(
    'with %d trucks, exponential load of 3 and rest of 17 min hauls %d loads/h (M/M/1//N, TRUTHS T1)',
    (trucks, perHour) => {
      const nothing = { mean: 1e-9, residuals: Float64Array.of(1) };
      const hours = 10_000;
      const mine = certainShift(trucks, 1, {
        shift: { durationMin: hours * 60, overrunMin: 0 },
        loaders: [{ id: 'L', loadingMin: { mean: 3, residuals: exponentialTable } }],
        haulingMin: { mean: 17, residuals: exponentialTable },
        returnMin: nothing,
        dump: { bays: trucks, dumpingMin: nothing },
      });
      const loads = new ShiftRun(compile(mine)).run(11, 0).count;
      // The standard error of the count is below 0.25% here (T1 is checked to 0.5% width by validate:truths later).
      expect(Math.abs(loads / hours / perHour - 1)).toBeLessThan(0.01);
    },
  );

  it('starts no load that is not expected to be dumped within the overrun, and lets the waiting trucks go', () => {
    for (const overrunMin of [0, 10, 30]) {
      const mine = certainShift(9, 1, { shift: { durationMin: 100, overrunMin } });
      const records = recordsOf(new ShiftRun(compile(mine)), 1, 0);
      for (const r of records) expect(r.dumpingEndMin).toBeLessThanOrEqual(100 + overrunMin);
      const left = records.filter((r) => r.loader < 0);
      expect(left.length).toBeGreaterThan(0);
      for (const r of left) expect([r.payloadT, r.dumpingEndMin]).toEqual([0, r.queueEndMin]);
    }
  });

  const spread = quantileTable([0.5, 0.8, 1, 1.2, 1.5], 11);
  const randomShift = (trucks: number, loaders: number): ReturnType<typeof certainShift> =>
    certainShift(trucks, loaders, {
      loaders: Array.from({ length: loaders }, (_, i) => ({
        id: `L${i}`,
        loadingMin: { mean: 3, residuals: spread },
      })),
      haulingMin: { mean: 8, residuals: spread },
      returnMin: { mean: 8, residuals: spread },
      dump: { bays: 1, dumpingMin: { mean: 1, residuals: spread } },
      payloadFraction: { mean: 0.9, residuals: spread },
      tripFuelL: { mean: 10, residuals: spread },
      delayProbability: 0.2,
    });

  it('loses and doubles no truck: each does one thing at a time, in order, and no server serves two', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 25 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 1e9 }),
        (trucks, loaders, seed) => {
          const records = recordsOf(new ShiftRun(compile(randomShift(trucks, loaders))), seed, 3);
          const lastEnd = new Array<number>(trucks).fill(0);
          const loads: [from: number, to: number, loader: number][] = [];
          for (const r of records) {
            expect(r.queueStartMin).toBeGreaterThan(lastEnd[r.truck]!);
            const times = [
              r.queueStartMin,
              r.queueEndMin,
              r.loadingEndMin,
              r.dumpArrivalMin,
              r.dumpingStartMin,
              r.dumpingEndMin,
            ];
            expect(times).toEqual([...times].sort((a, b) => a - b));
            lastEnd[r.truck] = r.dumpingEndMin;
            if (r.loader >= 0) loads.push([r.queueEndMin, r.loadingEndMin, r.loader]);
          }
          loads.sort((a, b) => a[0] - b[0]);
          const freeAt = new Array<number>(loaders).fill(0);
          for (const [from, to, loader] of loads) {
            expect(from).toBeGreaterThanOrEqual(freeAt[loader]!);
            freeAt[loader] = to;
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives the same records for the same seed and replication, whatever ran before', () => {
    const run = new ShiftRun(compile(randomShift(8, 2)));
    const fresh = recordsOf(new ShiftRun(compile(randomShift(8, 2))), 4, 2);
    run.run(4, 0);
    run.run(99, 1);
    expect(recordsOf(run, 4, 2)).toEqual(fresh);
    expect(recordsOf(run, 4, 3)).not.toEqual(fresh);
  });

  it('gives a truck the same draws in a larger fleet (common random numbers)', () => {
    const firstLoad = (trucks: number): CycleRecord =>
      recordsOf(new ShiftRun(compile(randomShift(trucks, 1))), 4, 0).find((r) => r.truck === 0)!;
    const [small, large] = [firstLoad(1), firstLoad(6)];
    expect(large.payloadT).toBe(small.payloadT);
    expect(large.loadingEndMin - large.queueEndMin).toBeCloseTo(small.loadingEndMin - small.queueEndMin, 12);
  });

  it('refuses a mine that cannot work with all its faults at once', () => {
    const broken = certainShift(0, 0, {
      haulingMin: { mean: 0, residuals: Float64Array.of(1) },
      delayProbability: 2,
    });
    expect(() => compile(broken)).toThrow(InvalidDefinitionError);
    expect(() => compile(broken)).toThrow(
      'trucks: there is no truck; loaders: there is no loader; haulingMin.mean: must be above 0, is 0; delayProbability: must be from 0 to 1, is 2',
    );
  });
});
