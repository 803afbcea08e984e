import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';
import { MINUTE_MS } from './base/calendar.js';
import { DEFAULT_EXCAVATOR_ID, DEFAULT_ROAD_ID } from './base/ids.js';
import { DEFAULT_SEED, HAULING_ROWS, makeSampleMine } from './sample-mine.js';
import { DUPLICATED_ROWS, IMPOSSIBLE_ROWS, MISSING_CELLS, OTHER_STATUSES, SPELLINGS } from './trips/dirt.js';
import { cycleMin } from './trips/loader-shift.js';

const dataDir = fileURLToPath(new URL('../../../data', import.meta.url));
const mine = makeSampleMine(DEFAULT_SEED);
type Csv = Record<string, string>[];
const parsed = new Map<string, Csv>(
  [...mine.files].map(([file, text]) => [
    file,
    Papa.parse<Csv[number]>(text.trimEnd(), { header: true }).data,
  ]),
);
const table = (file: string): Csv => parsed.get(file)!;
const idsOf = (rows: Csv): Set<string> => new Set(rows.map((row) => row['id']!));

/** A day on which the mine is planned; the sample is to be of use for some months after its export. */
const PLANNING_DAY = '2026-11-24T00:00:00.000Z';

describe('the committed files', () => {
  test.each([...mine.files])('data/%s is what the generator makes, byte for byte', async (file, text) => {
    expect((await readFile(path.join(dataDir, file), 'utf8')) === text).toBe(true);
  });

  test('the same seed gives the same bytes, another seed another mine', () => {
    expect([...makeSampleMine(DEFAULT_SEED).files]).toEqual([...mine.files]);
    const other = makeSampleMine(DEFAULT_SEED + 1);
    for (const [file, text] of mine.files) expect(other.files.get(file) === text).toBe(false);
  });
});

describe('the tables', () => {
  test.each([
    ['trucks.csv', 60],
    ['excavators.csv', 12],
    ['operators.csv', 90],
    ['road_segments.csv', 24],
    ['sailing_schedules.csv', 40],
    ['vessels.csv', 30],
    ['weather_logs.csv', 2952],
    ['hauling_activities.csv', HAULING_ROWS],
  ])('%s has %i rows', (file, count) => {
    expect(table(file)).toHaveLength(count);
  });

  test('ids are unique in every table but for the duplicates that were put there', () => {
    for (const file of mine.files.keys()) {
      const rows = table(file);
      const repeated = file === 'hauling_activities.csv' ? DUPLICATED_ROWS : 0;
      expect(idsOf(rows).size).toBe(rows.length - repeated);
    }
  });

  test("the first version's default road and excavator are there and can be used", () => {
    const road = table('road_segments.csv').find((row) => row['id'] === DEFAULT_ROAD_ID);
    expect(road).toMatchObject({ name: 'Road Segment 1', startPoint: 'PIT-02', isActive: 'true' });
    expect(Number(road?.['distance']).toFixed(2)).toBe('2.68');
    const excavator = table('excavators.csv').find((row) => row['id'] === DEFAULT_EXCAVATOR_ID);
    expect(excavator).toMatchObject({
      name: 'Caterpillar 349E-001',
      currentLocation: 'PIT-02',
      status: 'ACTIVE',
    });
  });

  test('enough machines and people can work', () => {
    const trucks = table('trucks.csv').filter(
      (row) =>
        row['isActive'] === 'true' &&
        !['MAINTENANCE', 'BREAKDOWN', 'OUT_OF_SERVICE'].includes(row['status']!),
    );
    expect(trucks.length).toBeGreaterThanOrEqual(45);
    for (const pit of ['PIT-01', 'PIT-02', 'PIT-03']) {
      const excavators = table('excavators.csv').filter(
        (row) => row['currentLocation'] === pit && ['ACTIVE', 'IDLE', 'STANDBY'].includes(row['status']!),
      );
      expect(excavators.length).toBeGreaterThanOrEqual(3);
    }
    for (const shift of ['SHIFT_1', 'SHIFT_2', 'SHIFT_3']) {
      const people = table('operators.csv').filter(
        (row) => row['shift'] === shift && row['status'] === 'ACTIVE' && row['licenseExpiry']! > PLANNING_DAY,
      );
      const excavatorOperators = people.filter((row) => row['licenseType'] === 'OPERATOR_ALAT_BERAT');
      expect(excavatorOperators.length).toBeGreaterThanOrEqual(4);
      expect(people.length - excavatorOperators.length).toBeGreaterThanOrEqual(20);
    }
  });

  test('some vessels are open long after the export, and one has missed its deadline', () => {
    const open = table('sailing_schedules.csv').filter(
      (row) => !['COMPLETED', 'CANCELLED'].includes(row['status']!),
    );
    expect(open.filter((row) => row['etsLoading']! > '2027-01-01').length).toBeGreaterThan(5);
    expect(open.some((row) => row['etsLoading']! < PLANNING_DAY && row['status'] === 'LOADING')).toBe(true);
    for (const row of open) expect(row['etsLoading']! > row['etaLoading']!).toBe(true);
  });

  test('references lead somewhere', () => {
    const vessels = idsOf(table('vessels.csv'));
    for (const row of table('sailing_schedules.csv')) expect(vessels).toContain(row['vesselId']);
    const trucks = idsOf(table('trucks.csv'));
    const excavators = idsOf(table('excavators.csv'));
    for (const row of table('maintenance_logs.csv')) {
      const named = [row['truckId'], row['excavatorId'], row['supportEquipmentId']].filter((id) => id !== '');
      expect(named).toHaveLength(1);
      if (row['truckId'] !== '') expect(trucks).toContain(row['truckId']);
      if (row['excavatorId'] !== '') expect(excavators).toContain(row['excavatorId']);
      expect(row['completionDate'] !== '').toBe(row['status'] === 'COMPLETED');
    }
    const known = [
      ['truckId', trucks, 2],
      ['excavatorId', excavators, 0],
      ['operatorId', idsOf(table('operators.csv')), 0],
      ['roadSegmentId', idsOf(table('road_segments.csv')), 0],
    ] as const;
    for (const [column, ids, strangers] of known) {
      const strange = table('hauling_activities.csv').filter(
        (row) => row[column] !== '' && !ids.has(row[column]!),
      );
      expect(strange).toHaveLength(strangers);
    }
  });
});

describe('the trips, before dirt', () => {
  const { trips, shifts } = mine.history;

  test('an excavator loads one truck at a time, and a truck or a driver is in one place', () => {
    const busy = new Map<string, [number, number][]>();
    for (const trip of trips) {
      const { truck, operator, excavator } = trip.conditions;
      const loadingMs = trip.queueStartMs + trip.queueMin * MINUTE_MS;
      const loadedMs = loadingMs + trip.outcome.loadingMin * MINUTE_MS;
      const backMs = trip.queueStartMs + cycleMin(trip) * MINUTE_MS;
      const spans = [
        [excavator.id, loadingMs, loadedMs],
        [truck.id, trip.queueStartMs, backMs],
        [operator.id, trip.queueStartMs, backMs],
      ] as const;
      for (const [id, from, to] of spans) busy.set(id, [...(busy.get(id) ?? []), [from, to]]);
    }
    for (const spans of busy.values()) {
      const ordered = spans.sort((a, b) => a[0] - b[0]);
      ordered.slice(1).forEach(([from], i) => {
        expect(from).toBeGreaterThanOrEqual(ordered[i]![1]);
      });
    }
  });

  test('most recorded shifts have several trucks at one excavator', () => {
    const crews = shifts.map(({ loaderShift }) => loaderShift.crew.length);
    expect(crews.filter((size) => size >= 4).length).toBeGreaterThan(150);
  });

  test('loads, distances and fuel are within what such trucks do', () => {
    for (const { conditions, outcome, fuelL } of trips) {
      expect(outcome.loadT / conditions.truck.capacityT).toBeGreaterThan(0.7);
      expect(outcome.loadT / conditions.truck.capacityT).toBeLessThanOrEqual(1.15);
      expect(conditions.distanceKm).toBeGreaterThan(2);
      expect(conditions.distanceKm).toBeLessThan(7);
      expect(fuelL).toBeGreaterThan(3);
      expect(fuelL).toBeLessThan(30);
    }
    const delayed = trips.filter(({ outcome }) => outcome.isDelayed).length / trips.length;
    expect(delayed).toBeGreaterThan(0.12);
    expect(delayed).toBeLessThan(0.18);
  });

  test('the features name truck, driver, road and excavator, which the limits rely on', () => {
    const { trucks, operators, roads, excavators } = mine.fleet;
    const distinct = (keys: string[]): boolean => new Set(keys).size === keys.length;
    expect(distinct(trucks.map((t) => `${t.model.brand} ${t.capacityT} ${t.purchasedAtMs}`))).toBe(true);
    expect(distinct(roads.map((road) => String(road.gradientPct)))).toBe(true);
    expect(distinct(excavators.map((e) => `${e.model} ${e.bucketM3}`))).toBe(true);
    expect(distinct(operators.map((o) => `${o.experienceYears} ${o.rating}`))).toBe(true);
  });
});

describe('hauling_activities.csv', () => {
  const rows = table('hauling_activities.csv');
  const whole = rows.filter((row) => Object.values(row).length === Object.keys(rows[0]!).length);
  const times = [
    ...['queueStartTime', 'queueEndTime', 'loadingStartTime', 'loadingEndTime', 'departureTime'],
    ...['arrivalTime', 'dumpingStartTime', 'dumpingEndTime', 'returnTime', 'createdAt'],
  ];

  test('times are in order and phases add up, delays within the haul', () => {
    for (const row of whole) {
      const known = times.map((column) => Date.parse(row[column] ?? '')).filter((ms) => !Number.isNaN(ms));
      if (row['createdAt'] !== '31/08/2026 14:05') expect(known).toEqual([...known].sort((a, b) => a - b));
      const phases = [
        'queueDuration',
        'loadingDuration',
        'haulingDuration',
        'dumpingDuration',
        'returnDuration',
      ];
      if ([...phases, 'totalCycleTime'].some((column) => row[column] === '')) continue;
      expect(phases.reduce((sum, column) => sum + Number(row[column]), 0)).toBe(
        Number(row['totalCycleTime']),
      );
      expect(Number(row['haulingDuration'])).toBeGreaterThan(Number(row['delayMinutes']));
    }
  });

  test('the dirt is as much as the README says', () => {
    for (const [column, count] of Object.entries(MISSING_CELLS)) {
      expect([column, whole.filter((row) => row[column] === '').length]).toEqual([column, count]);
    }
    for (const [status, count] of Object.entries(OTHER_STATUSES)) {
      expect(whole.filter((row) => row['status'] === status)).toHaveLength(count);
    }
    expect(rows.length - whole.length).toBe(1);
    const truckIds = idsOf(table('trucks.csv'));
    const impossible = whole.filter(
      (row) =>
        row['loadWeight']!.startsWith('-') ||
        row['fuelConsumed']!.startsWith('-') ||
        row['distance'] === '0' ||
        Number.isNaN(Date.parse(row['createdAt']!)) ||
        !truckIds.has(row['truckId']!),
    );
    expect(impossible).toHaveLength(IMPOSSIBLE_ROWS - 1);
    const spelt = (pattern: RegExp): number =>
      whole.filter((row) => pattern.test(row['weatherCondition']!)).length;
    const asTheApi = /^(Cerah|Berawan|Mendung|Hujan (Ringan|Sedang|Lebat))$/;
    expect(spelt(asTheApi)).toBe(SPELLINGS.asTheApi);
    expect(spelt(/^[a-z ]+$/)).toBe(SPELLINGS.lowerCase);
    expect(spelt(/^Kabut$/)).toBe(SPELLINGS.unknown);
  });
});
