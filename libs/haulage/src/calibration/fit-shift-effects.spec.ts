import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { normal } from '@mining-ops/des/distributions/normal.js';
import type { CodeColumn, CycleHistory } from './cycle-history.js';
import { fitFirstArrivals } from './fit-first-arrivals.js';
import { fitShiftEffects } from './fit-shift-effects.js';
import type { ShiftQuantity } from '../definition/shift-effect.js';

const stream = (entity: number) => RandomStream.of({ seed: 5, replication: 0, entity, purpose: 0 });

const [SHIFTS, TRIPS] = [150, 25];

/** Shifts whose ways are off by 6% (one deviation), the loaded and the empty one alike; nothing else is. */
function historyOfShifts(): { history: CycleHistory; shift: CodeColumn } {
  const s = stream(0);
  const length = SHIFTS * TRIPS;
  const same: CodeColumn = { codes: new Int32Array(length), levels: 1 };
  const slow = Array.from({ length: SHIFTS }, () => normal(s, 1, 0.06));
  const shift = { codes: Int32Array.from({ length }, (_, i) => Math.floor(i / TRIPS)), levels: SHIFTS };
  const column = (mean: number, isWay = false): Float64Array =>
    Float64Array.from(
      shift.codes,
      (code) => mean * Math.max(0.2, normal(s, 1, 0.1)) * (isWay ? slow[code]! : 1),
    );
  const constant = (value: number): Float64Array => new Float64Array(length).fill(value);
  const history = {
    length,
    ...{ loadingMin: column(10), haulingMin: column(24, true), returnMin: column(18, true) },
    ...{ dumpingMin: column(7), queueMin: column(5), payloadT: column(28), fuelL: column(12) },
    ...{ tripDistanceKm: constant(5), roadDistanceKm: constant(4), truckCapacityT: constant(30) },
    ...{ delayed: constant(0), weather: same, roadCondition: same, road: same, loader: same },
    ...{ truck: same, operator: same },
  };
  return { history, shift };
}

describe('fitShiftEffects', () => {
  const { history, shift } = historyOfShifts();
  const effects = fitShiftEffects(history, shift);
  const column = (quantity: ShiftQuantity): number[] => effects.map((effect) => effect[quantity]);
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  const deviation = (values: readonly number[]): number =>
    Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));

  it('finds what whole shifts share, and takes out what chance leaves of single trips', () => {
    expect(effects).toHaveLength(SHIFTS);
    expect(deviation(column('hauling'))).toBeCloseTo(0.06, 2);
    expect(deviation(column('return'))).toBeCloseTo(0.06, 2);
    expect(deviation(column('loading'))).toBeLessThan(0.012);
    expect(mean(column('hauling'))).toBeCloseTo(1, 6);
  });

  it('keeps together what goes together', () => {
    const both = effects.map(({ hauling, return: back }) => (hauling - 1) * (back - 1));
    expect(mean(both) / (deviation(column('hauling')) * deviation(column('return')))).toBeGreaterThan(0.7);
  });

  it('says nothing where there are too few shifts', () => {
    expect(fitShiftEffects(history, { ...shift, levels: 5 })).toEqual([]);
  });
});

describe('fitFirstArrivals', () => {
  it('draws what was recorded, with its mean', () => {
    const minutes = Float64Array.from({ length: 1001 }, (_, i) => (24 * i) / 1000);
    const { mean, spread } = fitFirstArrivals(minutes)!;
    expect(mean).toBeCloseTo(12, 6);
    if (spread.kind !== 'table') throw new Error('arrivals are drawn from a table');
    expect(spread.quantiles[50]! * mean).toBeCloseTo(12, 6);
    expect(spread.quantiles[100]! * mean).toBeCloseTo(24, 6);
  });

  it('says nothing where there are too few, or nobody came later than the start', () => {
    expect(fitFirstArrivals(new Float64Array(9).fill(3))).toBeNull();
    expect(fitFirstArrivals(new Float64Array(20))).toBeNull();
  });
});
