import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { sigmoid } from '../scores/logistic-function.js';
import { allRows, randomColumns } from '../testing/random-columns.js';
import { fitLinear, predictLinear } from './linear-model.js';

const columns = randomColumns(3_000);
const rows = allRows(columns);
const [x, y, , weather] = columns.values;
const known = (value: number, otherwise: number): number => (Number.isNaN(value) ? otherwise : value);
const linear = Float64Array.from(
  rows,
  (row) =>
    4 +
    3 * known(x![row]!, 0.5) -
    0.002 * known(y![row]!, 500) +
    [0, 1, -2, 0][weather![row]! < 0 ? 3 : weather![row]!]!,
);

describe('ridge regression', () => {
  it('finds a linear law, categories included, when nothing is drawn towards 0', () => {
    const model = fitLinear(columns, linear, rows, 'squared', 1e-6);
    const said = predictLinear(model, columns, rows);
    // Unknown numbers count as the mean, which is not exactly 0.5 and 500.
    said.forEach((value, i) => {
      expect(Math.abs(value - linear[i]!)).toBeLessThan(0.08);
    });
  });

  it('satisfies the normal equations: errors, less what the penalty holds back, are orthogonal to each input', () => {
    const penalty = 50;
    const model = fitLinear(columns, linear, rows, 'squared', penalty);
    const said = predictLinear(model, columns, rows);
    const { means, scales } = model.inputs;
    let along = 0;
    rows.forEach((row) => {
      const value = x![row]!;
      if (!Number.isNaN(value)) along += (linear[row]! - said[row]!) * (value - means[0]!) * scales[0]!;
    });
    expect(along).toBeCloseTo(penalty * model.coefficients[0]!, 1);
    expect(linear.reduce((sum, value, i) => sum + value - said[i]!, 0)).toBeCloseTo(0, 1);
  });

  it('gives a feature that never changes no weight', () => {
    const constant = {
      ...columns,
      values: columns.values.map((column, f) => (f === 1 ? column.map(() => 7) : column)),
    };
    const model = fitLinear(constant, linear, rows, 'squared', 1);
    expect(model.inputs.scales[1]).toBe(0);
    expect(model.coefficients[1]).toBe(0);
  });

  it('says the mean of what is unknown', () => {
    const unknown = {
      rows: 1,
      values: columns.values.map((_, f) => Float32Array.of(f < 3 ? NaN : -1)),
      levels: columns.levels,
    };
    const model = fitLinear(columns, linear, rows, 'squared', 1);
    expect(predictLinear(model, unknown, Int32Array.of(0))[0]).toBe(model.constant);
  });
});

describe('logistic regression', () => {
  it('finds the probabilities of a logistic law', () => {
    const stream = RandomStream.of({ seed: 4, replication: 0, entity: 0, purpose: 9 });
    const p = Float64Array.from(rows, (row) =>
      sigmoid(-1.5 + 2.5 * known(x![row]!, 0.5) + (weather![row] === 2 ? 1 : 0)),
    );
    const yes = Float64Array.from(p, (share) => Number(stream.uniform() < share));
    const said = predictLinear(fitLinear(columns, yes, rows, 'logistic', 1), columns, rows).map(sigmoid);
    const worst = said.reduce((most, value, i) => Math.max(most, Math.abs(value - p[i]!)), 0);
    expect(worst).toBeLessThan(0.12);
    expect(said.reduce((sum, value) => sum + value, 0)).toBeCloseTo(
      yes.reduce((sum, value) => sum + value, 0),
      0,
    );
  });

  it('stays finite where one answer is never given', () => {
    const model = fitLinear(columns, new Float64Array(3_000), rows, 'logistic', 1);
    const [said] = predictLinear(model, columns, Int32Array.of(0)).map(sigmoid);
    expect(said).toBeLessThan(1e-4);
  });
});
