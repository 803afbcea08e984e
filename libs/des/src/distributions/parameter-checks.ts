// Checks at every draw: a comparison costs nothing beside a logarithm, and a NaN that enters a simulation is found hours
// later and far away.

/** @throws RangeError unless `value` is above 0 and finite */
export function checkPositive(name: string, value: number): void {
  if (!(value > 0 && value < Infinity)) refuse(name, 'must be above 0 and finite', value);
}

/** @throws RangeError unless `value` is at least 0 and finite */
export function checkNotNegative(name: string, value: number): void {
  if (!(value >= 0 && value < Infinity)) refuse(name, 'must be at least 0 and finite', value);
}

/** @throws RangeError unless `value` is finite */
export function checkFinite(name: string, value: number): void {
  if (!(value > -Infinity && value < Infinity)) refuse(name, 'must be finite', value);
}

/** @throws RangeError in one wording for all parameters */
export function refuse(name: string, rule: string, value: number): never {
  throw new RangeError(`${name} ${rule}, got ${value}`);
}
