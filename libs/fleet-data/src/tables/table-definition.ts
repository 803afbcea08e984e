import { z } from 'zod';
import type { Cell } from './cells.js';

/** One CSV row by column name; a column that the file lacks is an empty cell. */
export type RawRow = Readonly<Record<string, string>>;

/** One table: its file, what its header must have, and the schema from a CSV row to a typed, JSON-able row. */
export interface TableDefinition<Row> {
  /** For people and programs: "trucks", "road-segments". */
  readonly name: string;
  readonly file: string;
  /** A missing file is an empty table, not an error. */
  readonly optional: boolean;
  /** Every column of a current export, in its order: the header of a file that is made anew. */
  readonly columns: readonly string[];
  /** Columns without which the file is refused. Their cells may still be empty where the schema says so. */
  readonly requiredColumns: readonly string[];
  /** The columns that `schema` reads. */
  readonly readColumns: readonly string[];
  /** Older names: a column to the names that stand in for it where it is absent or its cell is empty. */
  readonly aliases: Readonly<Record<string, readonly string[]>>;
  /** Required columns whose malformed cell counts as empty (with a warning) instead of costing the row. */
  readonly forgivenColumns: readonly string[];
  readonly schema: z.ZodType<Row, RawRow>;
  /** The typed row itself, for documents: no transforms, so that `z.toJSONSchema` takes it. */
  readonly rowSchema: z.ZodType<Row>;
}

/** The row a definition makes. */
export type RowOf<Definition> = Definition extends TableDefinition<infer Row> ? Row : never;

interface Field<T> {
  readonly column: string;
  readonly cell: Cell<T>;
}

/** Says that a row's value is made from that column's cell. */
export const from = <T>(column: string, cell: Cell<T>): Field<T> => ({ column, cell });

type Fields = Readonly<Record<string, Field<unknown>>>;
type RowFrom<F extends Fields> = {
  readonly [Name in keyof F]: F[Name] extends Field<infer T> ? T : never;
};

/** Where a rule over several cells reports the cell that breaks it. */
export type Refuse = (column: string, reason: string) => void;

interface Declaration<F extends Fields> {
  readonly name: string;
  readonly file: string;
  readonly columns: readonly string[];
  readonly requiredColumns: readonly string[];
  readonly fields: F;
  readonly optional?: boolean;
  readonly aliases?: Readonly<Record<string, readonly string[]>>;
  readonly forgivenColumns?: readonly string[];
  /** Rules over several cells of a row; runs only where every cell is well-formed. */
  readonly check?: (row: RowFrom<F>, refuse: Refuse) => void;
}

/** Makes a table's definition from its fields, each of which names its column once. */
export function defineTable<const F extends Fields>(declared: Declaration<F>): TableDefinition<RowFrom<F>> {
  const { fields, check } = declared;
  const named = Object.entries(fields);
  const shape: Record<string, z.ZodType<unknown, string>> = {};
  const documented: Record<string, z.ZodType> = {};
  for (const [name, { column, cell }] of named) {
    shape[column] = cell.schema;
    documented[name] = cell.json.meta({ description: `CSV column ${column}` });
  }
  const schema = z.object(shape).transform((cells, context): RowFrom<F> => {
    const values: Record<string, unknown> = {};
    for (const [name, { column }] of named) values[name] = cells[column];
    const row = values as RowFrom<F>; // each value is the output of its own field's cell
    check?.(row, (column, reason) => {
      context.issues.push({ code: 'custom', message: reason, path: [column], input: cells });
    });
    return row;
  });
  return {
    name: declared.name,
    file: declared.file,
    optional: declared.optional ?? false,
    columns: declared.columns,
    requiredColumns: declared.requiredColumns,
    readColumns: named.map(([, { column }]) => column),
    aliases: declared.aliases ?? {},
    forgivenColumns: declared.forgivenColumns ?? [],
    schema,
    rowSchema: z.object(documented) as unknown as z.ZodType<RowFrom<F>>, // built from the same cells' outputs
  };
}
