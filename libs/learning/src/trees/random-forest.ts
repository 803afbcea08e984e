import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import type { BinnedColumns } from './binned-columns.js';
import { TreeGrower, type TreeSettings } from './grow-tree.js';
import { EnsembleBuilder, type TreeEnsemble } from './tree-ensemble.js';

export interface ForestSettings extends TreeSettings {
  readonly trees: number;
}

const PURPOSE = { columns: 0, rows: 1 } as const;

/**
 * A random forest (Breiman 2001): the mean of deep trees, each grown on as many rows as there are, drawn with
 * replacement, with some of the features at each node. Of targets 0 and 1 it gives the probability of a 1.
 *
 * @param rows to learn from, ascending, at least one
 */
export function growForest(
  data: BinnedColumns,
  targets: Float64Array,
  rows: Int32Array,
  settings: ForestSettings,
  seed: number,
): TreeEnsemble {
  const streamOf = (entity: number, purpose: number): RandomStream =>
    RandomStream.of({ seed, replication: 0, entity, purpose });
  const grower = new TreeGrower(data, settings, rows.length, false, streamOf(0, PURPOSE.columns));
  const builder = new EnsembleBuilder(data);
  let sum = 0;
  for (const row of rows) sum += targets[row]!;
  const mean = sum / rows.length;
  // Of the squared error around the mean: leaves then hold differences from it, which lose less to rounding.
  const gradient = new Float64Array(data.rows);
  for (const row of rows) gradient[row] = mean - targets[row]!;
  const noCurvature = new Float64Array(0);
  for (let tree = 0; tree < settings.trees; tree += 1) {
    const stream = streamOf(tree, PURPOSE.rows);
    const drawn = Int32Array.from(rows, () => rows[(stream.uniform() * rows.length) | 0]!).sort();
    builder.add(grower.grow(drawn, gradient, noCurvature), 1 / settings.trees);
  }
  return builder.finish(mean);
}
