/**
 * The entries of a column at some rows. Loops, not `from`, which walks an iterator: calibrations gather millions of
 * numbers.
 */
export function gather(column: Float64Array, rows: ArrayLike<number>): Float64Array {
  const picked = new Float64Array(rows.length);
  for (let i = 0; i < picked.length; i += 1) picked[i] = column[rows[i]!]!;
  return picked;
}

/** The same of a column of codes. */
export function gatherCodes(column: Int32Array, rows: ArrayLike<number>): Int32Array {
  const picked = new Int32Array(rows.length);
  for (let i = 0; i < picked.length; i += 1) picked[i] = column[rows[i]!]!;
  return picked;
}
