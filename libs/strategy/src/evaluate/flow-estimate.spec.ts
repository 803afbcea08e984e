import fc from 'fast-check';
import { CERTAIN } from '@mining-ops/haulage/definition/spread.js';
import { mineFlow } from '@mining-ops/haulage/kpi/match-factor.js';
import { KPI_COUNT, readMineKpis, type MineKpis } from '@mining-ops/haulage/kpi/mine-kpis.js';
import { compileMine } from '@mining-ops/haulage/run/compile-mine.js';
import type { CompiledMine } from '@mining-ops/haulage/run/compiled-mine.js';
import { certainMine, leg, loadSite, route } from '@mining-ops/haulage/testing/mines.js';
import { flowLoads, flowShift } from './flow-estimate.js';
import { simulate } from './simulation-task.js';

const DURATION_MIN = 480;

interface Times {
  readonly trucks: number;
  readonly loaders: number;
  readonly bays: number;
  readonly overrunMin: number;
  readonly loadingMin: number;
  readonly haulingMin: number;
  readonly dumpingMin: number;
  readonly returnMin: number;
}

/** 30 t trucks that are alike, loaders that are alike; nothing varies. */
function mineOf(times: Times): CompiledMine {
  return compileMine(
    certainMine(times.trucks, times.loaders, {
      shift: { durationMin: DURATION_MIN, overrunMin: times.overrunMin, startLossMin: 0, breaks: [] },
      loadSites: [loadSite('PIT', times.loaders, times.loadingMin)],
      dumpSites: [{ id: 'ROM', bays: times.bays, dumpingMin: { mean: times.dumpingMin, spread: CERTAIN } }],
      routes: [route('PIT', 'ROM', times.haulingMin, times.returnMin)],
      parkRoutes: [{ loadSite: 'PIT', leg: leg(times.returnMin) }],
      delayProbability: 1,
    }),
  );
}

function simulated(mine: CompiledMine): MineKpis {
  const trucks = mine.trucks.count;
  const figures = simulate({ mine, truckCounts: [trucks], seed: 1, firstReplication: 0, replications: 1 });
  expect(figures).toHaveLength(KPI_COUNT);
  return readMineKpis(figures, 0);
}

const truckLimited: Times = {
  trucks: 1,
  loaders: 1,
  bays: 1,
  overrunMin: 15,
  loadingMin: 10,
  haulingMin: 15,
  dumpingMin: 12.5,
  returnMin: 12,
};

describe('the loads that flow if nothing varies', () => {
  it.each<[string, Partial<Times>, number]>([
    ['the trucks, until the overrun ends', {}, 10], // 495 min / 49.5 min
    ['the loaders', { trucks: 9, loadingMin: 20, dumpingMin: 1 }, 24.75], // 495 min / 20 min
    ['the dump, and then whoever waits there', { trucks: 9, loaders: 3, dumpingMin: 20 }, 33.75], // 24.75 + 9
  ])('are limited by %s', (_, changes, expected) => {
    const mine = mineOf({ ...truckLimited, ...changes });
    expect(flowLoads(mineFlow(mine), mine.trucks.count, mine.lastDumpMin)).toBeCloseTo(expected, 9);
  });

  it('are never fewer than a simulated shift has, and so are the tonnes', () => {
    const minutes = fc.double({ min: 0.5, max: 60, noNaN: true });
    const count = (max: number): fc.Arbitrary<number> => fc.integer({ min: 1, max });
    const any = fc.record<Times>({
      trucks: count(20),
      loaders: count(5),
      bays: count(4),
      overrunMin: fc.constantFrom(0, 15, 60),
      loadingMin: minutes,
      haulingMin: minutes,
      dumpingMin: minutes,
      returnMin: minutes,
    });
    fc.assert(
      fc.property(any, (times) => {
        const mine = mineOf(times);
        const flow = mineFlow(mine);
        const { cycles, productionT } = simulated(mine);
        const bound = flowLoads(flow, times.trucks, mine.lastDumpMin);
        const rounding = 1 + 1e-9;
        expect(cycles).toBeLessThanOrEqual(bound * rounding);
        const estimated = flowShift(mine, flow, times.trucks, DURATION_MIN);
        expect(productionT).toBeLessThanOrEqual(estimated.productionT * rounding);
      }),
    );
  });
});

describe('the shift that flows if nothing varies', () => {
  it('is the simulated one where nobody waits and the shift ends with a cycle', () => {
    const mine = mineOf({ ...truckLimited, overrunMin: 0, returnMin: 10.5 }); // 10 cycles of 48 min
    const { productionT, fuelL, incidents } = simulated(mine);
    const estimated = flowShift(mine, mineFlow(mine), 1, DURATION_MIN);
    expect(estimated.productionT).toBeCloseTo(productionT, 9);
    expect(estimated.fuelL).toBeCloseTo(mine.legs.fuelMeansL[0]! * 10, 9);
    expect(estimated.fuelL).toBeLessThanOrEqual(fuelL);
    expect(estimated.incidents).toBeCloseTo(incidents, 9);
    expect(estimated.queueH).toBeCloseTo(0, 9);
  });

  it('has trucks wait, and burn fuel, for as long as the loader cannot serve them', () => {
    const mine = mineOf({ ...truckLimited, trucks: 6, overrunMin: 0, loadingMin: 20, dumpingMin: 5 });
    const estimated = flowShift(mine, mineFlow(mine), 6, DURATION_MIN);
    // 24 loads of 20 + 15 + 5 + 12 min leave 6 · 480 − 24 · 52 min of waiting.
    expect(estimated.queueH).toBeCloseTo(1632 / 60, 9);
    expect(estimated.fuelL).toBeCloseTo(24 * mine.legs.fuelMeansL[0]! + 1632 * 0.1, 9);
    expect(estimated.productionT).toBeCloseTo(24 * 27, 9);
  });

  it('carries and burns what these trucks do, not what the average one does', () => {
    const mine = mineOf(truckLimited);
    const own = { ...mine.trucks, payloadFactors: Float64Array.of(0.5), fuelFactors: Float64Array.of(2) };
    const flow = mineFlow(mine);
    const average = flowShift(mine, flow, 1, DURATION_MIN);
    const estimated = flowShift({ ...mine, trucks: own }, flow, 1, DURATION_MIN);
    expect(estimated.productionT / average.productionT).toBeCloseTo(0.5, 9);
    expect(estimated.fuelL / average.fuelL).toBeCloseTo(2, 9);
  });

  it('is that of the first trucks', () => {
    const mine = mineOf({ ...truckLimited, trucks: 2 });
    const second = { ...mine.trucks, capacitiesT: Float64Array.of(30, 3_000) };
    const flow = mineFlow(mine);
    expect(flowShift({ ...mine, trucks: second }, flow, 1, DURATION_MIN)).toEqual(
      flowShift(mine, flow, 1, DURATION_MIN),
    );
  });
});
