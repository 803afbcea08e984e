import { KPI_COUNT, readMineKpis } from '@mining-ops/haulage/kpi/mine-kpis.js';
import type { CandidateSpace } from '../search/candidate-space.js';
import { simulateBatch } from '../search/search-batch.js';
import { searchOf } from '../testing/answer-of.js';
import { replay, replaySchema } from './replay.js';

const spaceOf = (): CandidateSpace =>
  searchOf({
    truckCounts: [3, 5],
    loaderCounts: [1, 2],
    dispatchRules: ['shared-queue', 'fixed'],
    disturbances: { breakdowns: true, weatherChanges: true, refuelling: true },
  }).space;

describe('a replay', () => {
  const space = spaceOf();
  const last = space.size - 1; // two loaders, 5 trucks, fixed
  const shift = replay(space, last, 7);

  it('is the shift that the search simulated', () => {
    const batch = { candidates: [last], firstReplication: 0, replications: 8 };
    expect(shift.kpis).toEqual(readMineKpis(simulateBatch(space, batch), 7 * KPI_COUNT));
    expect(replay(spaceOf(), last, 7)).toEqual(shift);
    expect(replay(space, last, 8)).not.toEqual(shift);
  });

  it('is what its schema says, and survives JSON', () => {
    expect(replaySchema.parse(JSON.parse(JSON.stringify(shift)))).toEqual(shift);
  });

  it('has every load that was dumped, with who hauled and who loaded it', () => {
    expect(shift.dispatchRule).toBe('fixed');
    expect([shift.trucks.length, shift.loaders.length]).toEqual([5, 2]);
    const dumped = shift.trips.filter(({ dumpingEndMin }) => dumpingEndMin !== null);
    expect(dumped.length).toBe(shift.kpis.cycles);
    const payloadT = dumped.reduce((sum, trip) => sum + trip.payloadT, 0);
    expect(payloadT).toBeCloseTo(shift.kpis.productionT, 6);
    for (const { truck, loader } of dumped) {
      expect(shift.trucks[truck]).toBeDefined();
      expect(shift.loaders[loader!]).toBeDefined();
      // Fixed assignment deals the trucks out in turn.
      expect(loader).toBe(truck % 2);
    }
  });

  it('has a timeline in which no machine does two things at once', () => {
    const ends = new Map<string, number>();
    for (const { machine, index, fromMin, toMin } of shift.timeline) {
      const key = `${machine} ${index}`;
      expect(fromMin).toBeGreaterThanOrEqual((ends.get(key) ?? 0) - 1e-9);
      expect(toMin).toBeGreaterThan(fromMin);
      ends.set(key, toMin);
    }
    expect(ends.size).toBe(5 + 2);
  });

  it.each([
    [space.size, 0, `there is no candidate ${space.size} of ${space.size}`],
    [0, -1, 'a replication is a whole number from 0, got -1'],
    [0, 0.5, 'a replication is a whole number from 0, got 0.5'],
  ])('is none of candidate %d, replication %d', (candidate, replication, message) => {
    expect(() => replay(space, candidate, replication)).toThrow(message);
  });
});
