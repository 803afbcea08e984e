/** `value`, where it is above 0 and finite. @throws RangeError that names parameter and value */
export function requirePositive(name: string, value: number): number {
  if (!(value > 0 && value < Infinity))
    throw new RangeError(`${name} must be above 0 and finite, got ${value}`);
  return value;
}

/** `value`, where it is at least 0 and finite. @throws RangeError that names parameter and value */
export function requireNotNegative(name: string, value: number): number {
  if (!(value >= 0 && value < Infinity))
    throw new RangeError(`${name} must be at least 0 and finite, got ${value}`);
  return value;
}

/** `value`, where it is in (0, 1]. @throws RangeError that names parameter and value */
export function requireShare(name: string, value: number): number {
  if (!(value > 0 && value <= 1)) throw new RangeError(`${name} must be above 0 and at most 1, got ${value}`);
  return value;
}
