import { z } from 'zod';
import { readRow } from '../row-reader.js';
import { usableRow } from '../testing/small-mine.js';
import { tableKeys, tableRegistry, type TableKey } from './registry.js';
import type { TableDefinition } from './table-definition.js';

const definitionOf = (key: TableKey): TableDefinition<unknown> => tableRegistry[key];

/** Reads the table's usable row with some cells changed. */
function reading(key: TableKey, cells: Record<string, string>): ReturnType<typeof readRow> {
  const definition = definitionOf(key);
  const empty = Object.fromEntries(definition.readColumns.map((column) => [column, '']));
  return readRow(definition, { ...empty, ...usableRow[key], ...cells });
}

describe.each(tableKeys)('the table %s', (key) => {
  const definition = definitionOf(key);

  it('requires and reads only columns that an export has', () => {
    expect(definition.columns).toEqual(
      expect.arrayContaining([...definition.requiredColumns, ...definition.readColumns]),
    );
    expect(definition.readColumns).toEqual(expect.arrayContaining([...definition.requiredColumns]));
    expect(new Set(definition.columns).size).toBe(definition.columns.length);
  });

  it('makes rows that are plain JSON, as its documented schema says', () => {
    const read = reading(key, {});
    if (!read.usable) throw new Error(JSON.stringify(read.faults));
    expect(JSON.parse(JSON.stringify(read.row))).toEqual(read.row);
    expect(definition.rowSchema.parse(read.row)).toEqual(read.row);
    expect(z.toJSONSchema(definition.rowSchema)).toMatchObject({ type: 'object' });
  });

  it('refuses a row whose required measure, date or id is missing', () => {
    const read = reading(key, Object.fromEntries(definition.readColumns.map((column) => [column, ''])));
    expect(read.usable).toBe(false);
  });
});

describe('a row that cannot be used', () => {
  it.each<[TableKey, string, string, string]>([
    ['trucks', 'capacity', '-30', 'must be more than 0'],
    ['trucks', 'capacity', '', 'is empty'],
    ['trucks', 'capacity', 'Infinity', 'is not a number'],
    ['trucks', 'purchaseDate', '2020-02-30', 'is not a date (ISO 8601, for example 2025-10-22T12:04:32Z)'],
    ['excavators', 'bucketCapacity', '0', 'must be more than 0'],
    ['operators', 'rating', '7', 'must be at most 5'],
    ['roads', 'distance', '0', 'must be more than 0'],
    ['roads', 'gradient', 'NaN', 'is not a number'],
    ['maintenance', 'completionDate', 'soon', 'is not a date (ISO 8601, for example 2025-10-22T12:04:32Z)'],
    ['activities', 'distance', '-2', 'must be at least 0'],
    ['activities', 'loadWeight', '', 'is empty, and a COMPLETED trip needs it'],
    ['activities', 'fuelConsumed', '0', 'must be more than 0 for a COMPLETED trip'],
    ['activities', 'createdAt', '', 'is empty'],
    ['schedules', 'etsLoading', 'x', 'is not a date (ISO 8601, for example 2025-10-22T12:04:32Z)'],
    ['vessels', 'capacity', '-1', 'must be more than 0'],
    ['weather', 'timestamp', '', 'is empty'],
  ])('in %s: %s of "%s" %s', (key, column, value, reason) => {
    expect(reading(key, { [column]: value })).toEqual({ usable: false, faults: [{ column, reason }] });
  });

  it('is a maintenance log of two machines at once', () => {
    expect(reading('maintenance', { excavatorId: 'e1' })).toMatchObject({ usable: false });
  });
});

describe('a row stays usable', () => {
  it.each<[TableKey, string, string]>([
    ['trucks', 'purchaseDate', 'purchasedAtMs'],
    ['excavators', 'currentLocation', 'currentLocation'],
    ['operators', 'rating', 'rating'],
    ['roads', 'gradient', 'gradientPct'],
    ['maintenance', 'completionDate', 'completedAtMs'],
    ['maintenance', 'truckId', 'truckId'],
    ['activities', 'distance', 'distanceKm'],
    ['activities', 'weatherCondition', 'weatherCondition'],
  ])('in %s where %s is empty: unknown', (key, column, field) => {
    expect(reading(key, { [column]: '' })).toMatchObject({
      usable: true,
      row: { [field]: null },
      forgiven: [],
    });
  });

  it('where an optional cell is malformed: unknown, with a warning', () => {
    expect(reading('trucks', { totalHours: 'many', lastMaintenance: '?' })).toMatchObject({
      usable: true,
      row: { totalHours: null, lastMaintenanceAtMs: null },
      forgiven: [{ column: 'lastMaintenance' }, { column: 'totalHours', reason: 'is not a number' }],
    });
  });

  it.each(['{"years_experience":', '[]', '{"years_experience":-1}'])(
    'where competency is %s: 0 years',
    (json) => {
      expect(reading('operators', { competency: json })).toMatchObject({
        usable: true,
        row: { competency: { experienceYears: 0, drivesTruck: null } },
        forgiven: [{ column: 'competency' }],
      });
    },
  );

  it('where a trip was not completed: it need not have moved or burnt anything', () => {
    const cells = { status: 'CANCELLED', loadWeight: '', distance: '0', fuelConsumed: '0' };
    expect(reading('activities', cells)).toMatchObject({
      usable: true,
      row: { loadWeightT: null, fuelL: 0 },
    });
  });
});

it('reads what an operator can do from the competency JSON', () => {
  const competency = '{"dump_truck":true,"heavy_equipment":false,"years_experience":5}';
  expect(reading('operators', { competency })).toMatchObject({
    row: { competency: { drivesTruck: true, runsHeavyEquipment: false, experienceYears: 5 } },
  });
});

it('normalises conditions, and keeps those outside the vocabulary', () => {
  expect(
    reading('activities', { weatherCondition: 'Hujan Ringan', roadCondition: 'slippery' }),
  ).toMatchObject({
    row: { weatherCondition: 'HUJAN_RINGAN', roadCondition: 'LICIN' },
  });
  expect(reading('weather', { condition: 'Badai Salju' })).toMatchObject({
    row: { condition: 'Badai Salju' },
  });
});

it('takes nothing loaded for an empty actual quantity, and active for an export without isActive', () => {
  expect(reading('schedules', {})).toMatchObject({ row: { actualQuantityT: 0 } });
  expect(reading('trucks', {})).toMatchObject({ row: { isActive: true } });
});
