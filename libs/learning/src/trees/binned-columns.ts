import type { Columns } from './columns.js';

/**
 * Columns cut into bins, for learners that look at histograms instead of values. Bins are numbered through all features;
 * feature f has `offsets[f]` … `offsets[f + 1]` − 1, the last of which holds the rows where it is unknown.
 */
export interface BinnedColumns {
  readonly rows: number;
  readonly features: number;
  /** Row-major: the bin of row r's feature f is at r · features + f. A node's rows are read in turn, so this order is quick. */
  readonly bins: Uint16Array;
  readonly offsets: Int32Array;
  /** Whether a split asks "is it this level?" instead of "is it at most this much?". */
  readonly isCategory: Uint8Array;
  /** By bin: the greatest value in it, or the category's code; NaN in a feature's last bin, the unknown ones. */
  readonly cuts: Float32Array;
}

const { isNaN } = Number;

/** Bins of a number with more distinct values than this are quantiles. */
export const MAX_BINS = 255;

/**
 * Cuts columns into bins. A number with at most `maxBins` distinct values has one for each; others have quantiles, whose
 * limits are values that occur. So every threshold of a tree is a value of the data, exact in float32.
 *
 * @throws RangeError where all features together have more than 65,536 bins
 */
export function binColumns(columns: Columns, maxBins = MAX_BINS): BinnedColumns {
  const { rows, values, levels } = columns;
  const features = values.length;
  const cutsOf = values.map((column, f) => {
    const count = levels[f] ?? null;
    return count === null
      ? quantileCuts(column, maxBins)
      : Float32Array.from({ length: count }, (_, code) => code);
  });
  const offsets = new Int32Array(features + 1);
  cutsOf.forEach((cuts, f) => (offsets[f + 1] = offsets[f]! + cuts.length + 1));
  const total = offsets[features]!;
  if (total > 65_536) throw new RangeError(`the features have ${total} bins together, more than 65,536`);

  const cuts = new Float32Array(total).fill(Number.NaN);
  const bins = new Uint16Array(rows * features);
  cutsOf.forEach((own, f) => {
    const offset = offsets[f]!;
    cuts.set(own, offset);
    const column = values[f]!;
    const isNumber = levels[f] === null;
    for (let r = 0; r < rows; r += 1) {
      const value = column[r]!;
      const bin = isNumber ? binOf(own, value) : value >= 0 ? value : own.length;
      bins[r * features + f] = offset + bin;
    }
  });
  return {
    rows,
    features,
    bins,
    offsets,
    isCategory: Uint8Array.from(levels, (l) => Number(l !== null)),
    cuts,
  };
}

/** The first bin whose greatest value is not below `value`; the one after the last for NaN. */
function binOf(cuts: Float32Array, value: number): number {
  if (isNaN(value)) return cuts.length;
  let low = 0;
  let high = cuts.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (cuts[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function quantileCuts(column: Float32Array, maxBins: number): Float32Array {
  const known = column.filter((value) => !isNaN(value)).sort();
  const distinct: number[] = [];
  for (const value of known) {
    if (value === distinct.at(-1)) continue;
    distinct.push(value);
    if (distinct.length > maxBins) break;
  }
  if (distinct.length <= maxBins) return Float32Array.from(distinct);
  const cuts: number[] = [];
  for (let j = 1; j <= maxBins; j += 1) {
    const value = known[Math.ceil((j * known.length) / maxBins) - 1]!;
    if (value !== cuts.at(-1)) cuts.push(value);
  }
  return Float32Array.from(cuts);
}
