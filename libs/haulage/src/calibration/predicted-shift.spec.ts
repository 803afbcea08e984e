import { mineFaults } from '../definition/mine-faults.js';
import type { Spread } from '../definition/spread.js';
import { summariseMine } from '../kpi/summarise.js';
import { compileMine } from '../run/compile-mine.js';
import { UNDISTURBED } from './expected-shift.js';
import { predictedShiftDefinition, type Predicted, type ShiftPredictions } from './predicted-shift.js';

const frame = { durationMin: 480, overrunMin: 15, dumpBays: 2 };
const trucks = [
  { id: 'T1', capacityT: 30 },
  { id: 'T2', capacityT: 40, tankL: 300 },
];

/** Two trucks under two loaders: the second truck is slower by a fifth, the second loader by a half. */
const column = (mean: number, cv: number, ofTruck = 1.2, ofLoader = 1): Predicted => {
  const means = Float64Array.of(mean, mean * ofLoader, mean * ofTruck, mean * ofTruck * ofLoader);
  return { means, standardDeviations: means.map((value) => cv * value) };
};
const predictions = (changes: Partial<ShiftPredictions> = {}): ShiftPredictions => ({
  loadingMin: column(10, 0.1, 1.3, 1.5),
  haulingMin: column(15, 0.2),
  returnMin: column(12, 0.1),
  dumpingMin: column(5, 0.3, 1.4),
  payloadT: column(27, 0.05, 36 / 27),
  tripFuelL: column(9, 0.15, 1.1),
  delayProbability: Float64Array.of(0.1, 0.1, 0.2, 0.2),
  idleFuelLPerMin: 0.05,
  tripKm: 3.5,
  ...changes,
});

describe('a shift as models predict it', () => {
  const mine = predictedShiftDefinition(predictions(), frame, trucks, ['L1', 'L2']);
  const [route] = mine.routes as [(typeof mine.routes)[number]];
  const loading = (loader: number) => {
    const of = mine.loadSites[0]!.loaders[loader]!.loading;
    if (of.kind !== 'whole') throw new Error('models predict whole loads');
    return of;
  };

  it('has the predicted mean of every truck under every loader', () => {
    const { loadingMin, haulingMin, returnMin, dumpingMin, payloadT, tripFuelL } = predictions();
    mine.trucks.forEach((truck, t) => {
      expect(route.loaded.travelMeansMin[0]! * truck.travelFactor).toBeCloseTo(haulingMin.means[2 * t]!, 9);
      expect(route.empty.travelMeansMin[0]! * truck.travelFactor).toBeCloseTo(returnMin.means[2 * t]!, 9);
      expect(route.loaded.fuelMeansL[0]! * truck.fuelFactor).toBeCloseTo(tripFuelL.means[2 * t]!, 9);
      expect(mine.dumpSites[0]!.dumpingMin.mean * truck.dumpingFactor).toBeCloseTo(
        dumpingMin.means[2 * t]!,
        9,
      );
      for (const l of [0, 1]) {
        expect(loading(l).loadingMin.mean * truck.loadingFactor).toBeCloseTo(loadingMin.means[2 * t + l]!, 9);
        const tonnes = loading(l).payloadFraction.mean * truck.payloadFactor * trucks[t]!.capacityT;
        expect(tonnes).toBeCloseTo(payloadT.means[2 * t + l]!, 9);
      }
    });
  });

  it('varies as predicted, and says that models predicted it', () => {
    const cvOf = (spread: Spread): number => (spread.kind === 'lognormal' ? spread.cv : NaN);
    expect(cvOf(route.loaded.travelSpread)).toBeCloseTo(0.2, 9);
    expect(cvOf(loading(1).loadingMin.spread)).toBeCloseTo(0.1, 9);
    expect(mine.delayProbability).toBeCloseTo(0.15, 12);
    expect(mine).toMatchObject({ durationSource: 'models', routes: [{ distanceKm: 3.5 }] });
    expect(mine.truckClasses.map(({ tankL }) => tankL)).toEqual([null, 300]);
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

  it('can be disturbed like any other', () => {
    const refuelling = {
      bays: 1,
      refuellingMin: { mean: 8, spread: { kind: 'none' } as const },
      reserveFraction: 0.2,
    };
    const disturbed = predictedShiftDefinition(predictions(), frame, trucks, ['L1', 'L2'], {
      ...UNDISTURBED,
      refuelling,
    });
    expect(disturbed.refuelling).toBe(refuelling);
    expect(mine.refuelling).toBeNull();
  });

  it('is refused with the name of the column that is wrong', () => {
    const refused = (changes: Partial<ShiftPredictions>) => () =>
      predictedShiftDefinition(predictions(changes), frame, trucks, ['L1', 'L2']);
    const { haulingMin } = predictions();
    expect(refused({ haulingMin: { ...haulingMin, means: Float64Array.of(1) } })).toThrow(
      'haulingMin.means must have 2 trucks × 2 loaders numbers, has 1',
    );
    expect(refused({ payloadT: { ...haulingMin, means: Float64Array.of(1, 1, 0, 1) } })).toThrow(
      'payloadT.means[2] must be above 0, is 0',
    );
    const standardDeviations = Float64Array.of(1, -1, 1, 1);
    expect(refused({ returnMin: { ...haulingMin, standardDeviations } })).toThrow(
      'returnMin.standardDeviations[1] must not be negative, is -1',
    );
    expect(refused({ delayProbability: Float64Array.of(0.1) })).toThrow('delayProbability must have');
  });
});
