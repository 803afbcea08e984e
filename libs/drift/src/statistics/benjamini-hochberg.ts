/**
 * p-values adjusted for how many there are (Benjamini & Hochberg 1995): rejecting those up to α keeps the expected share of
 * false ones among the rejected below α, and, where nothing has changed, the probability of rejecting any below α.
 *
 * @returns in the order of `pValues`
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const count = pValues.length;
  const order = pValues.map((_, i) => i).sort((a, b) => pValues[b]! - pValues[a]!);
  const adjusted = new Array<number>(count).fill(1);
  let least = 1;
  order.forEach((index, place) => {
    least = Math.min(least, (pValues[index]! * count) / (count - place));
    adjusted[index] = least;
  });
  return adjusted;
}
