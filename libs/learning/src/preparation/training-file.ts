import {
  flag,
  instant,
  number,
  optional,
  required,
  text,
  withDefault,
} from '@mining-ops/fleet-data/tables/cells.js';
import { defineTable, from, type RowOf } from '@mining-ops/fleet-data/tables/table-definition.js';
import {
  CATEGORICAL_FEATURES,
  FEATURES,
  NUMERIC_FEATURES,
  type CategoricalFeature,
  type NumericFeature,
} from '../features/feature-list.js';
import { TRIP_OUTCOMES, type TripOutcome } from '../features/targets.js';

const known = <T>(value: T | null): value is T => value !== null;

/** The file that the data preparation makes in the data folder, and that models are trained on. */
export const TRAINING_FILE = 'final_training_data_real.csv';

type Cell<T> = ReturnType<typeof from<T>>;
const fieldsOf = <Name extends string, T>(
  names: readonly Name[],
  field: (name: Name) => Cell<T>,
): Record<Name, Cell<T>> =>
  Object.fromEntries(names.map((name) => [name, field(name)])) as Record<Name, Cell<T>>;

const durations = TRIP_OUTCOMES.filter(
  (name): name is Exclude<TripOutcome, 'isDelayed'> => name !== 'isDelayed',
);

/** One trip joined with its truck, excavator, operator, road and last completed maintenance. */
export const trainingRows = defineTable({
  name: 'training-rows',
  file: TRAINING_FILE,
  columns: ['id', 'createdAt', ...FEATURES, ...TRIP_OUTCOMES],
  requiredColumns: ['id', 'createdAt', ...FEATURES],
  fields: {
    id: from('id', required(text)),
    createdAtMs: from('createdAt', required(instant)),
    ...fieldsOf<NumericFeature, number | null>(NUMERIC_FEATURES, (name) => from(name, optional(number()))),
    ...fieldsOf<CategoricalFeature, string>(CATEGORICAL_FEATURES, (name) =>
      from(name, withDefault(text, '')),
    ),
    ...fieldsOf(durations, (name) => from(name, optional(number({ atLeast: 0 })))),
    isDelayed: from('isDelayed', optional(flag)),
  },
});

export type TrainingRow = RowOf<typeof trainingRows>;

/** A training row's cells in the order of the file's columns. Numbers are written so that they read back the same. */
export function trainingCells(row: TrainingRow): string[] {
  return [
    row.id,
    new Date(row.createdAtMs).toISOString(),
    ...NUMERIC_FEATURES.map((name) => cell(row[name])),
    ...CATEGORICAL_FEATURES.map((name) => row[name]),
    ...TRIP_OUTCOMES.map((name) => cell(row[name])),
  ];
}

const cell = (value: number | boolean | null): string => (known(value) ? String(value) : '');
