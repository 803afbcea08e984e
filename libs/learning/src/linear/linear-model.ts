import { clampProbability, logit, sigmoid } from '../scores/logistic-function.js';
import type { Columns } from '../trees/columns.js';
import type { Loss } from '../trees/boosted-trees.js';
import { NormalEquations } from './normal-equations.js';
import { linearInputsOf, SparseRow, type LinearInputs } from './one-hot.js';

/** A linear function of standardised numbers and one-hot categories; for the logistic loss, of the log-odds. */
export interface LinearModel {
  readonly inputs: LinearInputs;
  readonly coefficients: Float32Array;
  readonly constant: number;
}

interface Fit {
  readonly coefficients: Float64Array;
  readonly constant: number;
}

/** Newton's steps of the logistic regression; it converges in about 6. */
const MOST_STEPS = 25;
const SMALL_STEP = 1e-8;

/**
 * Ridge regression (Hoerl & Kennard 1970), or logistic regression with the same penalty.
 *
 * @param targets by row of `columns`
 * @param penalty λ, in rows: a level of a category with λ rows goes half way from nothing to its own effect
 */
export function fitLinear(
  columns: Columns,
  targets: Float64Array,
  rows: Int32Array,
  loss: Loss,
  penalty: number,
): LinearModel {
  const inputs = linearInputsOf(columns, rows);
  const y = Float64Array.from(rows, (row) => targets[row]!);
  const { coefficients, constant } =
    loss === 'squared'
      ? NormalEquations.of(inputs, columns, rows, y, null).solve(penalty)
      : fitLogistic(inputs, columns, rows, y, penalty);
  return { inputs, coefficients: Float32Array.from(coefficients), constant: Math.fround(constant) };
}

/** Iteratively reweighted least squares: Newton's method on the penalised log loss, started at the base rate. */
function fitLogistic(
  inputs: LinearInputs,
  columns: Columns,
  rows: Int32Array,
  y: Float64Array,
  penalty: number,
): Fit {
  let fit: Fit = {
    coefficients: new Float64Array(inputs.width),
    constant: logit(y.reduce((sum, value) => sum + value, 0) / y.length),
  };
  const working = new Float64Array(rows.length);
  const weight = new Float64Array(rows.length);
  const row = new SparseRow(inputs);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    for (let i = 0; i < rows.length; i += 1) {
      row.read(columns, rows[i]!);
      const score = scoreOf(row, fit.coefficients, fit.constant);
      const p = clampProbability(sigmoid(score));
      weight[i] = p * (1 - p);
      working[i] = score + (y[i]! - p) / weight[i]!;
    }
    const next = NormalEquations.of(inputs, columns, rows, working, weight).solve(penalty);
    const change = largestChange(fit, next);
    fit = next;
    if (change < SMALL_STEP) break;
  }
  return fit;
}

const largestChange = (before: Fit, after: Fit): number =>
  after.coefficients.reduce(
    (most, value, i) => Math.max(most, Math.abs(value - before.coefficients[i]!)),
    Math.abs(after.constant - before.constant),
  );

function scoreOf(row: SparseRow, coefficients: ArrayLike<number>, constant: number): number {
  let sum = constant;
  for (let i = 0; i < row.length; i += 1) sum += coefficients[row.index[i]!]! * row.value[i]!;
  return sum;
}

/** The linear function's value for some rows: the prediction itself, or the log-odds. */
export function predictLinear(model: LinearModel, columns: Columns, rows: Int32Array): Float64Array {
  const row = new SparseRow(model.inputs);
  return Float64Array.from(rows, (at) => {
    row.read(columns, at);
    return scoreOf(row, model.coefficients, model.constant);
  });
}
