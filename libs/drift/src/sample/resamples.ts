import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { PURPOSE } from './streams.js';

/** How often each row of the reference was drawn, for each of two samples. */
export interface Resample {
  readonly reference: Uint32Array;
  readonly window: Uint32Array;
}

/** A larger window is resampled at this size: what it varies by is then far below what the reference does. */
const MOST_ROWS = 20_000;

/**
 * Pairs of samples that differ by chance alone: both drawn from the reference, with replacement, the one of its size and the
 * other of the window's. What a statistic comes to between them is what it comes to without drift.
 */
export function drawResamples(
  referenceRows: number,
  windowRows: number,
  count: number,
  seed: number,
): Resample[] {
  const draw = (rows: number, stream: RandomStream): Uint32Array => {
    const times = new Uint32Array(referenceRows);
    for (let i = 0; i < rows; i += 1) times[(stream.uniform() * referenceRows) | 0]! += 1;
    return times;
  };
  return Array.from({ length: count }, (_, replication) => {
    const stream = RandomStream.of({ seed, replication, entity: 0, purpose: PURPOSE.resamples });
    return { reference: draw(referenceRows, stream), window: draw(Math.min(windowRows, MOST_ROWS), stream) };
  });
}
