import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { allRows, randomColumns } from '../testing/random-columns.js';
import { binColumns } from './binned-columns.js';
import { growBoostedTrees, type BoostingSettings } from './boosted-trees.js';
import { growForest, type ForestSettings } from './random-forest.js';
import { predictTrees, type TreeEnsemble } from './tree-ensemble.js';

const columns = randomColumns(4_000);
const data = binColumns(columns);
const rows = allRows(columns);
const learn = rows.filter((row) => row % 2 === 0);
const judge = rows.filter((row) => row % 2 === 1);
const stream = RandomStream.of({ seed: 3, replication: 0, entity: 0, purpose: 9 });
/** Curved in one number, with a jump by category, and noise of variance 1/12. */
const y = Float64Array.from(rows, (row) => {
  const x = columns.values[0]![row]!;
  return (
    (Number.isNaN(x) ? 5 : 4 * Math.sin(3 * x)) + (columns.values[3]![row] === 1 ? 3 : 0) + stream.uniform()
  );
});
const boosting: BoostingSettings = {
  ...{ depth: 3, rounds: 200, rate: 0.1, rowsPerLeaf: 10, l2: 1, columnShare: 1, rowShare: 1 },
};
const forest: ForestSettings = { trees: 60, depth: 10, rowsPerLeaf: 5, l2: 0, columnShare: 0.6 };

function meanSquaredError(ensemble: TreeEnsemble, of: Int32Array): number {
  const said = predictTrees(ensemble, columns, of);
  return of.reduce((sum, row, i) => sum + (y[row]! - said[i]!) ** 2, 0) / of.length;
}

describe('boosted trees', () => {
  it('learn what there is to know: on other rows, little more than the noise is left', () => {
    const { ensemble } = growBoostedTrees(data, y, learn, 'squared', boosting, 1);
    expect(meanSquaredError(ensemble, judge)).toBeLessThan(1.25 / 12);
  });

  it('fit the rows they learn from better with every tree', () => {
    const { curve } = growBoostedTrees(data, y, learn, 'squared', boosting, 1, {
      rows: learn,
      patience: 1e9,
    });
    for (let i = 1; i < curve.length; i += 1) expect(curve[i]).toBeLessThan(curve[i - 1]!);
  });

  it('stop where the watched rows do not gain any more, with the trees up to the best', () => {
    const noise = Float64Array.from(rows, () => stream.uniform());
    const watched = { rows: judge, patience: 10 };
    const { ensemble, curve } = growBoostedTrees(data, noise, learn, 'squared', boosting, 1, watched);
    expect(curve.length).toBeLessThan(60);
    expect(ensemble.roots).toHaveLength(curve.indexOf(Math.min(...curve)));
  });

  it('on shares of rows and features learn as well, and differ by the seed only', () => {
    const shares = { ...boosting, rowShare: 0.5, columnShare: 0.6 };
    const grown = (seed: number): TreeEnsemble =>
      growBoostedTrees(data, y, learn, 'squared', shares, seed).ensemble;
    expect(meanSquaredError(grown(1), judge)).toBeLessThan(1.3 / 12);
    expect(grown(1)).toEqual(grown(1));
    expect(grown(1)).not.toEqual(grown(2));
  });

  it('give the log-odds of a yes, calibrated: of the rows with p about 0.3, three in ten are', () => {
    const p = Float64Array.from(rows, (row) => (columns.values[3]![row] === 1 ? 0.7 : 0.3));
    const yes = Float64Array.from(p, (share) => Number(stream.uniform() < share));
    const few = { ...boosting, rounds: 20, depth: 1 };
    const { ensemble } = growBoostedTrees(data, yes, learn, 'logistic', few, 1);
    predictTrees(ensemble, columns, judge).forEach((logOdds, i) => {
      expect(Math.abs(1 / (1 + Math.exp(-logOdds)) - p[judge[i]!]!)).toBeLessThan(0.12);
    });
  });
});

describe('a forest', () => {
  it('learns what there is to know, and the same with the same seed', () => {
    const grown = growForest(data, y, learn, forest, 1);
    expect(meanSquaredError(grown, judge)).toBeLessThan(2 / 12);
    expect(growForest(data, y, learn, forest, 1)).toEqual(grown);
    expect(growForest(data, y, learn, forest, 2)).not.toEqual(grown);
  });

  it('never says more than it has seen: it takes means', () => {
    const said = predictTrees(growForest(data, y, learn, forest, 1), columns, judge);
    const seen = learn.reduce((most, row) => Math.max(most, y[row]!), -Infinity);
    expect(Math.max(...said)).toBeLessThanOrEqual(seen);
  });
});
