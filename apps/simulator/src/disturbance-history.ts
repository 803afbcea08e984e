import type { FleetSnapshot } from '@mining-ops/fleet-data/snapshot.js';
import type { FailureHistory } from '@mining-ops/haulage/calibration/fit-breakdowns.js';
import type { WeatherHistory } from '@mining-ops/haulage/calibration/fit-weather.js';

const DAY_MS = 86_400_000;

interface Machine {
  readonly id: string;
  readonly totalHours: number | null;
  readonly purchasedAtMs: number | null;
}

export function truckFailures({ trucks, maintenance }: FleetSnapshot): FailureHistory {
  return failuresOf(trucks, maintenance, ({ truckId }) => truckId);
}

export function loaderFailures({ excavators, maintenance }: FleetSnapshot): FailureHistory {
  return failuresOf(excavators, maintenance, ({ excavatorId }) => excavatorId);
}

/**
 * Corrective maintenance that was completed counts as a failure. The hauling activities may be a sample of the work, so
 * running hours come from the machines' own counters: hours a day since purchase, over the time that the log covers.
 */
function failuresOf(
  machines: readonly Machine[],
  maintenance: FleetSnapshot['maintenance'],
  machineOf: (log: FleetSnapshot['maintenance'][number]) => string | null,
): FailureHistory {
  const ids = new Set(machines.map(({ id }) => id));
  const logs = maintenance.filter((log) => ids.has(machineOf(log) ?? ''));
  const timesMs = logs.map((log) => log.actualAtMs ?? log.completedAtMs).filter((atMs) => atMs !== null);
  if (timesMs.length === 0) return { runningH: 0, downtimeH: new Float64Array() };
  const [firstMs, lastMs] = [least(timesMs), -least(timesMs.map((atMs) => -atMs))];
  const days = (lastMs - firstMs) / DAY_MS;
  let runningH = 0;
  for (const { totalHours, purchasedAtMs } of machines) {
    if (totalHours === null || purchasedAtMs === null || purchasedAtMs >= lastMs) continue;
    runningH += (totalHours / ((lastMs - purchasedAtMs) / DAY_MS)) * days;
  }
  const failures = logs.filter((log) => log.maintenanceType === 'CORRECTIVE' && log.status === 'COMPLETED');
  return { runningH, downtimeH: Float64Array.from(failures, (log) => log.downtimeH ?? log.durationH ?? 0) };
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Infinity);
}

/** The weather log, place by place in order of time. `names` gives the codes. */
export function weatherHistory({ weather }: FleetSnapshot, names: readonly string[]): WeatherHistory {
  const sites = [...new Set(weather.map(({ miningSiteId }) => miningSiteId ?? ''))];
  const records = weather
    .map((log) => ({
      site: sites.indexOf(log.miningSiteId ?? ''),
      atMs: log.recordedAtMs,
      code: names.indexOf(log.condition),
    }))
    .sort((a, b) => a.site - b.site || a.atMs - b.atMs);
  return {
    sites: Int32Array.from(records, ({ site }) => site),
    timesMin: Float64Array.from(records, ({ atMs }) => atMs / 60_000),
    codes: Int32Array.from(records, ({ code }) => code),
  };
}
