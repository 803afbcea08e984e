import type { FleetSnapshot } from '@mining-ops/fleet-data/snapshot.js';
import { cycleHistory } from '@mining-ops/simulator/cycle-history.js';
import { bandsOf, compareShifts, type ComparedShift, type MeasureResult } from './compare.js';
import { learnFrom, type Learned } from './learn.js';
import { recordedMeans } from './measures.js';
import { withActivities } from './pick-activities.js';
import { recordedShifts, type RecordedShift } from '@mining-ops/simulator/recorded-shifts.js';
import { definitionOf, simulateShift, spellsOf } from './simulate-shift.js';
import { foldsOf, splitByTime } from './split.js';

export interface BacktestSettings {
  /** Share of the recorded time that is learned from. */
  readonly split: number;
  readonly replications: number;
  readonly seed: number;
  /** Parts of the first part of the time that are predicted from each other, instead of the rest from it; null: none. */
  readonly folds: number | null;
}

export interface BacktestResult {
  readonly settings: BacktestSettings;
  readonly cut: string;
  readonly trainShifts: number;
  readonly trainTrips: number;
  readonly testTrips: number;
  readonly measures: readonly MeasureResult[];
  readonly shifts: readonly ComparedShift[];
  readonly isMet: boolean;
}

/** There is nothing to test on, or nothing to learn from. */
export class BacktestError extends Error {
  override readonly name = 'BacktestError';
}

/**
 * Learns from the first part of the recorded time, simulates every shift of the rest, and compares. With `folds`, the rest
 * is left alone: each of so many parts of the first part is predicted from its other parts, so that a change of the method
 * can be judged without a look at the shifts that it is tested on.
 *
 * @throws BacktestError where a side of the split is empty, NoHistoryError where there is too little to learn from
 */
export function backtest(snapshot: FleetSnapshot, settings: BacktestSettings): BacktestResult {
  const { train, test, cutMs } = splitByTime(recordedShifts(snapshot), settings.split);
  if (train.length === 0 || test.length === 0) {
    throw new BacktestError(
      `--split ${settings.split} leaves ${train.length} shifts to learn from and ${test.length} to test on; ` +
        'choose another split, or export more hauling activities',
    );
  }
  const { folds } = settings;
  if (folds !== null && folds > train.length) {
    throw new BacktestError(
      `--folds ${folds} is more than the ${train.length} shifts to learn from; choose fewer`,
    );
  }
  const parts = folds === null ? [{ train, test }] : foldsOf(train, folds);
  const shifts: ComparedShift[] = [];
  for (const part of parts) {
    const learned = learnFrom(snapshot, part.train);
    for (const shift of part.test)
      shifts.push(compareShift(snapshot, learned, shift, settings, shifts.length));
  }
  const measures = compareShifts(shifts);
  return {
    settings,
    cut: new Date(cutMs).toISOString(),
    trainShifts: train.length,
    trainTrips: trips(train),
    testTrips: trips(folds === null ? test : train),
    measures,
    shifts,
    isMet: measures.every(({ isMeanMet, isBandMet }) => isMeanMet && isBandMet),
  };
}

function compareShift(
  snapshot: FleetSnapshot,
  learned: Learned,
  shift: RecordedShift,
  { seed, replications }: BacktestSettings,
  index: number,
): ComparedShift {
  const simulated = simulateShift(
    definitionOf(snapshot, learned, shift),
    spellsOf(snapshot, learned, shift),
    learned,
    seed + index, // shifts must not share their luck
    replications,
  );
  return {
    name: nameOf(snapshot, shift),
    trips: shift.rows.length,
    trucks: shift.trucks.length,
    recorded: recordedMeans(cycleHistory(withActivities(snapshot, shift.rows))),
    simulated: bandsOf(simulated),
  };
}

function nameOf(
  { excavators, roads }: FleetSnapshot,
  { startMs, label, loader, road }: RecordedShift,
): string {
  const day = new Date(startMs).toISOString().slice(0, 10);
  return `${day} ${label} ${excavators[loader]?.name ?? '?'}, ${roads[road]?.name ?? '?'}`;
}

function trips(shifts: readonly RecordedShift[]): number {
  return shifts.reduce((sum, { rows }) => sum + rows.length, 0);
}
