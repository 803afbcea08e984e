import type { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { EXPORTED_AT_MS } from './base/calendar.js';
import { streamFor, type Purpose } from './base/draws.js';
import { IdSource } from './base/ids.js';
import { csvText, tableOf, type Table } from './base/table.js';
import { excavatorsTable, makeExcavators } from './fleet/excavators.js';
import { MaintenanceHistory } from './fleet/maintenance-history.js';
import { maintenanceTable } from './fleet/maintenance-table.js';
import { makeMaintenance } from './fleet/maintenance.js';
import { makeOperators, operatorsTable } from './fleet/operators.js';
import { makePlaces } from './fleet/places.js';
import { makeRoads, roadsTable } from './fleet/roads.js';
import { makeTrucks, trucksTable } from './fleet/trucks.js';
import { makeWeather, weatherTable } from './fleet/weather.js';
import { makeSchedules, schedulesTable } from './sea/schedules.js';
import { makeVessels, vesselsTable } from './sea/vessels.js';
import { cutRow, DUPLICATED_ROWS, soil } from './trips/dirt.js';
import { makeHistory, type History } from './trips/history.js';
import type { Background } from './trips/loader-shift.js';
import type { Fleet } from './trips/roster.js';
import { tripRows } from './trips/trip-rows.js';

export const DEFAULT_SEED = 20_260_701;
/** Rows of hauling_activities.csv, duplicates included. */
export const HAULING_ROWS = 18_000;
const SUPPORT_MACHINES = 9;

export interface SampleMine {
  readonly seed: number;
  /** File name to content. */
  readonly files: ReadonlyMap<string, string>;
  readonly fleet: Fleet;
  readonly background: Background;
  /** Before dirt. */
  readonly history: History;
}

/** Counters of two sources never meet: no table makes so many ids. */
const IDS_PER_TABLE = 50_000;

interface Source {
  readonly stream: RandomStream;
  readonly ids: IdSource;
}

function sources(seed: number): (purpose: Purpose) => Source {
  let made = 0;
  return (purpose) => {
    const stream = streamFor(seed, purpose);
    made += 1;
    return { stream, ids: new IdSource(streamFor(seed, purpose, 1_000_000), made * IDS_PER_TABLE) };
  };
}

function haulingText({ stream, ids }: Source, dirtStream: RandomStream, history: History): string {
  const { rows, raggedIndex } = soil(dirtStream, tripRows(stream, ids, history.trips));
  return cutRow(csvText(tableOf('hauling_activities.csv', rows)), raggedIndex);
}

/**
 * The whole sample mine, in memory. The same seed gives the same bytes on every machine.
 * @param seed any safe integer
 */
export function makeSampleMine(seed: number): SampleMine {
  const source = sources(seed);
  const of = {
    places: source('places'),
    trucks: source('trucks'),
    excavators: source('excavators'),
    operators: source('operators'),
    roads: source('roads'),
    maintenance: source('maintenance'),
    weather: source('weather'),
    vessels: source('vessels'),
    schedules: source('schedules'),
    trips: source('trip-records'),
  };
  const places = makePlaces(of.places.stream, of.places.ids);
  const trucks = makeTrucks(of.trucks.stream, of.trucks.ids);
  const excavators = makeExcavators(of.excavators.stream, of.excavators.ids);
  const operators = makeOperators(of.operators.stream, of.operators.ids);
  const roads = makeRoads(of.roads.stream, of.roads.ids, places);
  const supportIds = Array.from({ length: SUPPORT_MACHINES }, () => of.maintenance.ids.next(EXPORTED_AT_MS));
  const logs = makeMaintenance(of.maintenance.stream, trucks, excavators, supportIds);
  const siteIds = places.pits.map(({ siteId }) => siteId);
  const weather = makeWeather(of.weather.stream, siteIds);
  const vessels = makeVessels(of.vessels.stream, of.vessels.ids);
  const schedules = makeSchedules(of.schedules.stream, of.schedules.ids, vessels);

  const fleet = { trucks, excavators, operators, roads };
  const background = { weather, maintenance: new MaintenanceHistory(logs) };
  const history = makeHistory(seed, HAULING_ROWS - DUPLICATED_ROWS, fleet, background);

  const lastServiceMs = (machineId: string): number => {
    const last = background.maintenance.lastCompletedMs(machineId, EXPORTED_AT_MS);
    if (last === null) throw new Error(`${machineId} was never serviced`);
    return last;
  };
  const driverIds = operators.filter((each) => !each.runsExcavators).map(({ id }) => id);
  const tables: Table[] = [
    trucksTable(of.trucks.stream, trucks, lastServiceMs, driverIds),
    excavatorsTable(of.excavators.stream, excavators, lastServiceMs),
    operatorsTable(of.operators.stream, operators),
    roadsTable(of.roads.stream, roads),
    maintenanceTable(of.maintenance.stream, of.maintenance.ids, logs),
    schedulesTable(of.schedules.stream, schedules),
    vesselsTable(of.vessels.stream, vessels),
    weatherTable(of.weather.stream, of.weather.ids, weather),
  ];
  const files = new Map(tables.map((table) => [table.file, csvText(table)]));
  files.set('hauling_activities.csv', haulingText(of.trips, streamFor(seed, 'dirt'), history));
  return { seed, files, fleet, background, history };
}
