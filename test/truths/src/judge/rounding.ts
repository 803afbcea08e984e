/** `value` printed with as many decimals as `digits` was. */
export function rounding(value: number, digits: string): string {
  return value.toFixed(digits.split('.')[1]?.length ?? 0);
}
