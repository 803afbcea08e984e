import { GrowingArray } from './growing-array.js';
import { ownText } from './table-report.js';

/** A column of few distinct texts: row i's is `values[codes[i]]`; code -1 is an empty cell. */
export interface DictionaryColumn {
  readonly codes: Int32Array;
  readonly values: readonly string[];
}

/** Builds a `DictionaryColumn`; `known` values have the first codes, whether they occur or not. */
export class DictionaryColumnBuilder {
  private readonly codes = new GrowingArray((length) => new Int32Array(length));
  private readonly values: string[];
  private readonly codeByValue: Map<string, number>;

  constructor(known: readonly string[] = []) {
    this.values = [...known];
    this.codeByValue = new Map(known.map((value, code) => [value, code]));
  }

  push(value: string | null): void {
    this.codes.push(value === null ? -1 : this.codeOf(value));
  }

  finish(): DictionaryColumn {
    return { codes: this.codes.finish(), values: Object.freeze(this.values) };
  }

  private codeOf(value: string): number {
    const present = this.codeByValue.get(value);
    if (present !== undefined) return present;
    const own = ownText(value);
    const code = this.values.length;
    this.values.push(own);
    this.codeByValue.set(own, code);
    return code;
  }
}

/** Row i's text, or null where the cell is empty. */
export const textAt = (column: DictionaryColumn, i: number): string | null =>
  column.values[column.codes[i] ?? -1] ?? null;

/** How often each code occurs. */
export function codeCounts(column: DictionaryColumn): Float64Array {
  const counts = new Float64Array(column.values.length);
  for (const code of column.codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}
