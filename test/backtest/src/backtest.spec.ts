import { SnapshotStore } from '@mining-ops/fleet-data/snapshot-store.js';
import type { FleetSnapshot } from '@mining-ops/fleet-data/snapshot.js';
import path from 'node:path';
import { backtest, BacktestError } from './backtest.js';
import { withActivities } from './pick-activities.js';
import { recordedShifts } from '@mining-ops/simulator/recorded-shifts.js';
import { missesOf, reportOf } from './report.js';
import { workingSpells } from './working-spells.js';

const dataDir = path.resolve(import.meta.dirname, '../../../data');
let snapshot: FleetSnapshot;

beforeAll(async () => {
  const store = new SnapshotStore({ dataDir, quarantineDir: null });
  snapshot = await store.current();
  await store.close();
});

describe('the backtest of the committed sample mine', () => {
  it('puts every usable trip into the shift of its loader', () => {
    const shifts = recordedShifts(snapshot);
    const rows = shifts.flatMap((shift) => shift.rows);
    expect(new Set(rows).size).toBe(rows.length);
    // Left out are only the trips without a cycle time.
    expect(snapshot.activities.count - rows.length).toBeLessThan(90);
    // The generator sends two to seven trucks to a loader, on one road, for at most 8 h.
    for (const { trucks, joinedMs } of shifts) {
      expect(trucks.length).toBeGreaterThanOrEqual(2);
      expect(trucks.length).toBeLessThanOrEqual(7);
      expect(Math.max(...joinedMs) - Math.min(...joinedMs)).toBeLessThan(8 * 3_600_000);
    }
  });

  it('meets every mean within 5%, and its bands hold 70–90% of the shifts', () => {
    // As the command runs it: with fewer replications P10 and P90 lie closer together than the truth's.
    const result = backtest(snapshot, { split: 0.8, replications: 200, seed: 1, folds: null });
    expect(result.trainShifts).toBeGreaterThan(400);
    expect(result.shifts.length).toBeGreaterThan(100);
    expect(missesOf(result.measures)).toEqual([]);
    for (const { coveragePct, coverageLowPct, coverageHighPct } of result.measures) {
      expect(coverageLowPct).toBeLessThan(coveragePct);
      expect(coverageHighPct).toBeGreaterThan(coveragePct);
    }
    expect(reportOf(result)).toContain('all targets met');
  });

  it('gives the same answer for the same seed, and another one for another', () => {
    const firstRows = Array.from({ length: 1200 }, (_, row) => row);
    const small = withActivities(snapshot, firstRows);
    const run = (seed: number) => backtest(small, { split: 0.8, replications: 10, seed, folds: null });
    const first = run(7);
    expect(run(7)).toEqual(first);
    expect(run(8).measures).not.toEqual(first.measures);
  });

  it('can judge itself on the learning side alone: no shift after the cut is used', () => {
    const firstRows = Array.from({ length: 1200 }, (_, row) => row);
    const small = withActivities(snapshot, firstRows);
    const whole = backtest(small, { split: 0.8, replications: 10, seed: 7, folds: null });
    const folded = backtest(small, { split: 0.8, replications: 10, seed: 7, folds: 2 });
    expect(folded.shifts).toHaveLength(whole.trainShifts);
    const tested = new Set(whole.shifts.map(({ name }) => name));
    expect(folded.shifts.some(({ name }) => tested.has(name))).toBe(false);
    expect(reportOf(folded)).toContain(`2 parts of ${whole.trainShifts} shifts`);
    expect(() => backtest(small, { split: 0.8, replications: 10, seed: 7, folds: 99 })).toThrow(
      `--folds 99 is more than the ${whole.trainShifts} shifts to learn from`,
    );
  });

  it('says what to do where a side of the split is empty', () => {
    const none = { ...snapshot, activities: { ...snapshot.activities, count: 0 } };
    expect(() => backtest(none, { split: 0.8, replications: 10, seed: 1, folds: null })).toThrow(
      BacktestError,
    );
    expect(() => backtest(none, { split: 0.8, replications: 10, seed: 1, folds: null })).toThrow(
      '--split 0.8 leaves 0 shifts to learn from and 0 to test on; choose another split, or export more',
    );
  });
});

describe('working spells', () => {
  const hour = 3_600_000;
  const log = (atH: number, isOperational: boolean | null) => ({
    ...snapshot.weather[0]!,
    miningSiteId: 'S',
    recordedAtMs: atH * hour,
    isOperational,
  });

  it('cut a shift where the log says that operation was stopped', () => {
    const weather = [log(5, true), log(0, true), log(2, false)];
    expect(workingSpells(weather, 'S', hour, 390)).toEqual([
      { startMin: 0, endMin: 60 },
      { startMin: 240, endMin: 390 },
    ]);
    expect(workingSpells(weather, 'elsewhere', hour, 390)).toEqual([{ startMin: 0, endMin: 390 }]);
    expect(workingSpells(weather, null, hour, 390)).toEqual([{ startMin: 0, endMin: 390 }]);
  });

  it('can begin late, end early, or not be at all', () => {
    expect(workingSpells([log(0, false), log(2, true)], 'S', hour, 120)).toEqual([
      { startMin: 60, endMin: 120 },
    ]);
    expect(workingSpells([log(2, false)], 'S', hour, 390)).toEqual([{ startMin: 0, endMin: 60 }]);
    expect(workingSpells([log(0, false)], 'S', hour, 120)).toEqual([]);
  });
});
