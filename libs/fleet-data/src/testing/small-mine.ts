import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import Papa from 'papaparse';
import { tableKeys, tableRegistry, type TableKey } from '../tables/registry.js';

type Row = Readonly<Record<string, string>>;

/** A usable row of each table, with the required cells filled; a test overrides what it is about. */
export const usableRow: Readonly<Record<TableKey, Row>> = {
  trucks: { id: 't1', brand: 'Volvo', capacity: '30', status: 'IDLE', purchaseDate: '2020-01-01T00:00:00Z' },
  excavators: {
    ...{ id: 'e1', name: 'EX 1', model: '349E', bucketCapacity: '9', status: 'ACTIVE' },
    currentLocation: 'PIT-01',
  },
  operators: {
    ...{ id: 'o1', licenseType: 'SIM_B2', status: 'ACTIVE', rating: '4.5' },
    competency: '{"dump_truck":true,"heavy_equipment":false,"years_experience":5}',
  },
  roads: { id: 'r1', name: 'Road 1', distance: '2.5', roadCondition: 'GOOD', gradient: '3' },
  maintenance: { id: 'm1', truckId: 't1', completionDate: '2025-01-01T00:00:00Z', status: 'COMPLETED' },
  activities: {
    ...{ id: 'a1', truckId: 't1', excavatorId: 'e1', operatorId: 'o1', roadSegmentId: 'r1' },
    ...{ shift: 'SHIFT_1', loadWeight: '28', distance: '2.6', fuelConsumed: '9', status: 'COMPLETED' },
    ...{ weatherCondition: 'CERAH', roadCondition: 'GOOD', isDelayed: 'false' },
    createdAt: '2025-06-01T00:00:00Z',
  },
  schedules: {
    ...{ id: 's1', vesselId: 'v1', etaLoading: '2025-06-01T00:00:00Z', etsLoading: '2025-06-03T00:00:00Z' },
    ...{ plannedQuantity: '12000', status: 'SCHEDULED' },
  },
  vessels: { id: 'v1', name: 'MV One', vesselType: 'Bulk Carrier', capacity: '15000' },
  weather: { id: 'w1', timestamp: '2025-06-01T00:00:00Z', condition: 'CERAH' },
};

/** The CSV text of rows; the columns are those of all rows, in the order of their first appearance. */
export function csvOf(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const data = rows.map((row) => columns.map((column) => row[column] ?? ''));
  return Papa.unparse({ fields: columns, data }, { newline: '\n' }) + '\n';
}

/** CSV text of a table: the usable row, changed by each of `changes`. */
export const tableCsv = (key: TableKey, ...changes: Row[]): string =>
  csvOf((changes.length === 0 ? [{}] : changes).map((change) => ({ ...usableRow[key], ...change })));

export const writeTable = (dataDir: string, key: TableKey, text: string): Promise<void> =>
  writeFile(path.join(dataDir, tableRegistry[key].file), text);

/** Writes every table with one usable row each, or with the text given for it. */
export async function writeMine(
  dataDir: string,
  texts: Partial<Record<TableKey, string>> = {},
): Promise<void> {
  for (const key of tableKeys) await writeTable(dataDir, key, texts[key] ?? tableCsv(key));
}
