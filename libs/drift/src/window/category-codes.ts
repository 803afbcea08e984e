import { ownText } from '@mining-ops/fleet-data/table-report.js';
import {
  normaliseRoadCondition,
  normaliseShift,
  normaliseWeather,
} from '@mining-ops/fleet-data/vocabulary.js';
import type { CategoryColumn } from '../sample/sample.js';
import type { Unseen } from '../judge/verdict.js';

/** Names that are told apart, at most: a log of noise must not fill the memory. */
const MOST_UNSEEN = 200;
const MOST_REMEMBERED = 10_000;
const MOST_CHARACTERS = 64;

const NORMALISERS: Readonly<Record<string, (text: string) => { readonly value: string }>> = {
  weatherCondition: normaliseWeather,
  roadCondition: normaliseRoadCondition,
  shift: normaliseShift,
};

/** Turns the texts of a column into codes, and keeps account of those that no model has been taught. */
export class CategoryCodes {
  private readonly codes = new Map<string, number>();
  private readonly names: string[] = [];
  private readonly rowsOf: number[] = [];
  private readonly firstMs: number[] = [];
  private readonly levels: readonly string[];

  constructor({ name, levels }: Pick<CategoryColumn, 'name' | 'levels'>) {
    this.levels = levels;
    this.normalise = NORMALISERS[name] ?? ((text) => ({ value: text.trim() }));
  }

  private readonly normalise: (text: string) => { readonly value: string };

  /** −1 for an empty text; from the number of levels on, a category that was never seen. */
  codeOf(text: string): number {
    const known = this.codes.get(text);
    if (known !== undefined) return known;
    const code = this.lookUp(this.normalise(text).value.slice(0, MOST_CHARACTERS));
    // A text of its own: a cell is a view of the whole piece of the file that it was read from.
    if (this.codes.size < MOST_REMEMBERED) this.codes.set(ownText(text), code);
    return code;
  }

  /** What a code stands for; empty for −1. */
  nameOf(code: number): string {
    return this.levels[code] ?? this.names[code - this.levels.length] ?? '';
  }

  /** Counts a row whose category was never seen. Rows come in the order of time, more or less. */
  note(code: number, atMs: number): void {
    const place = code - this.levels.length;
    if (place < 0) return;
    this.rowsOf[place] = (this.rowsOf[place] ?? 0) + 1;
    this.firstMs[place] = Math.min(this.firstMs[place] ?? Infinity, atMs);
  }

  get unseen(): readonly string[] {
    return this.names;
  }

  /** The most frequent first. */
  report(rows: number): Unseen[] {
    return this.names
      .map((value, place) => ({
        value,
        rows: this.rowsOf[place] ?? 0,
        share: (this.rowsOf[place] ?? 0) / rows,
        firstSeenAt: new Date(this.firstMs[place] ?? 0).toISOString(),
      }))
      .filter((unseen) => unseen.rows > 0)
      .sort((a, b) => b.rows - a.rows);
  }

  private lookUp(value: string): number {
    if (value === '') return -1;
    const level = this.levels.indexOf(value);
    if (level >= 0) return level;
    const place = this.names.indexOf(value);
    if (place >= 0) return this.levels.length + place;
    if (this.names.length < MOST_UNSEEN) this.names.push(ownText(value));
    return this.levels.length + this.names.length - 1; // beyond the limit, all count as the last one
  }
}
