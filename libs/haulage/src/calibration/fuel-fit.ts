/** Fuel of a cycle as (fixed + perKm · trip km) + perQueueMin · waiting min, in L. */
export interface FuelLine {
  readonly fixedL: number;
  readonly perKmL: number;
  readonly perQueueMinL: number;
}

/**
 * Least squares with no negative coefficient (active set of at most three: a coefficient that comes out negative is
 * set to 0 and the rest fitted again). Waiting burns fuel, it never makes any.
 *
 * @param fuelL, distanceKm, queueMin one entry a cycle; rows with an unknown number are left out
 */
export function fitFuelLine(fuelL: Float64Array, distanceKm: Float64Array, queueMin: Float64Array): FuelLine {
  const gram = [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ];
  const right = [0, 0, 0];
  for (let row = 0; row < fuelL.length; row += 1) {
    const terms = [1, distanceKm[row]!, queueMin[row]!];
    if (!Number.isFinite(fuelL[row]! + terms[1]! + terms[2]!) || fuelL[row]! < 0) continue;
    for (let i = 0; i < 3; i += 1) {
      right[i]! += terms[i]! * fuelL[row]!;
      for (let j = 0; j < 3; j += 1) gram[i]![j]! += terms[i]! * terms[j]!;
    }
  }
  let active = [0, 1, 2];
  for (;;) {
    const solution = solve(
      active.map((i) => active.map((j) => gram[i]![j]!)),
      active.map((i) => right[i]!),
    );
    const worst = solution.reduce((at, value, i) => (value < (solution[at] ?? 0) ? i : at), 0);
    if (active.length === 1 || (solution[worst] ?? 0) >= 0) {
      const coefficient = (index: number): number => {
        const at = active.indexOf(index);
        return at < 0 ? 0 : Math.max(0, solution[at] ?? 0);
      };
      return { fixedL: coefficient(0), perKmL: coefficient(1), perQueueMinL: coefficient(2) };
    }
    active = active.filter((_, i) => i !== worst);
  }
}

/** Gaussian elimination with partial pivoting; a singular direction gets 0. */
function solve(matrix: number[][], right: number[]): number[] {
  const n = right.length;
  const a = matrix.map((row, i) => [...row, right[i]!]);
  const scale = Math.max(...matrix.flat().map(Math.abs), 1e-300);
  for (let column = 0; column < n; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < n; row += 1) {
      if (Math.abs(a[row]![column]!) > Math.abs(a[pivot]![column]!)) pivot = row;
    }
    [a[column], a[pivot]] = [a[pivot]!, a[column]!];
    if (Math.abs(a[column]![column]!) < 1e-12 * scale) continue;
    for (let row = 0; row < n; row += 1) {
      if (row === column) continue;
      const ratio = a[row]![column]! / a[column]![column]!;
      for (let k = column; k <= n; k += 1) a[row]![k]! -= ratio * a[column]![k]!;
    }
  }
  return a.map((row, i) => (Math.abs(row[i]!) < 1e-12 * scale ? 0 : row[n]! / row[i]!));
}
