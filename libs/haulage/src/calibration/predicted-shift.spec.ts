import { mineFaults } from '../definition/mine-faults.js';
import type { Spread, Variate } from '../definition/spread.js';
import { summariseMine } from '../kpi/summarise.js';
import { compileMine } from '../run/compile-mine.js';
import { definitionOf, UNDISTURBED, type ExpectedShift } from './expected-shift.js';
import { predictedShift, type Predicted, type ShiftPredictions } from './predicted-shift.js';

const frame = { durationMin: 480, overrunMin: 15, dumpBays: 2 };
const trucks = [
  { id: 'T1', capacityT: 30 },
  { id: 'T2', capacityT: 40, tankL: 300 },
];

const of = (mean: number): Variate => ({ mean, spread: { kind: 'lognormal', cv: 0.5 } });
const factors = { travelFactor: 2, loadingFactor: 3, dumpingFactor: 4, payloadFactor: 0.5, fuelFactor: 6 };
const calibrated: ExpectedShift = {
  source: 'history',
  tripKm: 3.5,
  haulingMin: of(100),
  returnMin: of(101),
  dumpingMin: of(102),
  tripFuelL: of(103),
  loaders: [0, 1].map(() => ({ loadingMin: of(104), payloadFraction: of(0.9) })),
  trucks: [factors, factors],
  idleFuelLPerMin: 0.05,
  delayProbability: 0.7,
};

/** Two trucks under two loaders: the second truck takes a fifth more, the second loader nothing. */
const column = (mean: number, cv: number, ofTruck = 1.2, ofLoader = 1): Predicted => ({
  means: Float64Array.of(mean, mean * ofLoader, mean * ofTruck, mean * ofTruck * ofLoader),
  spread: { kind: 'lognormal', cv },
});
const predictions = {
  loadingMin: column(10, 0.1, 1.3, 1.5),
  travelMin: { hauling: column(15, 0.2), returning: column(12, 0.1) },
  dumpingMin: column(5, 0.3, 1.4),
  payloadT: column(27, 0.05, 36 / 27),
  tripFuelL: column(9, 0.15, 1.1),
  delayProbability: Float64Array.of(0.1, 0.1, 0.2, 0.2),
} satisfies ShiftPredictions;
const NOTHING: ShiftPredictions = {
  loadingMin: null,
  travelMin: null,
  dumpingMin: null,
  payloadT: null,
  tripFuelL: null,
  delayProbability: null,
};

describe('a shift as models predict it', () => {
  const shift = predictedShift(calibrated, predictions, trucks);
  const mine = definitionOf(shift, frame, trucks, ['L1', 'L2'], UNDISTURBED);

  it('has the predicted mean of every truck under every loader', () => {
    const { loadingMin, travelMin, dumpingMin, payloadT, tripFuelL } = predictions;
    shift.trucks.forEach((truck, t) => {
      const means: readonly [number, Predicted][] = [
        [shift.haulingMin.mean * truck.travelFactor, travelMin.hauling],
        [shift.returnMin.mean * truck.travelFactor, travelMin.returning],
        [shift.tripFuelL.mean * truck.fuelFactor, tripFuelL],
        [shift.dumpingMin.mean * truck.dumpingFactor, dumpingMin],
      ];
      for (const [mean, predicted] of means) expect(mean).toBeCloseTo(predicted.means[2 * t]!, 9);
      shift.loaders.forEach((loader, l) => {
        const tonnes = loader.payloadFraction.mean * truck.payloadFactor * trucks[t]!.capacityT;
        expect(loader.loadingMin.mean * truck.loadingFactor).toBeCloseTo(loadingMin.means[2 * t + l]!, 9);
        expect(tonnes).toBeCloseTo(payloadT.means[2 * t + l]!, 9);
      });
    });
  });

  it('varies around the means as trips do around predictions, and says that models predicted it', () => {
    const cvOf = (spread: Spread): number => (spread.kind === 'lognormal' ? spread.cv : NaN);
    expect(cvOf(shift.haulingMin.spread)).toBe(0.2);
    expect(cvOf(shift.loaders[1]!.loadingMin.spread)).toBe(0.1);
    expect(shift.delayProbability).toBeCloseTo(0.15, 12);
    expect(mine).toMatchObject({ durationSource: 'models', routes: [{ distanceKm: 3.5 }] });
  });

  it('can be run, with the tonnes and litres that were predicted of a trip', () => {
    expect(mineFaults(mine)).toEqual([]);
    const { kpis, fuelLPerT } = summariseMine(compileMine(mine), 1, 200);
    const perTrip = kpis.productionT.mean / kpis.cycles.mean;
    expect(perTrip).toBeGreaterThan(27);
    expect(perTrip).toBeLessThan(36);
    expect(fuelLPerT.mean).toBeGreaterThan(9.9 / 36);
    expect(fuelLPerT.mean).toBeLessThan(9.5 / 27);
  });

  it('stays as the calibration expects it where no model predicts', () => {
    expect(predictedShift(calibrated, NOTHING, trucks)).toEqual(calibrated);
    const { dumpingMin } = predictions;
    const mixed = predictedShift(calibrated, { ...NOTHING, dumpingMin }, trucks);
    const { dumpingFactor, ...others } = mixed.trucks[0]!;
    expect(mixed).toMatchObject({ source: 'models', haulingMin: calibrated.haulingMin });
    expect(mixed.dumpingMin.mean * dumpingFactor).toBeCloseTo(5, 9);
    expect(others).toMatchObject({ travelFactor: 2, loadingFactor: 3, payloadFactor: 0.5, fuelFactor: 6 });
  });

  it('is refused with the name of the column that is wrong', () => {
    const refused = (changes: Partial<ShiftPredictions>) => () =>
      predictedShift(calibrated, { ...NOTHING, ...changes }, trucks);
    const { dumpingMin, travelMin } = predictions;
    const hauling = { ...travelMin.hauling, means: Float64Array.of(1) };
    expect(refused({ travelMin: { ...travelMin, hauling } })).toThrow(
      'haulingMin.means must have 2 trucks × 2 loaders numbers, has 1',
    );
    expect(refused({ payloadT: { ...dumpingMin, means: Float64Array.of(1, 1, 0, 1) } })).toThrow(
      'payloadT.means[2] must be above 0, is 0',
    );
    expect(refused({ delayProbability: Float64Array.of(0.1) })).toThrow('delayProbability must have');
  });
});
