import { createHash } from 'node:crypto';
import { linkActivities, type ActivityColumns } from './activity-columns.js';
import type { LoadedTables } from './load-tables.js';
import { snapshotWarnings, type SnapshotWarning } from './snapshot-warnings.js';
import type { TableReport } from './table-report.js';
import type { Excavator } from './tables/excavators.js';
import type { MaintenanceLog } from './tables/maintenance-logs.js';
import type { Operator } from './tables/operators.js';
import { tableKeys, type TableKey } from './tables/registry.js';
import type { RoadSegment } from './tables/road-segments.js';
import type { SailingSchedule } from './tables/sailing-schedules.js';
import type { Truck } from './tables/trucks.js';
import type { Vessel } from './tables/vessels.js';
import type { WeatherLog } from './tables/weather-logs.js';

/**
 * All of the mine's tables as they were at one moment. Immutable: a change of the files makes another snapshot.
 * Rows are in the order of their files.
 */
export interface FleetSnapshot {
  /** Hex SHA-256 over the files' contents: equal fingerprints are equal data, on any machine. */
  readonly fingerprint: string;
  readonly trucks: readonly Truck[];
  readonly excavators: readonly Excavator[];
  readonly operators: readonly Operator[];
  readonly roads: readonly RoadSegment[];
  readonly maintenance: readonly MaintenanceLog[];
  readonly activities: ActivityColumns;
  readonly schedules: readonly SailingSchedule[];
  readonly vessels: readonly Vessel[];
  readonly weather: readonly WeatherLog[];
  readonly truckById: ReadonlyMap<string, Truck>;
  readonly excavatorById: ReadonlyMap<string, Excavator>;
  readonly operatorById: ReadonlyMap<string, Operator>;
  readonly roadById: ReadonlyMap<string, RoadSegment>;
  readonly scheduleById: ReadonlyMap<string, SailingSchedule>;
  readonly vesselById: ReadonlyMap<string, Vessel>;
  /** Positions in `trucks` and so on, which `activities.truckIndex` and so on refer to. */
  readonly truckIndexById: ReadonlyMap<string, number>;
  readonly excavatorIndexById: ReadonlyMap<string, number>;
  readonly operatorIndexById: ReadonlyMap<string, number>;
  readonly roadIndexById: ReadonlyMap<string, number>;
  /** What reading each file came to. */
  readonly tables: Readonly<Record<TableKey, TableReport>>;
  readonly warnings: readonly SnapshotWarning[];
}

const byId = <Row extends { readonly id: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> =>
  new Map(rows.map((row) => [row.id, row]));

const indexById = (rows: readonly { readonly id: string }[]): ReadonlyMap<string, number> =>
  new Map(rows.map((row, index) => [row.id, index]));

function fingerprintOf(reports: Readonly<Record<TableKey, TableReport>>): string {
  const lines = tableKeys.map((key) => `${reports[key].file} ${reports[key].sha256 ?? 'missing'}\n`);
  return createHash('sha256').update(lines.join('')).digest('hex');
}

/** Joins the tables into a snapshot. Pure. */
export function makeSnapshot(tables: LoadedTables): FleetSnapshot {
  const trucks = tables.trucks.rows;
  const excavators = tables.excavators.rows;
  const operators = tables.operators.rows;
  const roads = tables.roads.rows;
  const truckIndexById = indexById(trucks);
  const excavatorIndexById = indexById(excavators);
  const operatorIndexById = indexById(operators);
  const roadIndexById = indexById(roads);
  const vesselById = byId(tables.vessels.rows);
  const by = {
    trucks: truckIndexById,
    excavators: excavatorIndexById,
    operators: operatorIndexById,
    roads: roadIndexById,
    vessels: vesselById,
  };
  const reports = Object.fromEntries(tableKeys.map((key) => [key, tables[key].report])) as Record<
    TableKey,
    TableReport
  >; // one for each key
  return Object.freeze({
    fingerprint: fingerprintOf(reports),
    trucks,
    excavators,
    operators,
    roads,
    maintenance: tables.maintenance.rows,
    activities: linkActivities(tables.activities.table, by),
    schedules: tables.schedules.rows,
    vessels: tables.vessels.rows,
    weather: tables.weather.rows,
    truckById: byId(trucks),
    excavatorById: byId(excavators),
    operatorById: byId(operators),
    roadById: byId(roads),
    scheduleById: byId(tables.schedules.rows),
    vesselById,
    truckIndexById,
    excavatorIndexById,
    operatorIndexById,
    roadIndexById,
    tables: Object.freeze(reports),
    warnings: Object.freeze(snapshotWarnings(tables, by)),
  });
}
