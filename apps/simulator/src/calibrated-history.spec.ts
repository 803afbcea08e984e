import { temporaryFolders } from '@mining-ops/fleet-data/testing/temporary-folder.js';
import { fittedMean } from '@mining-ops/haulage/calibration/multiplicative-fit.js';
import { calibratedHistory } from './calibrated-history.js';
import { cycleHistory } from './cycle-history.js';
import { mineWithHistory, trip, type Cells } from './testing/mine-with-history.js';

const temporaryFolder = temporaryFolders();

async function historyOf(...trips: Cells[]): Promise<ReturnType<typeof cycleHistory>> {
  return cycleHistory(await mineWithHistory(await temporaryFolder(), trips));
}

describe('the cycles of a snapshot', () => {
  it.each([
    ['COMPLETED', 1],
    ['DELAYED', 1],
    ['', 1], // older exports have no status
    ['LOADING', 0],
    ['HAULING', 0],
    ['DUMPING', 0],
    ['CANCELLED', 0],
    ['LOST', 0],
  ])('have a trip with the status "%s": %i', async (status, length) => {
    const history = await historyOf(trip(0, { status }));
    expect(history.length).toBe(length);
    expect(history.haulingMin).toHaveLength(length);
    expect(history.road.codes).toHaveLength(length);
  });

  it('have what the trip recorded, and the length of its road and the capacity of its truck', async () => {
    const history = await historyOf(
      trip(3, { truckId: 't3', roadSegmentId: 'r2', excavatorId: 'e2', isDelayed: 'true' }),
    );
    expect(history).toEqual({
      length: 1,
      queueMin: Float64Array.of(3),
      loadingMin: Float64Array.of(11),
      haulingMin: Float64Array.of(18),
      dumpingMin: Float64Array.of(8),
      returnMin: Float64Array.of(15),
      payloadT: Float64Array.of(29),
      tripDistanceKm: Float64Array.of(2.6),
      roadDistanceKm: Float64Array.of(2.5),
      truckCapacityT: Float64Array.of(39),
      bucketM3: Float64Array.of(9),
      fuelL: Float64Array.of(9),
      delayed: Float64Array.of(1),
      road: { codes: Int32Array.of(1), levels: 2 },
      loader: { codes: Int32Array.of(1), levels: 2 },
      weather: { codes: Int32Array.of(0), levels: 6 },
      roadCondition: { codes: Int32Array.of(1), levels: 5 },
      truck: { codes: Int32Array.of(2), levels: 3 },
      operator: { codes: Int32Array.of(0), levels: 5 },
    });
  });

  it('have a gap where nothing was recorded, or what was recorded is not in the other files', async () => {
    const history = await historyOf(
      trip(0, {
        truckId: 'sold',
        roadSegmentId: 'closed',
        excavatorId: 'sold',
        haulingDuration: '',
        isDelayed: '',
        weatherCondition: '',
      }),
    );
    for (const column of [history.truckCapacityT, history.roadDistanceKm, history.haulingMin]) {
      expect([...column]).toEqual([NaN]);
    }
    expect(history.delayed[0]).toBeLessThan(0);
    for (const { codes } of [history.road, history.loader, history.weather]) expect([...codes]).toEqual([-1]);
    expect(history.loadingMin[0]).toBe(8);
  });

  it('skip what was not driven without shifting the rest', async () => {
    const trips = [0, 1, 2, 3, 4].map((i) => trip(i, { status: i % 2 === 0 ? 'COMPLETED' : 'CANCELLED' }));
    const history = await historyOf(...trips);
    expect([...history.haulingMin]).toEqual([15, 17, 19]);
    expect([...history.loadingMin]).toEqual([8, 10, 12]);
  });
});

describe('what is learned from a snapshot', () => {
  const many = (length: number, cellsOf: (i: number) => Cells): Cells[] =>
    Array.from({ length }, (_, i) => trip(i, cellsOf(i)));

  it('is kept under the codes that ids and conditions have', async () => {
    const trips = many(400, (i) => {
      const [road, loader, weather] = [i % 2, Math.floor(i / 2) % 2, Math.floor(i / 4) % 2];
      return {
        roadSegmentId: road === 0 ? 'r1' : 'r2',
        excavatorId: loader === 0 ? 'e1' : 'e2',
        weatherCondition: weather === 0 ? 'Cerah' : 'heavy rain',
        haulingDuration: String(15 * (road === 0 ? 1 : 2) * (weather === 0 ? 1 : 1.5)),
        loadingDuration: String(loader === 0 ? 8 : 16),
      };
    });
    const history = calibratedHistory(await mineWithHistory(await temporaryFolder(), trips));
    const { calibration, roadCodes, loaderCodes, weathers, roadConditions } = history;
    expect(calibration.cycles).toBe(400);
    const [r1, r2] = [roadCodes.get('r1') ?? -1, roadCodes.get('r2') ?? -1];
    const [e1, e2] = [loaderCodes.get('e1') ?? -1, loaderCodes.get('e2') ?? -1];
    const [clear, rain] = [weathers.indexOf('CERAH'), weathers.indexOf('HUJAN_LEBAT')];
    const good = roadConditions.indexOf('GOOD');
    const hauling = (weather: number, road: number): number =>
      fittedMean(calibration.haulingMin, 2.6, [weather, good, road]);
    // Factors are drawn towards 1 a little, as 100 trips of each kind prove no more.
    expect(hauling(clear, r2) / hauling(clear, r1)).toBeCloseTo(2, 0);
    expect(hauling(rain, r1) / hauling(clear, r1)).toBeGreaterThan(1.35);
    expect(hauling(rain, r1) / hauling(clear, r1)).toBeLessThan(1.5);
    const loading = (loader: number): number => fittedMean(calibration.loadingMin, 0, [loader, clear]);
    expect(loading(e2) / loading(e1)).toBeCloseTo(2, 0);
  });

  it('is how whole shifts differ, and when their trucks first come to the loader', async () => {
    // 30 days of one loader's morning; every third is slow on the road, out and back. Three trucks come at 6, 12, 18.
    const hour = 3_600_000;
    const trips = Array.from({ length: 30 * 9 }, (_, i) => {
      const [day, n] = [Math.floor(i / 9), i % 9];
      const slow = day % 3 === 0 ? 12 : 0;
      const [hauling, back] = [20 + slow + (n % 2), 14 + slow + (n % 2)];
      const cycleMin = 8 + hauling + 6 + back;
      const joinedMs = Date.UTC(2026, 0, 1 + day) + (Math.floor(n / 3) * 2 + 0.1 * ((n % 3) + 1)) * hour;
      return trip(i, {
        truckId: `t${(n % 3) + 1}`,
        queueDuration: '0',
        loadingDuration: '8',
        haulingDuration: `${hauling}`,
        dumpingDuration: '6',
        returnDuration: `${back}`,
        totalCycleTime: `${cycleMin}`,
        createdAt: new Date(joinedMs + cycleMin * 60_000).toISOString(),
      });
    });
    const history = calibratedHistory(await mineWithHistory(await temporaryFolder(), trips));
    expect(history.shiftEffects).toHaveLength(30);
    const hauling = history.shiftEffects.map((effect) => effect.hauling);
    expect(Math.max(...hauling) / Math.min(...hauling)).toBeCloseTo(32.5 / 20.5, 1);
    for (const effect of history.shiftEffects) {
      expect(effect.return > 1.1).toBe(effect.hauling > 1.1);
      expect(effect.loading).toBeCloseTo(1, 1);
    }
    // Minutes count from the earliest truck: 0, 6 and 12.
    expect(history.firstArrivalMin?.mean).toBeCloseTo(6, 1);
  });

  it('is physics, with a warning, where fewer than ten trips were driven', async () => {
    const nine = many(30, (i) => ({ status: i < 9 ? 'COMPLETED' : 'CANCELLED' }));
    const tooFew = await mineWithHistory(await temporaryFolder(), nine);
    expect(calibratedHistory(tooFew)).toMatchObject({
      source: 'physics',
      warnings: [{ code: 'NO_HISTORY' }],
    });
    const ten = await mineWithHistory(await temporaryFolder(), [...nine, trip(99)]);
    expect(calibratedHistory(ten)).toMatchObject({
      source: 'history',
      warnings: [],
      calibration: { cycles: 10 },
    });
  });
});
