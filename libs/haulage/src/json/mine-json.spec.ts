import { AVERAGE_TRUCK } from '../definition/average-truck.js';
import { mineFaults } from '../definition/mine-faults.js';
import { mineFromJson, mineJsonSchema, type MineJson } from './mine-json.js';

const least = {
  shift: { durationMin: 480 },
  truckClasses: [{ id: 'A', capacityT: 30 }],
  trucks: [{ class: 'A', count: 2 }],
  loadSites: [{ id: 'PIT', loaders: [{ id: 'L', loading: { loadingMin: 3 } }] }],
  dumpSites: [{ id: 'ROM', bays: 1, dumpingMin: 1 }],
  routes: [
    { loadSite: 'PIT', dumpSite: 'ROM', distanceKm: 2, loaded: { speedKmH: 20 }, empty: { travelMin: 4 } },
  ],
  parkRoutes: [{ loadSite: 'PIT', distanceKm: 1, leg: { speedKmH: 30 } }],
};
const mineOf = (changes: object = {}): ReturnType<typeof mineFromJson> =>
  mineFromJson(mineJsonSchema.parse({ ...least, ...changes }));

describe('a mine in JSON', () => {
  it('needs little: the rest has defaults, and can work', () => {
    const mine = mineOf();
    expect(mineFaults(mine)).toEqual([]);
    expect(mine).toMatchObject({
      shift: { durationMin: 480, overrunMin: 0, startLossMin: 0, breaks: [] },
      dispatchRule: 'earliest-loaded',
      weather: null,
      truckBreakdowns: null,
      refuelling: null,
      delayProbability: 0,
      durationSource: 'given',
    });
  });

  it('has travel in minutes, or a speed over the distance', () => {
    const [route] = mineOf().routes;
    expect(route!.loaded.travelMeansMin).toEqual([6]);
    expect(route!.empty.travelMeansMin).toEqual([4]);
  });

  it('has values of all trucks, or of each class', () => {
    const mine = mineOf({
      truckClasses: [
        { id: 'A', capacityT: 30 },
        { id: 'B', capacityT: 60 },
      ],
      parkRoutes: [
        { loadSite: 'PIT', distanceKm: 1, leg: { speedKmH: { A: 30, B: 20 }, fuelL: { A: 1, B: 2 } } },
      ],
    });
    expect(mine.parkRoutes[0]!.leg).toMatchObject({ travelMeansMin: [2, 3], fuelMeansL: [1, 2] });
    expect(mine.routes[0]!.loaded.travelMeansMin).toEqual([6, 6]);
  });

  it('counts trucks out, with names of their own', () => {
    const trucks = [
      { class: 'A', count: 2 },
      { class: 'A', id: 'HD-7' },
      { class: 'A', id: 'X', count: 2 },
    ];
    expect(mineOf({ trucks }).trucks.map(({ id }) => id)).toEqual(['A-1.1', 'A-1.2', 'HD-7', 'X-1', 'X-2']);
  });

  it('has buckets by their load, or by volume, fill factor and density', () => {
    const passT = (loading: object): number => {
      const [loader] = mineOf({ loadSites: [{ id: 'PIT', loaders: [{ id: 'L', loading }] }] }).loadSites[0]!
        .loaders;
      if (loader!.loading.kind !== 'passes') throw new Error('not by passes');
      return loader!.loading.passT.mean;
    };
    expect(passT({ spotMin: 0.5, passMin: 0.5, passT: 6 })).toBe(6);
    expect(
      passT({ spotMin: 0.5, passMin: 0.5, bucketM3: 8, fillFactor: 0.95, densityTPerM3: 0.83 }),
    ).toBeCloseTo(6.308, 9);
  });

  it('that leaves something out that it needs is told where', () => {
    const loading = { spotMin: 0.5, passMin: 0.5, bucketM3: 8 };
    const paths = (changes: object): string[] => mineFaults(mineOf(changes)).map(({ path }) => path);
    expect(paths({ loadSites: [{ id: 'PIT', loaders: [{ id: 'L', loading }] }] })).toEqual([
      'loadSites[0].loaders[0].loading.passT.mean',
    ]);
    expect(paths({ parkRoutes: [{ loadSite: 'PIT', distanceKm: 1, leg: {} }] })).toEqual([
      'parkRoutes[0].leg.travelMeansMin[0]',
    ]);
    expect(paths({ parkRoutes: [{ loadSite: 'PIT', distanceKm: 1, leg: { speedKmH: 0 } }] })).toEqual([
      'parkRoutes[0].leg.travelMeansMin[0]',
    ]);
  });

  it('has spreads of every kind', () => {
    const dumpingMin = { mean: 2, spread: { kind: 'table', quantiles: [0.5, 1, 1.5] } };
    const [dump] = mineOf({ dumpSites: [{ id: 'ROM', bays: 1, dumpingMin }] }).dumpSites;
    expect(dump!.dumpingMin).toEqual({
      mean: 2,
      spread: { kind: 'table', quantiles: Float64Array.of(0.5, 1, 1.5) },
    });
    expect(
      mineJsonSchema.safeParse({
        ...least,
        dumpSites: [{ id: 'R', bays: 1, dumpingMin: { mean: 2, spread: { kind: 'wild' } } }],
      }).success,
    ).toBe(false);
  });

  it('is typed as it is written', () => {
    const typed: MineJson = mineJsonSchema.parse(least);
    expect(typed.trucks[0]).toEqual({ class: 'A', count: 2, ...AVERAGE_TRUCK, loadSite: null });
  });
});
