import type { Unit } from '../numbers/units.js';

/** What a number says of an option, so that the same amount of something else is no source for it. */
export const QUANTITIES = [
  ...(['profit', 'revenue', 'cost', 'fuelCost', 'queueCost', 'incidentCost', 'wages', 'fine'] as const),
  ...(['production', 'remaining', 'target', 'capacity', 'fuel', 'fuelRatio'] as const),
  ...(['queue', 'completion', 'slack', 'cycleTime', 'shiftLength'] as const),
  ...(['trucks', 'loaders', 'trips', 'incidents', 'distance'] as const),
  ...(['utilisation', 'matchFactor', 'targetProbability', 'deadlineProbability'] as const),
] as const;
export type Quantity = (typeof QUANTITIES)[number];

/** A number that an answer may use. */
export interface Fact {
  /** In the unit of comparison of its dimension (`numbers/units.ts`). */
  readonly value: number;
  /** null for a number without one. */
  readonly unit: Unit | null;
  /** null where no quantity has a name for it. */
  readonly quantity: Quantity | null;
  /** It stands in a text that came with the options: no source for what is said of a named quantity. */
  readonly quoted?: boolean;
  /** Ranks of the options that it is about; none for one that holds for all. */
  readonly options: readonly number[];
  /**
   * A difference is a source where the answer compares, or does not say what of; the end of an interval or a percentile only where it speaks
   * of a range.
   */
  readonly kind: 'level' | 'difference' | 'spread';
  /** It is about something beside the options, as what tools find is: no source for what is said of an option alone. */
  readonly beside?: boolean;
}

export const level = (
  quantity: Quantity | null,
  value: number,
  unit: Unit | null,
  options: readonly number[] = [],
): Fact => ({ value, unit, quantity, options, kind: 'level' });
