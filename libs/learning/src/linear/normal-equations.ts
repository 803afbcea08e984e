import type { Columns } from '../trees/columns.js';
import { SparseRow, type LinearInputs } from './one-hot.js';

/**
 * The sums that a penalised least-squares fit needs: XᵀWX and XᵀWz, the constant 1 being the last input. Rows have about
 * as many non-zero inputs as there are features, so gathering costs far less than the square of the width.
 */
export class NormalEquations {
  private readonly size: number;
  private readonly gram: Float64Array;
  private readonly right: Float64Array;

  private constructor(inputs: LinearInputs) {
    this.size = inputs.width + 1;
    this.gram = new Float64Array(this.size * this.size);
    this.right = new Float64Array(this.size);
  }

  /**
   * @param response of each row of `rows`, in their order
   * @param weight of each row of `rows`, in their order; null is 1 for each
   */
  static of(
    inputs: LinearInputs,
    columns: Columns,
    rows: Int32Array,
    response: Float64Array,
    weight: Float64Array | null,
  ): NormalEquations {
    const sums = new NormalEquations(inputs);
    const row = new SparseRow(inputs);
    for (let i = 0; i < rows.length; i += 1) {
      row.read(columns, rows[i]!);
      sums.add(row, response[i]!, weight === null ? 1 : weight[i]!);
    }
    return sums;
  }

  /**
   * Coefficients that minimise Σ w(z − b − xᵀc)² + penalty·|c|²: the constant is not penalised. By Cholesky's method.
   *
   * @param penalty above 0, so that the levels of a category (which add up to the constant) have one answer
   */
  solve(penalty: number): { coefficients: Float64Array; constant: number } {
    const { size } = this;
    const matrix = this.gram.slice();
    for (let i = 0; i < size - 1; i += 1) matrix[i * size + i]! += penalty;
    const solution = choleskySolve(matrix, this.right, size);
    return { coefficients: solution.slice(0, size - 1), constant: solution[size - 1]! };
  }

  private add(row: SparseRow, response: number, weight: number): void {
    const { size, gram, right } = this;
    const { index, value, length } = row;
    const last = size - 1;
    for (let a = 0; a < length; a += 1) {
      const i = index[a]!;
      const weighted = weight * value[a]!;
      for (let b = 0; b <= a; b += 1) gram[i * size + index[b]!]! += weighted * value[b]!;
      gram[last * size + i]! += weighted;
      right[i]! += weighted * response;
    }
    gram[last * size + last]! += weight;
    right[last]! += weight * response;
  }
}

/** Solves A·x = b for a symmetric positive definite A, of which the lower half is given row by row and overwritten. */
function choleskySolve(a: Float64Array, b: Float64Array, n: number): Float64Array {
  for (let j = 0; j < n; j += 1) {
    for (let i = j; i < n; i += 1) {
      let sum = a[i * n + j]!;
      for (let k = 0; k < j; k += 1) sum -= a[i * n + k]! * a[j * n + k]!;
      a[i * n + j] = i === j ? Math.sqrt(sum) : sum / a[j * n + j]!;
    }
  }
  const x = b.slice();
  for (let i = 0; i < n; i += 1) {
    for (let k = 0; k < i; k += 1) x[i]! -= a[i * n + k]! * x[k]!;
    x[i]! /= a[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < n; k += 1) x[i]! -= a[k * n + i]! * x[k]!;
    x[i]! /= a[i * n + i]!;
  }
  return x;
}
