import { bandsOf, compareShifts, type ComparedShift } from './compare.js';
import type { ShiftMeans } from './measures.js';
import { missesOf, outsideBand, reportOf } from './report.js';

const recorded: ShiftMeans = { cycleMin: 60, payloadT: 28, fuelLPerT: 0.4, queueMin: 5 };
const band = (mean: number, half: number) => ({ mean, p10: mean - half, p90: mean + half });

function shift(cycleMin: number, simulatedMin: number): ComparedShift {
  return {
    name: 'a shift',
    trips: 20,
    trucks: 4,
    recorded: { ...recorded, cycleMin },
    simulated: {
      cycleMin: band(simulatedMin, 2),
      payloadT: band(28, 1),
      fuelLPerT: band(0.4, 0.1),
      queueMin: band(5, 1),
    },
  };
}

const ofCycle = (shifts: readonly ComparedShift[]) => compareShifts(shifts)[0]!;

describe('compareShifts', () => {
  it('says how far the simulation is off on the whole and shift by shift', () => {
    const result = ofCycle([shift(60, 61), shift(50, 53), shift(70, 67), shift(60, 61)]);
    expect(result).toMatchObject({ recorded: 60, simulated: 60.5, shifts: 4, coveragePct: 50 });
    expect(result.biasPct).toBeCloseTo((100 * 0.5) / 60, 10);
    expect(result.errorPct).toBeCloseTo((100 * 2) / 60, 10);
    expect([result.belowPct, result.abovePct]).toEqual([25, 25]);
    expect(result.correlation).toBeGreaterThan(0.95);
    expect([result.isMeanMet, result.isBandMet]).toEqual([true, false]);
  });

  it('misses a mean that is more than 5% off, and a band that covers too little or too much', () => {
    expect(ofCycle([shift(60, 63.1), shift(60, 63.1)]).isMeanMet).toBe(false);
    const covered = (inside: number) =>
      ofCycle(Array.from({ length: 10 }, (_, i) => shift(60, i < inside ? 60 : 56))).isBandMet;
    expect([6, 7, 9, 10].map(covered)).toEqual([false, true, true, false]);
    expect(missesOf(compareShifts([shift(60, 70)]))[0]).toBe('cycle time, min: bias +16.67%');
  });

  it('leaves out a shift in which the measure was not recorded', () => {
    expect(ofCycle([shift(NaN, 61), shift(50, 50)])).toMatchObject({ shifts: 1, recorded: 50 });
    expect(outsideBand(shift(NaN, 61), 'cycleMin')).toBe(0);
  });
});

describe('the report', () => {
  it('names the misses and the worst shifts', () => {
    const shifts = [shift(60, 61), shift(66, 60)];
    const measures = compareShifts(shifts);
    const text = reportOf({
      settings: { split: 0.8, replications: 10, seed: 3, folds: null },
      ...{
        cut: '2026-10-01',
        trainShifts: 8,
        trainTrips: 160,
        testTrips: 40,
        measures,
        shifts,
        isMet: false,
      },
    });
    expect(outsideBand(shifts[1]!, 'cycleMin')).toBeCloseTo(1, 10);
    expect(text).toContain('66.0 recorded, 60.0 simulated, band 58.0–62.0, 1.00 outside');
    expect(text).toContain('MISSED: cycle time, min: 50.0% of shifts in P10–P90');
  });
});

it('bands are the quantiles of the replications', () => {
  const values = Float64Array.from({ length: 11 }, (_, i) => i);
  const all = { cycleMin: values, payloadT: values, fuelLPerT: values, queueMin: values };
  expect(bandsOf(all).queueMin).toEqual({ mean: 5, p10: 1, p90: 9 });
});
