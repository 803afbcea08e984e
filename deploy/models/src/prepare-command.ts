import type { PreparationReport } from '@mining-ops/learning/preparation/preparation-report.js';
import { prepareTrainingData } from '@mining-ops/learning/preparation/prepare-training-data.js';
import type { CommandContext } from './command.js';
import { parseOptions, pathOption } from './options.js';

const USAGE = `npm run data:prepare -- [options]

Joins every recorded trip with its truck, excavator, operator, road and last completed maintenance, and writes
final_training_data_real.csv into the data folder: what models:train learns from.

  --data DIR   folder of the CSV files (default: DATA_DIR, else data)
  --json       prints the whole report as JSON
  --help       prints this, and ends
`;

export async function prepareCommand(
  args: readonly string[],
  { config, bar, signal }: CommandContext,
): Promise<string> {
  const { values } = parseOptions(args, {
    data: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  if (values.help) return USAGE;
  const report = await prepareTrainingData({
    dataDir: pathOption('--data', values.data, config.dataDir),
    signal,
    onProgress: (share) => {
      bar.show('preparing the training data', share);
    },
  });
  return values.json ? `${JSON.stringify(report, null, 2)}\n` : textOf(report);
}

const count = (value: number): string => value.toLocaleString('en-US');

/** The report as text. */
export function textOf({ file, activities, missing, tables }: PreparationReport): string {
  const { rowsRead, rowsUsed, rowsSetAside, reasons } = activities;
  const others = tables.slice(1).filter((table) => table.rowsSetAside > 0);
  return [
    `${file}: ${count(rowsUsed)} trips of ${count(rowsRead)} read, ${count(rowsSetAside)} set aside`,
    ...section(
      'set aside, because',
      reasons.map(({ reason, count: rows, example }) => [count(rows), `${reason} (first: ${example})`]),
    ),
    ...section(
      'unknown in the trips used',
      missing.map(({ column, count: rows }) => [count(rows), column]),
    ),
    ...section(
      'set aside in other tables',
      others.map((table) => [count(table.rowsSetAside), `${table.file}, of ${count(table.rowsRead)} rows`]),
    ),
    '',
  ].join('\n');
}

function section(title: string, lines: readonly (readonly [string, string])[]): string[] {
  if (lines.length === 0) return [];
  return ['', `${title}:`, ...lines.map(([rows, what]) => `${rows.padStart(9)}  ${what}`)];
}
