/** Rows as bytes, to be kept; the numbers are shared with `rows`, not copied. Hosts are little-endian, all of them. */
export function bytesOf(rows: Float64Array): Buffer {
  return Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength);
}

/** Rows that were kept, in memory of their own: a buffer of Redis' need not be aligned. */
export function rowsOf(bytes: Buffer): Float64Array {
  const own = new Uint8Array(bytes.byteLength);
  own.set(bytes);
  return new Float64Array(own.buffer);
}
