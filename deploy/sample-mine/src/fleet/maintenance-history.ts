import { DAY_MS, HOUR_MS, SHIFT_MIN, MINUTE_MS } from '../base/calendar.js';
import { completedAtMs, type Maintenance } from './maintenance.js';

/** SCHEMA.md: the feature's value where no maintenance was completed before. */
const NONE_DAYS = 365;

/** Answers questions about machines' maintenance from the logs. */
export class MaintenanceHistory {
  private readonly byMachine = new Map<string, Maintenance[]>();

  constructor(logs: readonly Maintenance[]) {
    for (const log of logs) {
      const own = this.byMachine.get(log.machineId) ?? [];
      own.push(log);
      this.byMachine.set(log.machineId, own);
    }
  }

  /** When the machine's latest maintenance before `ms` was completed, or null. */
  lastCompletedMs(machineId: string, ms: number): number | null {
    const done = (this.byMachine.get(machineId) ?? [])
      .map(completedAtMs)
      .filter((completed) => completed !== null && completed <= ms);
    return done.reduce<number | null>(
      (last, each) => (last === null || Number(each) > last ? each : last),
      null,
    );
  }

  /** Whole days since then, as the feature `days_since_last_maintenance`. */
  daysSince(machineId: string, ms: number): number {
    const last = this.lastCompletedMs(machineId, ms);
    return last === null ? NONE_DAYS : Math.floor((ms - last) / DAY_MS);
  }

  /** Whether the machine is in the workshop at any time of the shift that starts then. */
  isDownInShift(machineId: string, shiftStartMs: number): boolean {
    const shiftEndMs = shiftStartMs + SHIFT_MIN * MINUTE_MS;
    return (this.byMachine.get(machineId) ?? []).some((log) => {
      if (log.status === 'SCHEDULED' || log.status === 'CANCELLED') return false;
      const endMs = log.durationH === null ? Infinity : log.actualAtMs + log.durationH * HOUR_MS;
      return log.actualAtMs < shiftEndMs && endMs > shiftStartMs;
    });
  }
}
