import type { MaintenanceLog } from '@mining-ops/fleet-data/tables/maintenance-logs.js';

/** When each truck's maintenance was completed; answers for any moment in logarithmic time. */
export class MaintenanceHistory {
  private readonly completedAtMs = new Map<string, Float64Array>();

  constructor(logs: readonly Pick<MaintenanceLog, 'truckId' | 'status' | 'completedAtMs'>[]) {
    const byTruck = new Map<string, number[]>();
    for (const { truckId, status, completedAtMs } of logs) {
      if (truckId === null || completedAtMs === null || status !== 'COMPLETED') continue;
      const times = byTruck.get(truckId);
      if (times === undefined) byTruck.set(truckId, [completedAtMs]);
      else times.push(completedAtMs);
    }
    for (const [truckId, times] of byTruck) this.completedAtMs.set(truckId, Float64Array.from(times).sort());
  }

  /** When the truck's latest maintenance up to a moment was completed; null where none is on record. */
  lastBefore(truckId: string, atMs: number): number | null {
    const times = this.completedAtMs.get(truckId);
    if (times === undefined) return null;
    let low = 0;
    let high = times.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((times[middle] ?? Infinity) <= atMs) low = middle + 1;
      else high = middle;
    }
    return times[low - 1] ?? null;
  }
}
