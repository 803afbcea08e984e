import type { RandomStream } from '@mining-ops/des/random/random-stream.js';

/** Ids that existing clients of the first version carry as defaults (CONTRACT.md). */
export const DEFAULT_ROAD_ID = 'cmhsbjn8x02s2maft90hi31ty';
export const DEFAULT_EXCAVATOR_ID = 'cmhsbjpma05ddmaft5kv95dom';

const FINGERPRINT = 'mine';
const BASE = 36;

const base36 = (value: number, digits: number): string => value.toString(BASE).padStart(digits, '0');

/**
 * Ids shaped like the export's (cuid: c, 8 digits of time, 4 of a counter, 4 of the machine, 8 random, in base 36).
 * Unique as long as sources have counters that do not meet.
 */
export class IdSource {
  constructor(
    private readonly stream: RandomStream,
    private counter: number,
  ) {}

  next(atMs: number): string {
    this.counter += 1;
    const random = base36(this.stream.integer(BASE ** 4), 4) + base36(this.stream.integer(BASE ** 4), 4);
    return `c${base36(atMs, 8)}${base36(this.counter, 4)}${FINGERPRINT}${random}`;
  }
}
