import fc from 'fast-check';
import { mean } from '../economics/mean.js';
import { KPI_COUNT } from '@mining-ops/haulage/kpi/mine-kpis.js';
import { compileMine } from '@mining-ops/haulage/run/compile-mine.js';
import type { CompiledMine } from '@mining-ops/haulage/run/compiled-mine.js';
import type { Spread } from '@mining-ops/haulage/definition/spread.js';
import { NO_SHIFT_EFFECT, type ShiftEffects } from '@mining-ops/haulage/definition/shift-effect.js';
import { certainMine, leg, loadSite, route, truck } from '@mining-ops/haulage/testing/mines.js';
import { ALL_RULES } from '../question/dispatch-rules.js';
import { boundOf } from './flow-bound.js';
import { sum } from '../plan/sum.js';
import { simulate } from './simulation-task.js';

interface Times {
  readonly trucks: number;
  readonly loaders: number;
  readonly bays: number;
  readonly overrunMin: number;
  readonly loadingMin: number;
  readonly haulingMin: number;
  readonly dumpingMin: number;
  readonly returnMin: number;
  readonly spread: Spread;
  readonly factors: readonly number[];
  readonly weather: boolean;
  readonly shiftEffects: ShiftEffects;
}

/** Trucks that are more or less alike, and times that vary. */
function mineOf(times: Times): CompiledMine {
  const { spread, factors } = times;
  const vary = (minutes: number): { mean: number; spread: Spread } => ({ mean: minutes, spread });
  const site = loadSite('PIT', times.loaders, times.loadingMin);
  const between = route('PIT', 'ROM', times.haulingMin, times.returnMin);
  return compileMine(
    certainMine(times.trucks, times.loaders, {
      shift: { durationMin: 480, overrunMin: times.overrunMin, startLossMin: 0, breaks: [] },
      trucks: Array.from({ length: times.trucks }, (_, k) =>
        truck(k, {
          travelFactor: factors[k % factors.length]!,
          loadingFactor: factors[(k + 1) % factors.length]!,
          payloadFactor: factors[(k + 2) % factors.length]!,
          dumpingFactor: factors[k % factors.length]!,
        }),
      ),
      loadSites: [
        {
          ...site,
          loaders: site.loaders.map(({ id }, l) => ({
            id,
            loading: {
              kind: 'whole',
              loadingMin: vary(times.loadingMin * (1 + 0.1 * l)),
              payloadFraction: vary(0.9 - 0.05 * l),
            },
          })),
        },
      ],
      dumpSites: [{ id: 'ROM', bays: times.bays, dumpingMin: vary(times.dumpingMin) }],
      routes: [
        {
          ...between,
          loaded: { ...between.loaded, travelSpread: spread },
          empty: { ...between.empty, travelSpread: spread },
        },
      ],
      parkRoutes: [{ loadSite: 'PIT', leg: leg(times.returnMin, { travelSpread: spread }) }],
      shiftEffects: times.shiftEffects,
      weather: times.weather
        ? {
            states: [
              { name: 'A', meanStayMin: 60, travelFactor: 1, loadingFactor: 1, fuelFactor: 1 },
              { name: 'B', meanStayMin: 60, travelFactor: 0.8, loadingFactor: 0.9, fuelFactor: 0.9 },
            ],
            nextProbabilities: [
              [0, 1],
              [1, 0],
            ],
          }
        : null,
    }),
  );
}

const minutes = fc.double({ min: 1, max: 40, noNaN: true });
const times = fc.record<Times>({
  trucks: fc.integer({ min: 1, max: 12 }),
  loaders: fc.integer({ min: 1, max: 4 }),
  bays: fc.integer({ min: 1, max: 4 }),
  overrunMin: fc.constantFrom(0, 15, 60),
  loadingMin: minutes,
  haulingMin: minutes,
  dumpingMin: minutes,
  returnMin: minutes,
  spread: fc.constantFrom<Spread>(
    { kind: 'none' },
    { kind: 'uniform', halfWidth: 0.5 },
    { kind: 'table', quantiles: Float64Array.of(0.6, 0.9, 1, 1.1, 1.4) },
  ),
  factors: fc.constantFrom([1], [0.9, 1, 1.1], [0.7, 1.3]),
  weather: fc.boolean(),
  shiftEffects: fc.constantFrom<ShiftEffects>(
    [],
    [NO_SHIFT_EFFECT, { loading: 0.7, hauling: 0.8, return: 1.3, dumping: 0.6, payload: 1.2, fuel: 0.7 }],
  ),
});

/** Standard errors that chance may put a mean over the bound. */
const CHANCE = 4;

describe('the bound of the loads', () => {
  it('is above the mean of simulated shifts, under any dispatch rule, whatever varies: for the trucks and for the loaders', () => {
    fc.assert(
      fc.property(times, fc.constantFrom(...ALL_RULES), (given, rule) => {
        const mine = mineOf(given);
        const bound = boundOf(mine);
        const replications = 12;
        const rows = simulate({
          groups: [{ mine, fleets: [{ trucks: given.trucks, rule }] }],
          seed: 1,
          firstReplication: 0,
          replications,
        });
        const most = (bound: number, kpi: number): void => {
          const values = Float64Array.from({ length: replications }, (_, r) => rows[r * KPI_COUNT + kpi]!);
          const average = mean(values);
          const error = Math.sqrt(mean(values.map((n) => (n - average) ** 2)) / (replications - 1));
          expect(average - CHANCE * error).toBeLessThanOrEqual(bound * (1 + 1e-9));
        };
        // Loads count by what they carry: where shifts do not differ, that is one each.
        if (given.shiftEffects.length === 0) {
          most(bound.loaderLoads(given.trucks), 1);
          most(
            sum(bound.trucks, ({ loads }) => loads),
            1,
          );
        }
        most(
          sum(bound.trucks, ({ loads, payloadT }) => loads * payloadT),
          0,
        );
        most(bound.loaderLoads(given.trucks) * Math.max(...bound.trucks.map(({ payloadT }) => payloadT)), 0);
      }),
      { numRuns: 150 },
    );
  });

  it('is close where nothing varies and nobody waits', () => {
    const alone: Times = {
      trucks: 1,
      loaders: 1,
      bays: 1,
      overrunMin: 15,
      loadingMin: 10,
      haulingMin: 15,
      dumpingMin: 13,
      returnMin: 12,
      spread: { kind: 'none' },
      factors: [1],
      weather: false,
      shiftEffects: [],
    };
    // A load begins by 495 − 38 min, the first at 12, and every 50 min: 9 of them, and the rest of a cycle.
    expect(boundOf(mineOf(alone)).trucks[0]!.loads).toBeCloseTo((495 - 38 - 12) / 50 + 1, 9);
  });
});
