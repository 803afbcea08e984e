import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import Papa from 'papaparse';
import { atomicWrite } from './atomic-write.js';
import type { TableReport } from './table-report.js';

/** Cells that a spreadsheet would run as formulas get an apostrophe; a plain negative number stays one. */
const FORMULA = /^(?:[=+@\t\r]|-(?![\d.]))/;

/** The quarantine file of a table: one line a row that was set aside. The same report gives the same bytes. */
export function quarantineCsv(report: TableReport): string {
  const rows = report.setAside.map((aside) => [
    aside.file,
    String(aside.line),
    aside.column ?? '',
    aside.reason,
    aside.value,
    JSON.stringify(aside.row),
  ]);
  const unlisted = report.setAsideCount - report.setAside.length;
  if (unlisted > 0) rows.push([report.file, '', '', `and ${unlisted} more rows, not listed`, '', '']);
  const fields = ['file', 'line', 'column', 'reason', 'value', 'row'];
  return Papa.unparse({ fields, data: rows }, { newline: '\n', escapeFormulae: FORMULA }) + '\n';
}

/** Writes each table's quarantine file, and removes that of a table which has nothing to set aside. */
export async function writeQuarantine(quarantineDir: string, reports: readonly TableReport[]): Promise<void> {
  await mkdir(quarantineDir, { recursive: true });
  for (const report of reports) {
    const file = path.join(quarantineDir, report.file);
    if (report.setAsideCount === 0) await rm(file, { force: true });
    else await atomicWrite(file, quarantineCsv(report));
  }
}
