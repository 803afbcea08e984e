/**
 * The systems with the largest values, best first, no two of one class; equals in the systems' own order. As many as
 * wanted, or as there are classes.
 *
 * @param values −Infinity for a system that cannot be chosen
 */
export function chooseDistinct(values: Float64Array, classes: Int32Array | null, wanted: number): number[] {
  const chosen: number[] = [];
  while (chosen.length < wanted) {
    let best = -1;
    for (let j = 0; j < values.length; j += 1) {
      if (values[j]! <= (best < 0 ? -Infinity : values[best]!)) continue;
      if (!chosen.some((i) => i === j || (classes !== null && classes[i] === classes[j]))) best = j;
    }
    if (best < 0) break;
    chosen.push(best);
  }
  return chosen;
}
