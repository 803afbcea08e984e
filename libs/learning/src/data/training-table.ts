import { DictionaryColumnBuilder, type DictionaryColumn } from '@mining-ops/fleet-data/dictionary-column.js';
import { FleetDataError } from '@mining-ops/fleet-data/fleet-data-error.js';
import { GrowingArray } from '@mining-ops/fleet-data/growing-array.js';
import { readTable } from '@mining-ops/fleet-data/read-table.js';
import { CATEGORICAL_FEATURES, NUMERIC_FEATURES } from '../features/feature-list.js';
import { TRIP_OUTCOMES, type TripOutcome } from '../features/targets.js';
import { TRAINING_FILE, trainingRows, type TrainingRow } from '../preparation/training-file.js';
import type { Columns } from '../trees/columns.js';
import { shiftsOf } from './shift-groups.js';
import { vocabularyOf, type Vocabulary } from './vocabulary.js';

/** The training file in columns. Row i of the file is position i of each. Treat the arrays as read-only. */
export interface TrainingTable {
  readonly count: number;
  /** The 13 features in the order of `FEATURES`, as models see them. */
  readonly columns: Columns;
  /** The levels of the categories, in the order of their codes. */
  readonly vocabulary: Vocabulary;
  /** NaN is unknown; `isDelayed` is 0 or 1. */
  readonly outcomes: Readonly<Record<TripOutcome, Float64Array>>;
  readonly atMs: Float64Array;
  /** The shift that a trip was driven in: trips with the same number belong to the same shift of the same day. */
  readonly shift: Int32Array;
  /** SHA-256 of the file, hex. */
  readonly sha256: string;
}

const float64 = (): GrowingArray<Float64Array> => new GrowingArray((length) => new Float64Array(length));

/**
 * Reads `final_training_data_real.csv`.
 *
 * @throws FleetDataError where it is missing, cannot be read or has no usable row
 */
export async function loadTrainingTable(dataDir: string): Promise<TrainingTable> {
  const numbers = NUMERIC_FEATURES.map(float64);
  const categories = CATEGORICAL_FEATURES.map(() => new DictionaryColumnBuilder());
  const outcomes = TRIP_OUTCOMES.map(float64);
  const at = float64();
  const report = await readTable(dataDir, trainingRows, (row) => {
    at.push(row.createdAtMs);
    NUMERIC_FEATURES.forEach((name, f) => {
      numbers[f]!.push(row[name] ?? Number.NaN);
    });
    CATEGORICAL_FEATURES.forEach((name, c) => {
      categories[c]!.push(row[name] === '' ? null : row[name]);
    });
    TRIP_OUTCOMES.forEach((name, o) => {
      outcomes[o]!.push(outcomeOf(row, name));
    });
  }).catch((error: unknown) => {
    if (error instanceof FleetDataError && error.code === 'MISSING_FILE') throw notPrepared(dataDir);
    throw error;
  });
  if (report.rowsUsed === 0 || report.sha256 === null) throw empty();
  const texts = categories.map((builder) => builder.finish());
  const vocabulary = vocabularyOf(texts);
  const atMs = at.finish();
  const shiftColumn = texts[CATEGORICAL_FEATURES.indexOf('shift')]!;
  return {
    count: atMs.length,
    columns: {
      rows: atMs.length,
      values: [
        ...numbers.map((column) => Float32Array.from(column.finish())),
        ...texts.map((column, c) => codesOf(column, vocabulary[c]!)),
      ],
      levels: [...NUMERIC_FEATURES.map(() => null), ...vocabulary.map((levels) => levels.length)],
    },
    vocabulary,
    outcomes: Object.fromEntries(TRIP_OUTCOMES.map((name, o) => [name, outcomes[o]!.finish()])) as Record<
      TripOutcome,
      Float64Array
    >,
    atMs,
    shift: shiftsOf(atMs, shiftColumn.codes),
    sha256: report.sha256,
  };
}

function outcomeOf(row: TrainingRow, name: TripOutcome): number {
  const value = row[name];
  return value === null ? Number.NaN : Number(value);
}

function codesOf(column: DictionaryColumn, levels: readonly string[]): Float32Array {
  const codeOf = Float32Array.from(column.values, (value) => levels.indexOf(value));
  return Float32Array.from(column.codes, (code) => (code < 0 ? -1 : codeOf[code]!));
}

function notPrepared(dataDir: string): FleetDataError {
  return new FleetDataError(
    'MISSING_FILE',
    `${TRAINING_FILE} is not in ${dataDir}: make it with npm run data:prepare.`,
    { file: TRAINING_FILE },
  );
}

function empty(): FleetDataError {
  return new FleetDataError(
    'NO_USABLE_ROWS',
    `${TRAINING_FILE} has no usable row: make it anew with npm run data:prepare.`,
    { file: TRAINING_FILE },
  );
}
