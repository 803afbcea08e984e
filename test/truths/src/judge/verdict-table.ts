import type { Verdict } from './verdict.js';

const HEADER = ['case', 'what', 'expected', 'got', '99% interval', 'width', 'runs', 'verdict'];

/** The verdicts as a table of aligned columns, a line each. */
export function verdictTable(verdicts: readonly Verdict[]): string {
  const rows = [HEADER, ...verdicts.map(cells)];
  const widths = HEADER.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

function cells({ id, what, expected, got, interval, replications, settled, miss }: Verdict): string[] {
  return [
    id,
    what,
    expected,
    got,
    interval ? `${interval.low} … ${interval.high}` : replications === null ? 'not random' : '',
    interval ? `${interval.widthPercent.toFixed(3)}%` : '',
    replications === null ? '' : String(replications),
    `${miss === null ? 'met' : `MISSED: ${miss}`}${settled ? ' (settled)' : ''}`,
  ];
}
