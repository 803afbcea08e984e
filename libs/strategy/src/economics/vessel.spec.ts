import fc from 'fast-check';
import type { PlanningSchedule } from '../fleet/planning-fleet.js';
import { FINANCE, schedule, START_MS } from '../testing/planning.js';
import {
  analyseVessel,
  demurrageH,
  demurrageSlopeHPerT,
  vesselDemand,
  type VesselAnalysis,
} from './vessel.js';

const H_MS = 3_600_000;
const SHIFTS_PER_DAY = 3;

/** 1,000 t a shift are 3,000 t a working day. */
function analyse(
  changes: Partial<PlanningSchedule>,
  productionT: readonly number[] = [1_000],
): VesselAnalysis {
  const demand = vesselDemand(schedule('S1', changes), 'MV Mahakam', START_MS, SHIFTS_PER_DAY);
  return analyseVessel(demand, Float64Array.from(productionT), FINANCE);
}

const inHours = (hours: number): number => START_MS + hours * H_MS;

describe('the vessel', () => {
  it('is served at the rate of the whole working day, not of one shift', () => {
    const done = analyse({ plannedQuantityT: 10_000, actualQuantityT: 1_000 });
    expect(done).toMatchObject({ remainingT: 9_000, daysToComplete: 3, slackH: 240 - 72, demurrageIdr: 0 });
  });

  it.each([
    [96, 'ON_SCHEDULE'], // 24 h of slack
    [95, 'TIGHT_SCHEDULE'],
    [72, 'TIGHT_SCHEDULE'], // just in time
    [71, 'DELAY_RISK'],
    [0, 'DELAY_RISK'], // it leaves as the shift begins: not past yet
    [-1, 'LATE'],
  ] as const)('with its deadline in %d h for 72 h of work is %s', (hours, status) => {
    expect(analyse({ plannedQuantityT: 9_000, etsLoadingMs: inHours(hours) }).status).toBe(status);
  });

  it('costs demurrage for each hour that it waits, and the penalty once where it is late already', () => {
    expect(analyse({ plannedQuantityT: 9_000, etsLoadingMs: inHours(60) })).toMatchObject({
      demurrageH: 12,
      demurrageIdr: 60_000_000,
      latePenaltyIdr: 0,
    });
    expect(analyse({ plannedQuantityT: 9_000, etsLoadingMs: inHours(-10) })).toMatchObject({
      demurrageH: 82,
      latePenaltyIdr: 100_000_000,
    });
  });

  it.each(['COMPLETED', 'CANCELLED', 'SAILING', 'DISCHARGING'])(
    'whose schedule is %s takes no more coal, and costs nothing',
    (status) => {
      expect(analyse({ status, plannedQuantityT: 9_000, etsLoadingMs: inHours(-10) })).toMatchObject({
        status: 'ON_SCHEDULE',
        remainingT: 0,
        demurrageIdr: 0,
        latePenaltyIdr: 0,
        deadlineProbability: 1,
      });
    },
  );

  it('has demurrage whose slope is that of a small change of the production', () => {
    const demand = vesselDemand(
      schedule('S1', { etsLoadingMs: inHours(10) }),
      'MV',
      START_MS,
      SHIFTS_PER_DAY,
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), (shiftT) => {
        const numeric = (demurrageH(demand, shiftT + 1e-3) - demurrageH(demand, shiftT - 1e-3)) / 2e-3;
        const slope = demurrageSlopeHPerT(demand, shiftT);
        expect(Math.abs(slope - numeric)).toBeLessThan(1e-3 * Math.max(1, Math.abs(slope)));
      }),
    );
  });

  it('that is full costs nothing, whenever it was to leave', () => {
    expect(analyse({ plannedQuantityT: 5, actualQuantityT: 7, etsLoadingMs: inHours(-10) })).toMatchObject({
      status: 'ON_SCHEDULE',
      remainingT: 0,
      daysToComplete: 0,
      demurrageIdr: 0,
      latePenaltyIdr: 0,
      deadlineProbability: 1,
    });
  });

  it('is late by what remains, not by what was planned', () => {
    const half = analyse({ plannedQuantityT: 9_000, actualQuantityT: 4_500, etsLoadingMs: inHours(30) });
    // 4,500 t at 3,000 t a day take 36 h.
    expect(half).toMatchObject({ remainingT: 4_500, daysToComplete: 1.5, slackH: -6, demurrageH: 6 });
  });

  it('is served by as many shifts a day as the mine works', () => {
    const demand = vesselDemand(schedule('S1', { plannedQuantityT: 2_000 }), 'MV Mahakam', START_MS, 1);
    const oneShift = analyseVessel(demand, Float64Array.of(500, 1_500), FINANCE);
    expect(oneShift.daysToComplete).toBe(2);
  });

  it('that nobody loads waits, but demurrage ends with the year', () => {
    expect(analyse({}, [0])).toMatchObject({
      status: 'DELAY_RISK',
      daysToComplete: null,
      slackH: null,
      demurrageH: 365 * 24,
      deadlineProbability: 0,
    });
  });

  it('meets its deadline with the share of replications that are fast enough', () => {
    // 9,000 t in 72 h need 1,000 t a shift.
    const odds = analyse({ plannedQuantityT: 9_000, etsLoadingMs: inHours(72) }, [900, 999, 1_000, 1_200]);
    expect(odds.deadlineProbability).toBe(0.5);
  });

  it('is never served later by a faster shift', () => {
    const quantities = fc.record({
      plannedQuantityT: fc.integer({ min: 0, max: 100_000 }),
      etsLoadingMs: fc.integer({ min: -100, max: 500 }).map(inHours),
    });
    fc.assert(
      fc.property(quantities, fc.integer({ min: 1, max: 5_000 }), fc.nat(5_000), (changes, slowT, moreT) => {
        const [slow, fast] = [analyse(changes, [slowT]), analyse(changes, [slowT + moreT])];
        expect(fast.daysToComplete).toBeLessThanOrEqual(slow.daysToComplete!);
        expect(fast.demurrageIdr).toBeLessThanOrEqual(slow.demurrageIdr);
      }),
    );
  });
});
