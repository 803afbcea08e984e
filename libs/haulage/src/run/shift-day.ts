import type { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { SHIFT_QUANTITIES, type ShiftEffects } from '../definition/shift-effect.js';

/** Places of a shift's effects in `ShiftDay.factors`; at `none` is a 1. */
export const DAY = { loading: 0, hauling: 1, return: 2, dumping: 3, payload: 4, fuel: 5, none: 6 } as const;
export const DAY_FACTORS = 7;

const compiled = new WeakMap<ShiftEffects, Float64Array>();

/**
 * The effects as the factors of each shift. Mines of one history have the same effects, hundreds of them: they are
 * compiled once, into memory that threads share, so that sending such a mine to a thread does not copy them.
 */
export function compileShiftEffects(effects: ShiftEffects): Float64Array {
  const known = compiled.get(effects);
  if (known) return known;
  const numbers = effects.length * DAY_FACTORS;
  const factors = new Float64Array(new SharedArrayBuffer(numbers * Float64Array.BYTES_PER_ELEMENT)).fill(1);
  effects.forEach((effect, shift) => {
    for (const quantity of SHIFT_QUANTITIES) factors[shift * DAY_FACTORS + DAY[quantity]] = effect[quantity];
  });
  compiled.set(effects, factors);
  return factors;
}

/** What a whole run shares: one of the mine's recorded shifts' effects, or none. */
export class ShiftDay {
  /** In the order of `DAY`. */
  readonly factors = new Float64Array(DAY_FACTORS).fill(1);

  constructor(private readonly effects: Float64Array) {}

  /** Draws the day's effects. Nothing is drawn where the mine has none. */
  reset(stream: RandomStream): void {
    const shifts = this.effects.length / DAY_FACTORS;
    if (shifts === 0) return;
    const first = stream.integer(shifts) * DAY_FACTORS;
    for (let i = 0; i < DAY_FACTORS; i += 1) this.factors[i] = this.effects[first + i]!;
  }
}
