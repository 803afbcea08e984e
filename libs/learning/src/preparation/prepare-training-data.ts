import { createHash } from 'node:crypto';
import path from 'node:path';
import { atomicWriteBy } from '@mining-ops/fleet-data/atomic-write.js';
import { FleetDataError } from '@mining-ops/fleet-data/fleet-data-error.js';
import { loadTable } from '@mining-ops/fleet-data/load-table.js';
import { readTable } from '@mining-ops/fleet-data/read-table.js';
import type { TableReport } from '@mining-ops/fleet-data/table-report.js';
import { tableRegistry } from '@mining-ops/fleet-data/tables/registry.js';
import Papa from 'papaparse';
import { MaintenanceHistory } from '../features/maintenance-history.js';
import { factsOf, trainingRowOf, type JoinTables } from './join-trip.js';
import { countsOf, MissingCounter, ReasonCounter, type PreparationReport } from './preparation-report.js';
import { TRAINING_FILE, trainingCells, trainingRows } from './training-file.js';

export interface PreparationOptions {
  /** Folder of the CSV tables; the training file is written there, too. */
  readonly dataDir: string;
  /** Told of the share of the activities that has been read, 0–1. */
  readonly onProgress?: (share: number) => void;
  /** Ends the preparation early: it throws the signal's reason, and the old training file stands. */
  readonly signal?: AbortSignal;
}

/**
 * Joins every recorded trip with its truck, excavator, operator, road and last completed maintenance, and writes
 * `final_training_data_real.csv`. Activities are streamed: memory holds the other tables, one piece of the file and the
 * ids seen so far, whatever the number of activities.
 *
 * @throws FleetDataError for a table that cannot be read, or where no trip at all can be learned from; the old training
 * file then stands
 */
export async function prepareTrainingData(options: PreparationOptions): Promise<PreparationReport> {
  const { dataDir, onProgress, signal } = options;
  const { tables, reports } = await loadJoinTables(dataDir);
  const file = path.join(dataDir, TRAINING_FILE);
  const reasons = new ReasonCounter();
  const missing = new MissingCounter();
  const hash = createHash('sha256');
  let used = 0;

  const activities = await atomicWriteBy(file, async (append) => {
    let rows: string[][] = [[...trainingRows.columns]];
    const flush = async (): Promise<void> => {
      if (rows.length === 0) return;
      const text = `${Papa.unparse(rows, { newline: '\n' })}\n`;
      rows = [];
      hash.update(text);
      await append(text);
    };
    const report = await readTable(
      dataDir,
      tableRegistry.activities,
      (trip, id) => {
        const facts = factsOf(trip, tables);
        if ('problem' in facts) {
          reasons.add(facts.problem, id);
          return;
        }
        const row = trainingRowOf(id, trip, facts);
        missing.add(row);
        rows.push(trainingCells(row));
        used += 1;
      },
      {
        afterPiece: async (share) => {
          signal?.throwIfAborted();
          await flush();
          onProgress?.(share);
        },
      },
    );
    await flush();
    reasons.addTable(report);
    if (used === 0) throw nothingToLearnFrom(report, reasons);
    return report;
  });

  return {
    file,
    sha256: hash.digest('hex'),
    activities: {
      rowsRead: activities.rowsRead,
      rowsUsed: used,
      rowsSetAside: activities.rowsRead - used,
      reasons: reasons.finish(),
    },
    missing: missing.finish(),
    tables: [countsOf(activities), ...reports.map(countsOf)],
  };
}

async function loadJoinTables(
  dataDir: string,
): Promise<{ tables: JoinTables; reports: readonly TableReport[] }> {
  const trucks = await loadTable(dataDir, tableRegistry.trucks);
  const excavators = await loadTable(dataDir, tableRegistry.excavators);
  const operators = await loadTable(dataDir, tableRegistry.operators);
  const roads = await loadTable(dataDir, tableRegistry.roads);
  const maintenance = await loadTable(dataDir, tableRegistry.maintenance);
  return {
    tables: {
      trucks: byId(trucks.rows),
      excavators: byId(excavators.rows),
      operators: byId(operators.rows),
      roads: byId(roads.rows),
      maintenance: new MaintenanceHistory(maintenance.rows),
    },
    reports: [trucks, excavators, operators, roads, maintenance].map(({ report }) => report),
  };
}

const byId = <Row extends { readonly id: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> =>
  new Map(rows.map((row) => [row.id, row]));

function nothingToLearnFrom({ file, rowsRead }: TableReport, reasons: ReasonCounter): FleetDataError {
  const [most] = reasons.finish();
  const why =
    most === undefined
      ? 'it has a header and no rows'
      : `none of its ${rowsRead} rows can be used, most often because ${most.reason} (first: ${most.example})`;
  return new FleetDataError(
    'NO_USABLE_ROWS',
    `${file} has nothing to learn from: ${why}. Export it again, with the other tables of the same day.`,
    { file },
  );
}
