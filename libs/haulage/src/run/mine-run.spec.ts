import fc from 'fast-check';
import type { MineDefinition } from '../definition/mine-definition.js';
import { NO_SHIFT_EFFECT } from '../definition/shift-effect.js';
import { DISPATCH_RULES } from '../dispatch/all-rules.js';
import { KPI_COUNT, readMineKpis, writeMineKpis, type MineKpis } from '../kpi/mine-kpis.js';
import { busyMine, certainMine, leg, loadSite, route, truck } from '../testing/mines.js';
import { compileMine } from './compile-mine.js';
import { LOADER, LOADER_STATES, TRUCK, TRUCK_STATES } from './machine-clock.js';
import { firstTrucks } from './first-trucks.js';
import { EventBudgetError, MineRun } from './mine-run.js';
import { TripRecords, type TripRecord } from './trip-records.js';

const EXPONENTIAL = { kind: 'exponential' } as const;

interface Recorded {
  readonly run: MineRun;
  readonly trips: readonly TripRecord[];
}

function recorded(mine: MineDefinition, seed = 1, replication = 0): Recorded {
  const records = new TripRecords();
  const run = new MineRun(compileMine(mine), { records }).run(seed, replication);
  return { run, trips: Array.from({ length: records.count }, (_, i) => records.at(i)) };
}

function kpisOf(run: MineRun): MineKpis {
  const row = new Float64Array(KPI_COUNT);
  writeMineKpis(run, row, 0);
  return readMineKpis(row, 0);
}

function kpis(mine: MineDefinition, seed = 1, replication = 0): MineKpis {
  return kpisOf(new MineRun(compileMine(mine)).run(seed, replication));
}

function meanProductionT(mine: MineDefinition, replications: number): number {
  const run = new MineRun(compileMine(mine));
  let sum = 0;
  for (let r = 0; r < replications; r += 1) sum += kpisOf(run.run(1, r)).productionT;
  return sum / replications;
}

const minutesOf = (run: MineRun, state: keyof typeof TRUCK): number => run.trucks.clock.total(TRUCK[state]);

describe('a shift in which nothing varies', () => {
  it('is what anyone can work out: T4, X = min(N/20, 1/3) a minute', () => {
    // Long enough that start and end do not count: 200 h.
    const long = { durationMin: 12_000, overrunMin: 0, startLossMin: 0, breaks: [] };
    for (const [trucks, perHour] of [
      [5, 15],
      [7, 20],
    ] as const) {
      const { cycles } = kpis(certainMine(trucks, 1, { shift: long }));
      expect(Math.abs(cycles - perHour * 200)).toBeLessThanOrEqual(trucks);
    }
  });

  it('has one truck do cycle after cycle, with the fuel, payload and time of each', () => {
    const { run, trips } = recorded(certainMine(1, 1));
    // 8 out, then 3 + 8 + 1 + 8 = 20 a cycle: dumped at 20, 40, …, 480.
    expect(kpisOf(run)).toMatchObject({ cycles: 24, productionT: 24 * 27, fuelL: 24 * 10, loaderQueueH: 0 });
    expect(trips[1]).toEqual({
      truck: 0,
      place: 0,
      station: 0,
      loader: 0,
      dump: 0,
      departureMin: 20,
      queueStartMin: 28,
      queueEndMin: 28,
      loadingEndMin: 31,
      dumpArrivalMin: 39,
      dumpingStartMin: 39,
      dumpingEndMin: 40,
      payloadT: 27,
      fuelL: 10,
      delayed: false,
    });
  });

  it('queues first in, first out, and burns idle fuel while waiting', () => {
    const { trips } = recorded(certainMine(3, 1));
    const first = trips.slice(0, 3);
    expect(new Set(first.map(({ truck: t }) => t)).size).toBe(3);
    expect(first.map((trip) => trip.queueEndMin - trip.queueStartMin)).toEqual([0, 3, 6]);
    expect(first[2]!.fuelL).toBeCloseTo(10 + 0.1 * 6, 12);
  });

  it('dumps each truck as slowly as it is', () => {
    const { run, trips } = recorded(
      certainMine(2, 2, { trucks: [truck(0), truck(1, { dumpingFactor: 2.5 })] }),
    );
    const dumpingMin = (t: number): number[] =>
      trips.filter((trip) => trip.truck === t).map((trip) => trip.dumpingEndMin - trip.dumpingStartMin);
    for (const minutes of dumpingMin(0)) expect(minutes).toBeCloseTo(1, 9);
    for (const minutes of dumpingMin(1)) expect(minutes).toBeCloseTo(2.5, 9);
    expect(run.mine.dumps.fleetMeansMin[0]).toBe(1.75);
    expect(firstTrucks(run.mine, 1).dumps.fleetMeansMin[0]).toBe(1);
  });

  it('queues for dump bays as for loaders', () => {
    const dumpSites = [{ id: 'ROM', bays: 1, dumpingMin: { mean: 5, spread: { kind: 'none' } as const } }];
    const { trips } = recorded(certainMine(2, 2, { dumpSites }));
    expect(trips[1]!.dumpingStartMin - trips[1]!.dumpArrivalMin).toBe(5);
  });

  it('lets the trucks go that wait when it has become too late', () => {
    const shift = { durationMin: 100, overrunMin: 10, startLossMin: 0, breaks: [] };
    const { trips } = recorded(certainMine(9, 1, { shift }));
    for (const trip of trips) expect(trip.dumpingEndMin).toBeLessThanOrEqual(110);
    const left = trips.filter(({ loader }) => loader < 0);
    expect(left.length).toBeGreaterThan(0);
    for (const trip of left) expect([trip.payloadT, trip.dump, trip.dumpingEndMin]).toEqual([0, -1, -1]);
  });

  it('starts no load that could not be dumped within the overrun', () => {
    const until = (overrunMin: number): number => {
      const shift = { durationMin: 475, overrunMin, startLossMin: 0, breaks: [] };
      return recorded(certainMine(1, 1, { shift })).trips.at(-1)!.dumpingEndMin;
    };
    expect(until(0)).toBe(460);
    expect(until(5)).toBe(480);
  });

  it('loses what the change of shift takes, and rests through breaks', () => {
    const shift = {
      durationMin: 480,
      overrunMin: 0,
      startLossMin: 12,
      breaks: [{ startMin: 60, durationMin: 30 }],
    };
    const { run, trips } = recorded(certainMine(1, 1, { shift }));
    expect(trips[0]).toMatchObject({ departureMin: 12, dumpingEndMin: 32 });
    expect(minutesOf(run, 'onBreak')).toBeGreaterThan(0);
    expect(trips.filter(({ departureMin }) => departureMin >= 60 && departureMin < 90)).toEqual([]);
    expect(kpisOf(run).cycles).toBe(21);
  });

  it('loads by passes: as many buckets as fill the truck', () => {
    const passes = (passT: number): MineDefinition => {
      const certain = (mean: number) => ({ mean, spread: { kind: 'none' } as const });
      const loading = {
        kind: 'passes',
        spotMin: certain(0.5),
        passMin: certain(0.5),
        passT: certain(passT),
      } as const;
      return certainMine(1, 1, {
        loadSites: [{ id: 'PIT', sharedQueue: true, loaders: [{ id: 'L', loading }] }],
      });
    };
    const first = (passT: number) => recorded(passes(passT)).trips[0];
    expect(first(6)).toMatchObject({ payloadT: 30, queueEndMin: 8, loadingEndMin: 11 }); // 5 buckets
    expect(first(8)).toMatchObject({ payloadT: 32, loadingEndMin: 10.5 }); // 4 buckets, 7% over
    expect(first(12)).toMatchObject({ payloadT: 24, loadingEndMin: 9.5 }); // a third bucket would be 20% over
  });

  it('keeps the order of trucks where they cannot overtake, so that the slow hold up the fast', () => {
    // Chance decides who leaves the park first, so look at some replications.
    const fastArrivals = (overtaking: boolean): Set<number> => {
      const mine = certainMine(2, 2, {
        trucks: [truck(0, { travelFactor: 2 }), truck(1)],
        parkRoutes: [{ loadSite: 'PIT', leg: leg(8, { overtaking }) }],
      });
      const firstTrip = (replication: number) =>
        recorded(mine, 1, replication).trips.find((trip) => trip.truck === 1)!;
      return new Set(Array.from({ length: 20 }, (_, r) => firstTrip(r).queueStartMin));
    };
    expect(fastArrivals(true)).toEqual(new Set([8]));
    expect(fastArrivals(false)).toEqual(new Set([8, 16]));
  });

  it('breaks a truck down after the running hours of its life, once a life', () => {
    // Travels 16 min a cycle and ages 4 more at loader and dump; each life of 2 h ends in its 6th hour of running.
    const certain = (mean: number) => ({ mean, spread: { kind: 'none' } as const });
    const mine = certainMine(1, 1, { truckBreakdowns: { lifeH: certain(2), repairMin: certain(25) } });
    const run = new MineRun(compileMine(mine)).run(1, 0);
    const runningMin =
      minutesOf(run, 'travellingEmpty') +
      minutesOf(run, 'travellingLoaded') +
      minutesOf(run, 'loading') +
      minutesOf(run, 'dumping');
    expect(minutesOf(run, 'down') / 25).toBe(Math.floor(runningMin / 120));
    expect(minutesOf(run, 'down')).toBeGreaterThan(0);
  });

  it('makes a truck wait under a loader that has broken down', () => {
    const certain = (mean: number) => ({ mean, spread: { kind: 'none' } as const });
    const mine = certainMine(1, 1, { loaderBreakdowns: { lifeH: certain(0.1), repairMin: certain(7) } });
    const { run, trips } = recorded(mine);
    expect(trips[0]!.loadingEndMin).toBe(11);
    expect(trips[2]!.loadingEndMin - trips[2]!.queueEndMin).toBe(10); // 6 min of life are over
    expect(minutesOf(run, 'queueingToLoad')).toBe(run.loaderClock.total(LOADER.down));
  });

  it('sends trucks to refuel when less than the reserve is left', () => {
    const mine = certainMine(4, 2, {
      truckClasses: [{ id: 'C', capacityT: 30, idleFuelLPerMin: 0, tankL: 100 }],
      refuelling: { bays: 1, refuellingMin: { mean: 6, spread: { kind: 'none' } }, reserveFraction: 0.25 },
    });
    const run = new MineRun(compileMine(mine)).run(1, 0);
    const visits = minutesOf(run, 'refuelling') / 6;
    expect(visits).toBeGreaterThan(8); // 4 trucks burn some 220 L each, 75 to 80 between visits
    expect(visits).toBeLessThan(16);
    expect(Number.isInteger(Math.round(visits * 1e9) / 1e9)).toBe(true);
  });
});

describe('a mine that says how its shifts differ', () => {
  const bad = { loading: 2, hauling: 3, return: 1.5, dumping: 4, payload: 0.5, fuel: 0.8 };
  const mine = certainMine(1, 1, { shiftEffects: [NO_SHIFT_EFFECT, bad] });
  const isBad = (replication: number, seed = 1): boolean =>
    recorded(mine, seed, replication).trips[0]!.payloadT !== 27;

  it('has each run be one of them, whole, but for the way from the park', () => {
    const days = Array.from({ length: 40 }, (_, r) => recorded(mine, 1, r).trips);
    const ends = (trips: readonly TripRecord[]): number[] =>
      trips.slice(0, 2).flatMap((trip) => [trip.queueStartMin, trip.loadingEndMin, trip.dumpingEndMin]);
    const [good, worse] = [
      [8, 11, 20, 28, 31, 40],
      [8, 14, 42, 54, 60, 88],
    ];
    const seen = new Set(days.map((trips) => JSON.stringify(ends(trips))));
    expect(seen).toEqual(new Set([JSON.stringify(good), JSON.stringify(worse)]));
    for (const trips of days) {
      const { payloadT, fuelL } = trips[1]!;
      expect([payloadT, fuelL]).toEqual(trips[0]!.dumpingEndMin === 20 ? [27, 10] : [13.5, 8]);
    }
  });

  it('draws them with equal chance, the same for every fleet', () => {
    const bads = Array.from({ length: 400 }, (_, r) => r).filter((r) => isBad(r)).length;
    expect(Math.abs(bads / 400 - 0.5)).toBeLessThan(0.1); // 4 standard errors
    const fleet = compileMine(certainMine(5, 2, { shiftEffects: [NO_SHIFT_EFFECT, bad] }));
    for (let r = 0; r < 20; r += 1) {
      const run = new MineRun(firstTrucks(fleet, 3)).run(1, r);
      expect(run.loadedT / run.loads).toBeCloseTo(isBad(r) ? 13.5 : 27, 9);
    }
  });

  it('has runs of one day share what is drawn for it', () => {
    const run = new MineRun(compileMine(mine));
    for (let r = 0; r < 20; r += 1) {
      run.run(1, 1000 + r, r);
      expect(run.loadedT / run.loads).toBeCloseTo(isBad(r) ? 13.5 : 27, 9);
    }
  });
});

describe('dispatching', () => {
  it.each(DISPATCH_RULES.map(({ name }) => name))('by %s sends trucks to work', (dispatchRule) => {
    const run = new MineRun(compileMine(busyMine(12, { dispatchRule }))).run(1, 0);
    expect(kpisOf(run).cycles).toBeGreaterThan(12);
  });

  const twoPits = (dispatchRule: string, trucks = 6): MineDefinition =>
    certainMine(trucks, 1, {
      dispatchRule,
      loadSites: [loadSite('NEAR', 1, 3), loadSite('FAR', 1, 3)],
      routes: [route('NEAR', 'ROM', 4, 4), route('FAR', 'ROM', 12, 12)],
      parkRoutes: [
        { loadSite: 'NEAR', leg: leg(4) },
        { loadSite: 'FAR', leg: leg(12) },
      ],
    });
  const stationsOf = (mine: MineDefinition): number[] => recorded(mine).trips.map(({ station }) => station);

  it('nearest never goes to the far pit; random goes to both', () => {
    expect(new Set(stationsOf(twoPits('nearest')))).toEqual(new Set([0]));
    expect(new Set(stationsOf(twoPits('random')))).toEqual(new Set([0, 1]));
  });

  it('fixed keeps every truck where it is assigned', () => {
    const mine = twoPits('fixed', 3);
    const trucks = [
      truck(0, { loadSite: 'FAR' }),
      truck(1, { loadSite: 'NEAR' }),
      truck(2, { loadSite: 'FAR' }),
    ];
    for (const trip of recorded({ ...mine, trucks }).trips) {
      expect(mine.loadSites[trip.station]!.id).toBe(trucks[trip.truck]!.loadSite);
    }
  });

  it('by what is expected hauls more than the nearest where the near pit is crowded', () => {
    const nearest = kpis(twoPits('nearest', 8)).productionT;
    for (const rule of ['shortest-queue', 'earliest-loaded', 'shortest-cycle', 'least-loader-idle', 'flow'])
      expect(kpis(twoPits(rule, 8)).productionT).toBeGreaterThan(nearest);
  });
});

describe('any shift', () => {
  const mines = fc.record({
    trucks: fc.integer({ min: 1, max: 25 }),
    rule: fc.constantFrom(...DISPATCH_RULES.map(({ name }) => name)),
    seed: fc.integer(),
    replication: fc.nat(1000),
  });

  it('loses and doubles nothing: times in states add up to the shift, loads to the tonnes', () => {
    fc.assert(
      fc.property(mines, ({ trucks, rule, seed, replication }) => {
        const { run, trips } = recorded(busyMine(trucks, { dispatchRule: rule }), seed, replication);
        for (let t = 0; t < trucks; t += 1) {
          const at = t * TRUCK_STATES.length;
          const minutes = run.trucks.clock.minutes.subarray(at, at + TRUCK_STATES.length);
          expect(minutes.every((min) => min >= -1e-9)).toBe(true);
          expect(minutes.reduce((a, b) => a + b, 0)).toBeCloseTo(run.endMin, 6);
        }
        for (let l = 0; l < run.mine.loaders.count; l += 1) {
          const at = l * LOADER_STATES.length;
          const minutes = run.loaderClock.minutes.subarray(at, at + LOADER_STATES.length);
          expect(minutes.every((min) => min >= -1e-9)).toBe(true);
          expect(minutes.reduce((a, b) => a + b, 0)).toBeCloseTo(run.endMin, 6);
        }
        const dumped = trips.filter(({ loader }) => loader >= 0);
        const figures = kpisOf(run);
        expect(figures.cycles).toBe(dumped.length);
        expect(figures.productionT).toBeCloseTo(
          dumped.reduce((sum, { payloadT }) => sum + payloadT, 0),
          6,
        );
        for (const trip of dumped) {
          const times = [
            trip.departureMin,
            trip.queueStartMin,
            trip.queueEndMin,
            trip.loadingEndMin,
            trip.dumpArrivalMin,
            trip.dumpingStartMin,
            trip.dumpingEndMin,
          ];
          expect(times).toEqual([...times].sort((a, b) => a - b));
        }
        // No truck is in two places: its trips follow one another.
        for (let t = 0; t < trucks; t += 1) {
          const own = trips.filter((trip) => trip.truck === t);
          own.slice(1).forEach((trip, i) => {
            expect(trip.departureMin).toBeGreaterThanOrEqual(own[i]!.dumpingEndMin);
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is the same for the same seed and replication, whatever ran before', () => {
    fc.assert(
      fc.property(mines, ({ trucks, rule, seed, replication }) => {
        const compiled = compileMine(busyMine(trucks, { dispatchRule: rule }));
        const used = new MineRun(compiled);
        used.run(seed + 1, 7);
        expect(kpisOf(used.run(seed, replication))).toEqual(
          kpisOf(new MineRun(compiled).run(seed, replication)),
        );
      }),
      { numRuns: 20 },
    );
  });

  it('draws the same for the n-th load of the mine in a fleet of any size (common random numbers)', () => {
    const payloads = (trucks: number): number[] => {
      const mine = certainMine(trucks, 1, {
        loadSites: [
          {
            id: 'PIT',
            sharedQueue: true,
            loaders: [
              {
                id: 'L',
                loading: {
                  kind: 'whole',
                  loadingMin: { mean: 3, spread: EXPONENTIAL },
                  payloadFraction: { mean: 0.9, spread: { kind: 'uniform', halfWidth: 0.1 } },
                },
              },
            ],
          },
        ],
      });
      const { trips } = recorded(mine, 4);
      return [...trips].sort((x, y) => x.queueEndMin - y.queueEndMin).map(({ payloadT }) => payloadT);
    };
    const [small, large] = [payloads(1), payloads(3)];
    expect(small.length).toBeGreaterThan(15);
    expect(large.slice(0, small.length)).toEqual(small);
  });

  it('does to the first trucks of a compiled fleet what it does to a fleet of that size', () => {
    const whole = compileMine(busyMine(9));
    for (const count of [1, 4, 9]) {
      const cut = new MineRun(firstTrucks(whole, count)).run(3, 1);
      expect(kpisOf(cut)).toEqual(kpis(busyMine(count), 3, 1));
    }
    expect(() => firstTrucks(whole, 10)).toThrow(/a fleet of 9 trucks has no first 10/);
  });

  it('hauls no less with one loader more, under common random numbers, in a mine of one class', () => {
    const spread = { kind: 'lognormal', cv: 0.4 } as const;
    const mine = (trucks: number, loaders: number, bays: number): MineDefinition => {
      const site = loadSite('PIT', loaders, 3);
      const random = site.loaders.map(({ id }) => ({
        id,
        loading: {
          kind: 'whole' as const,
          loadingMin: { mean: 3, spread: EXPONENTIAL },
          payloadFraction: { mean: 0.9, spread },
        },
      }));
      const way = leg(8, { travelSpread: spread });
      return certainMine(trucks, loaders, {
        loadSites: [{ ...site, loaders: random }],
        dumpSites: [{ id: 'ROM', bays, dumpingMin: { mean: 1, spread } }],
        routes: [{ loadSite: 'PIT', dumpSite: 'ROM', distanceKm: 3, loaded: way, empty: way }],
        parkRoutes: [{ loadSite: 'PIT', leg: way }],
      });
    };
    const mines = fc.record({
      trucks: fc.integer({ min: 1, max: 15 }),
      loaders: fc.integer({ min: 1, max: 4 }),
      bays: fc.integer({ min: 1, max: 3 }),
      seed: fc.integer(),
    });
    fc.assert(
      fc.property(mines, ({ trucks, loaders, bays, seed }) => {
        const [few, more] = [loaders, loaders + 1].map(
          (count) => new MineRun(compileMine(mine(trucks, count, bays))),
        );
        // In every single shift, of the loads and of the tonnes.
        for (let r = 0; r < 30; r += 1) {
          const [fewer, rather] = [few!.run(seed, r), more!.run(seed, r)];
          expect(rather.loads).toBeGreaterThanOrEqual(fewer.loads);
          expect(rather.loadedT).toBeGreaterThanOrEqual(fewer.loadedT - 1e-9);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('does not depend on the order in which its trucks are written', () => {
    const trucks = Array.from({ length: 8 }, (_, i) => truck(i, { travelFactor: i < 4 ? 1 : 1.5 }));
    const [forwards, backwards] = [trucks, [...trucks].reverse()].map((order) =>
      meanProductionT(busyMine(8, { trucks: order }), 400),
    );
    // Two means of 400 shifts with a spread of some 6%: 3 standard errors of their difference are 1.3%.
    expect(backwards! / forwards!).toBeGreaterThan(0.987);
    expect(backwards! / forwards!).toBeLessThan(1.013);
  });

  it('that would not end is stopped by its budget of events, and says so', () => {
    const run = new MineRun(compileMine(certainMine(5, 1)), { eventBudget: 100 });
    expect(() => run.run(1, 0)).toThrow(EventBudgetError);
    expect(() => run.run(1, 0)).toThrow(/stopped at minute \d+.*100 events were not enough/);
  });
});
