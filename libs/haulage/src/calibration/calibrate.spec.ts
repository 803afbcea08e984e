import { normal } from '@mining-ops/des/distributions/normal.js';
import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import type { MineDefinition } from '../definition/mine-definition.js';
import { AVERAGE_TRUCK } from '../definition/average-truck.js';
import { mineFaults } from '../definition/mine-faults.js';
import { calibrate, truckFactors } from './calibrate.js';
import type { CycleHistory } from './cycle-history.js';
import { fitFuelLine } from './fuel-fit.js';
import { fitMultiplicative, fittedMean, NoHistoryError } from './multiplicative-fit.js';
import { shiftDefinition } from './shift-definition.js';

const stream = (entity: number): RandomStream =>
  RandomStream.of({ seed: 3, replication: 0, entity, purpose: 0 });

/** A history with a known law: 2 weathers (the second 1.3 times slower), 2 conditions, 3 roads, 2 loaders. */
function knownHistory(length: number): CycleHistory {
  const s = stream(0);
  const codes = (levels: number): Int32Array => Int32Array.from({ length }, () => s.integer(levels));
  const [weather, roadCondition, road, loader] = [codes(2), codes(2), codes(3), codes(2)];
  const truck = codes(2); // the second carries a tenth less and burns a fifth more
  const operator = codes(4); // the last is a fifth slower than the others
  const column = (value: (i: number) => number): Float64Array =>
    Float64Array.from({ length }, (_, i) => value(i));
  // On average 1, so that the laws below are those of the average operator.
  const drivenBy = (i: number): number => (operator[i] === 3 ? 1.2 : 1) / 1.05;
  const noise = (): number => Math.max(0.2, normal(s, 1, 0.1));
  const roadDistanceKm = column((i) => 1 + road[i]!);
  const tripDistanceKm = column((i) => (1.5 + roadDistanceKm[i]!) * noise());
  const queueMin = column(() => 20 * s.uniform());
  return {
    length,
    weather: { codes: weather, levels: 2 },
    roadCondition: { codes: roadCondition, levels: 2 },
    road: { codes: road, levels: 3 },
    loader: { codes: loader, levels: 2 },
    truck: { codes: truck, levels: 2 },
    operator: { codes: operator, levels: 4 },
    roadDistanceKm,
    tripDistanceKm,
    queueMin,
    loadingMin: column((i) => (loader[i] === 0 ? 8 : 12) * noise()),
    haulingMin: column(
      (i) => (4 + 3 * tripDistanceKm[i]!) * (weather[i] === 0 ? 1 : 1.3) * drivenBy(i) * noise(),
    ),
    dumpingMin: column((i) => (6 * (truck[i] === 0 ? 1 : 1.5) * noise()) / 1.25),
    returnMin: column((i) => (3 + 2 * tripDistanceKm[i]!) * drivenBy(i) * noise()),
    payloadT: column((i) => 30 * 0.9 * (truck[i] === 0 ? 1 : 0.9) * (1 / 0.95) * noise()),
    truckCapacityT: column(() => 30),
    fuelL: column(
      (i) =>
        (2 + 1.5 * tripDistanceKm[i]!) * (truck[i] === 0 ? 1 : 1.2) * (1 / 1.1) * noise() +
        0.1 * queueMin[i]!,
    ),
    delayed: column((i) => (s.uniform() < (weather[i] === 0 ? 0.1 : 0.2) ? 1 : 0)),
  };
}

describe('calibrate', () => {
  const calibration = calibrate(knownHistory(20_000));

  it('finds the law that made the history: distance, weather, road, loader', () => {
    expect(fittedMean(calibration.tripDistanceKm, 2, [1])).toBeCloseTo(3.5, 1);
    expect(fittedMean(calibration.haulingMin, 4, [0, 0, 0]) / 16).toBeCloseTo(1, 1);
    expect(
      fittedMean(calibration.haulingMin, 4, [1, 0, 0]) / fittedMean(calibration.haulingMin, 4, [0, 0, 0]),
    ).toBeCloseTo(1.3, 1);
    expect(fittedMean(calibration.returnMin, 4, [1, 1, 2]) / 11).toBeCloseTo(1, 1);
    expect(fittedMean(calibration.loadingMin, 0, [0, 0])).toBeCloseTo(8, 0);
    expect(fittedMean(calibration.loadingMin, 0, [1, 0])).toBeCloseTo(12, 0);
    expect(fittedMean(calibration.payloadFraction, 0, [0])).toBeCloseTo(0.9, 1);
    expect(calibration.idleFuelLPerMin).toBeCloseTo(0.1, 2);
    expect(fittedMean(calibration.tripFuelL, 4, [0, 0, 0])).toBeCloseTo(8, 0);
    expect(fittedMean(calibration.delayProbability, 0, [0, 0])).toBeCloseTo(0.1, 1);
    expect(fittedMean(calibration.delayProbability, 0, [1, 0])).toBeCloseTo(0.2, 1);
  });

  it('finds who drives slowly, and takes an unknown driver for the average one', () => {
    const factor = (operator: number): number => truckFactors(calibration, -1, operator).travelFactor;
    expect(factor(3) / factor(0)).toBeCloseTo(1.2, 1);
    expect([0, 1, 2, 3].reduce((sum, operator) => sum + factor(operator) / 4, 0)).toBeCloseTo(1, 2);
    expect([factor(-1), factor(99)]).toEqual([1, 1]);
  });

  it('finds which truck carries less, dumps more slowly and burns more', () => {
    const [first, second] = [truckFactors(calibration, 0, -1), truckFactors(calibration, 1, -1)];
    expect(second.payloadFactor / first.payloadFactor).toBeCloseTo(0.9, 1);
    expect(second.fuelFactor / first.fuelFactor).toBeCloseTo(1.2, 1);
    expect(second.dumpingFactor / first.dumpingFactor).toBeCloseTo(1.5, 1);
    expect(second.loadingFactor / first.loadingFactor).toBeCloseTo(1, 1);
    expect(truckFactors(calibration, -1, -1)).toEqual(AVERAGE_TRUCK);
  });

  it("keeps the spread that remains: residuals have mean 1 and the noise's quantiles", () => {
    const { residuals } = calibration.haulingMin;
    const trapezoids = residuals.reduce((sum, r, i) => sum + (i === 0 || i === 100 ? r / 2 : r), 0) / 100;
    expect(trapezoids).toBeCloseTo(1, 12);
    expect(residuals[10]).toBeCloseTo(1 - 0.128, 1);
    expect(residuals[90]).toBeCloseTo(1 + 0.128, 1);
  });

  it('makes a shift definition with the fitted means; an unknown level has no effect', () => {
    const conditions = {
      road: 1,
      roadDistanceKm: 2,
      weather: 1,
      roadCondition: 0,
      durationMin: 480,
      overrunMin: 0,
      dumpBays: 1,
    };
    const trucks = [{ id: 'T', capacityT: 30, code: 1, operator: 3 }];
    const haulingMin = (mine: MineDefinition): number => mine.routes[0]!.loaded.travelMeansMin[0]!;
    const loadingMin = (mine: MineDefinition): number => {
      const { loading } = mine.loadSites[0]!.loaders[0]!;
      if (loading.kind !== 'whole') throw new Error('a loader from history loads a truck at once');
      return loading.loadingMin.mean;
    };
    const known = shiftDefinition(calibration, conditions, trucks, [{ id: 'L', code: 1 }]);
    expect(haulingMin(known) / (14.5 * 1.3)).toBeCloseTo(1, 1);
    expect(loadingMin(known)).toBeCloseTo(12, 0);
    const unknown = shiftDefinition(calibration, { ...conditions, weather: -1, road: -1 }, trucks, [
      { id: 'X', code: -1 },
    ]);
    expect(loadingMin(unknown)).toBeCloseTo(10, 0);
    expect(haulingMin(unknown)).toBeLessThan(haulingMin(known));
    expect(mineFaults(unknown)).toEqual([]);
    const { travelFactor, dumpingFactor, fuelFactor } = truckFactors(calibration, 1, 3);
    expect(known.trucks[0]).toMatchObject({ travelFactor, dumpingFactor, fuelFactor });
  });
});

describe('fitMultiplicative', () => {
  const y = Float64Array.from({ length: 40 }, (_, i) => 10 + (i % 2));

  it('shrinks a level seen rarely towards no effect', () => {
    const codes = Int32Array.from({ length: 40 }, (_, i) => (i === 0 ? 1 : 0));
    const oddOne = Float64Array.from(y, (value, i) => (i === 0 ? value * 3 : value));
    const fit = fitMultiplicative('x', oddOne, null, [{ codes, levels: 3 }]);
    expect(fit.factors[0]![1]).toBeGreaterThan(1);
    expect(fit.factors[0]![1]).toBeLessThan(1.2);
    expect(fit.factors[0]![2]).toBeCloseTo(1, 1);
    expect([...fit.counts[0]!]).toEqual([39, 1, 0]);
  });

  it('lets no line fall with distance', () => {
    const x = Float64Array.from(y, (_, i) => i);
    const falling = Float64Array.from(x, (value) => 100 - value);
    const fit = fitMultiplicative('x', falling, x, []);
    expect(fit.slope).toBe(0);
    expect(fit.intercept).toBeCloseTo(80.5, 6);
  });

  it('leaves out unknown and negative values, and says what is missing', () => {
    const mostlyUnknown = Float64Array.from(y, (value, i) => (i < 5 ? value : i < 20 ? NaN : -1));
    expect(() => fitMultiplicative('hauling time', mostlyUnknown, null, [])).toThrow(NoHistoryError);
    expect(() => fitMultiplicative('hauling time', mostlyUnknown, null, [])).toThrow(
      'hauling time: hauling_activities.csv has 5 usable rows, at least 10 are needed',
    );
  });
});

describe('fitFuelLine', () => {
  it('never lets waiting make fuel', () => {
    const s = stream(1);
    const distance = Float64Array.from({ length: 200 }, () => 2 + 5 * s.uniform());
    const queue = Float64Array.from({ length: 200 }, () => 20 * s.uniform());
    const fuel = distance.map((km, i) => 3 + 2 * km - 0.05 * queue[i]!);
    const line = fitFuelLine(fuel, distance, queue);
    expect(line.perQueueMinL).toBe(0);
    expect(line.perKmL).toBeCloseTo(2, 1);
  });
});
