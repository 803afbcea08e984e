import { AVERAGE_TRUCK } from '../definition/average-truck.js';
import type { Spread } from '../definition/spread.js';
import { mineFaults } from '../definition/mine-faults.js';
import { roadFuelL } from '../physics/road-fuel.js';
import { reversedRoad } from '../physics/road-profile.js';
import { roadTravelS } from '../physics/road-travel.js';
import { mineFromJson } from './mine-json.js';
import { mineJsonSchema, type MineJson } from './mine-json-schema.js';

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

  describe('on a road with a profile', () => {
    const physics = { emptyMassT: 70, powerKw: 700 };
    const truckClasses = [{ id: 'A', capacityT: 93.293, physics }];
    const profile = [
      { lengthM: 1000, speedLimitKmh: 40 },
      { lengthM: 500, gradePct: 8, speedLimitKmh: 40 },
    ];
    const road = { loadSite: 'PIT', dumpSite: 'ROM', profile };
    const parkRoutes = [{ loadSite: 'PIT', profile: profile.slice(0, 1) }];
    const truck = {
      ...{ emptyMassT: 70, powerKw: 700, efficiency: 0.85, retarderKw: 840, topSpeedKmh: 50 },
      ...{ accelerationMps2: 0.3, decelerationMps2: 0.5 },
    };
    const segments = [
      { lengthM: 1000, gradeFraction: 0, rollingFraction: 0.02, speedLimitKmh: 40 },
      { lengthM: 500, gradeFraction: 0.08, rollingFraction: 0.02, speedLimitKmh: 40 },
    ];

    it('has travel and fuel by physics: out with a full load, back empty the other way', () => {
      const mine = mineOf({ truckClasses, routes: [road], parkRoutes });
      const [{ distanceKm, loaded, empty }] = mine.routes as [(typeof mine.routes)[number]];
      expect(mine.durationSource).toBe('physics');
      expect(mineFaults(mine)).toEqual([]);
      expect(distanceKm).toBe(1.5);
      expect(loaded.travelMeansMin[0]).toBeCloseTo(roadTravelS(truck, 93.293, segments) / 60, 12);
      expect(loaded.fuelMeansL[0]).toBeCloseTo(roadFuelL(truck, 93.293, segments), 12);
      expect(empty.travelMeansMin[0]).toBeCloseTo(roadTravelS(truck, 0, reversedRoad(segments)) / 60, 12);
      expect(empty.fuelMeansL[0]).toBeCloseTo(roadFuelL(truck, 0, reversedRoad(segments)), 12);
      // P3: 1000 m at 40 km/h take 119.63 s.
      expect(mine.parkRoutes[0]!.leg.travelMeansMin[0]! * 60).toBeCloseTo(119.63, 2);
      // 0.3 L for each kWh at 5% of 700 kW.
      expect(mine.truckClasses[0]!.idleFuelLPerMin).toBeCloseTo((0.3 * 700 * 0.05) / 60, 12);
    });

    it('keeps what is given beside it, and says that both were used', () => {
      const loaded = { travelMin: 4, fuelL: 9 };
      const given = mineOf({ truckClasses, routes: [{ ...road, loaded }], parkRoutes });
      expect(given.routes[0]!.loaded).toMatchObject({ travelMeansMin: [4], fuelMeansL: [9] });
      expect(given.durationSource).toBe('given and physics');
      const fuelOnly = mineOf({ truckClasses, routes: [{ ...road, loaded: { fuelL: 9 } }], parkRoutes });
      expect(fuelOnly.routes[0]!.loaded.fuelMeansL).toEqual([9]);
      expect(fuelOnly.durationSource).toBe('physics');
    });

    it('is refused where physics needs what is not there, or the distance is of another road', () => {
      const refusals = (changes: object): string[] =>
        mineJsonSchema
          .safeParse({ ...least, ...changes })
          .error!.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
      expect(refusals({ routes: [road] })).toEqual([
        'truckClasses.0.physics: is needed: travel on routes[0] is computed from a profile. Give it, or travelMin or speedKmH there',
      ]);
      expect(refusals({ truckClasses, routes: [{ ...road, distanceKm: 2 }] })).toEqual([
        'routes.0.distanceKm: is 2, but the profile is 1.5 km long',
      ]);
      expect(refusals({ parkRoutes: [{ loadSite: 'PIT', leg: { travelMin: 2 } }] })).toEqual([
        'parkRoutes.0.distanceKm: is needed where the road has no profile',
      ]);
      expect(
        refusals({ truckClasses: [{ ...truckClasses[0], physics: { emptyMassT: 70, powerKw: 0 } }] })[0],
      ).toMatch(/^truckClasses\.0\.physics\.powerKw: /);
    });
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
    const others: readonly Spread[] = [
      { kind: 'exponential' },
      { kind: 'lognormal', cv: 0.3 },
      { kind: 'uniform', halfWidth: 0.2 },
      { kind: 'triangular', low: 0.6, high: 1.5 },
      { kind: 'gamma', cv: 0.4 },
      { kind: 'erlang', phases: 3 },
      { kind: 'weibull', shape: 1.5 },
      { kind: 'truncatedNormal', cv: 0.3, low: 0.5, high: 2 },
    ];
    for (const spread of others) {
      const { dumpSites } = mineOf({ dumpSites: [{ id: 'ROM', bays: 1, dumpingMin: { mean: 2, spread } }] });
      expect(dumpSites[0]!.dumpingMin).toEqual({ mean: 2, spread });
    }
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
