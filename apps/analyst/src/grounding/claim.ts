import type { Quantity } from '../facts/fact.js';
import type { Reading } from '../numbers/notation.js';
import type { Unit } from '../numbers/units.js';

/** How the words around a number take it: "sekitar", "lebih dari", "kurang dari". */
export type Hedge = 'exact' | 'about' | 'atLeast' | 'atMost';

/** A number of an answer, with what the answer says it is. Positions are in the answer's text. */
export interface Claim {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** In the unit of comparison; several where the notation is open. */
  readonly readings: readonly Reading[];
  readonly negative: boolean;
  /** null: none is written, and none follows from the words around it. */
  readonly unit: Unit | null;
  /** null: the words around it do not say. */
  readonly quantities: readonly Quantity[] | null;
  /** Options that it can be about; null where none is spoken of. */
  readonly options: readonly number[] | null;
  /** Its passage names an option. */
  readonly named: boolean;
  /** Every option of its passage: what a comparison may be between. */
  readonly compared: readonly number[];
  /** "Produksi per truk …": the rate that the number may be, though its own unit does not say so. */
  readonly rate: Unit | null;
  /** The passage speaks of a range: "antara", "P90", "±". */
  readonly range: boolean;
  /** The passage compares. */
  readonly comparison: boolean;
  /** The passage speaks of a scenario: "kalau", "what if". */
  readonly scenario: boolean;
  readonly hedge: Hedge;
  /** The passage says that something is unknown, or repeats the question. */
  readonly disclaimed: boolean;
}
