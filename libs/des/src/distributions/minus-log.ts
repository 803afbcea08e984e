const INDEX_BITS = 10;
const TABLE_SIZE = 2 ** INDEX_BITS;
/** Below this, the bits that choose a table entry are not all there. */
const LEAST_HIGH = 2 * TABLE_SIZE;

// For each interval of mantissas: the inverse of its middle, and the middle's logarithm.
const INVERSES = new Float64Array(TABLE_SIZE);
const LOGARITHMS = new Float64Array(TABLE_SIZE);
for (let i = 0; i < TABLE_SIZE; i += 1) {
  const middle = 1 + (i + 0.5) / TABLE_SIZE;
  INVERSES[i] = 1 / middle;
  LOGARITHMS[i] = -Math.log(INVERSES[i]!);
}
// For each binary exponent e of the upper 32 of 53 bits: 2^−(e + 21), and (32 − e)·ln 2.
const SCALES = Float64Array.from({ length: 32 }, (_, e) => 2 ** -(e + 21));
const EXPONENTS = Float64Array.from({ length: 32 }, (_, e) => (32 - e) * Math.LN2);

/**
 * −ln(1 − u) for a uniform `u` on [0, 1) with 53 bits; never negative, and within 2e-15 of the true value.
 *
 * A logarithm is half the cost of an exponential variate. The bits of 1 − u give its exponent by counting zeros; its
 * mantissa is brought near 1 by a table, and a short series does the rest (Tang 1990, ACM TOMS 16(4), without his tables'
 * extra digits).
 */
export function minusLogOneMinus(u: number): number {
  const bits = (1 - u) * 2 ** 53;
  const high = (bits * 2 ** -21) >>> 0;
  if (high < LEAST_HIGH) return -Math.log(1 - u); // one draw in two million; and u = 0, where `high` overflows to 0
  const zeros = Math.clz32(high);
  const index = (high << (zeros + 1)) >>> (32 - INDEX_BITS);
  const exponent = 31 - zeros;
  const r = bits * SCALES[exponent]! * INVERSES[index]! - 1;
  const series = r - r * r * (0.5 - r * (1 / 3 - r * (0.25 - r * 0.2)));
  const result = EXPONENTS[exponent]! - LOGARITHMS[index]! - series;
  return result > 0 ? result : 0;
}
