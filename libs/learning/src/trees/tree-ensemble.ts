import type { BinnedColumns } from './binned-columns.js';
import type { Columns } from './columns.js';
import type { GrownTree } from './grow-tree.js';

/** Trees whose leaves are added up, as flat arrays: what is predicted, stored and written as ONNX. */
export interface TreeEnsemble {
  /** Added to the sum of the leaves. */
  readonly base: number;
  /** Number of each tree's root node. */
  readonly roots: Int32Array;
  /** Feature that a node asks about; −1 is a leaf. */
  readonly feature: Int16Array;
  /** A number goes left where it is at most this, a category where its code is this. Unknown values go right. */
  readonly threshold: Float32Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Of a leaf. */
  readonly value: Float32Array;
  /** By feature. */
  readonly isCategory: Uint8Array;
}

/** Gathers grown trees into an ensemble. */
export class EnsembleBuilder {
  private readonly roots: number[] = [];
  private readonly feature: number[] = [];
  private readonly threshold: number[] = [];
  private readonly left: number[] = [];
  private readonly right: number[] = [];
  private readonly value: number[] = [];

  constructor(private readonly data: BinnedColumns) {}

  get trees(): number {
    return this.roots.length;
  }

  /** @param scale what each leaf's value is multiplied by */
  add(tree: GrownTree, scale: number): void {
    const offset = this.feature.length;
    this.roots.push(offset);
    tree.feature.forEach((feature, node) => {
      const isLeaf = feature < 0;
      this.feature.push(feature);
      this.threshold.push(isLeaf ? 0 : this.data.cuts[tree.bin[node]!]!);
      this.left.push(isLeaf ? -1 : offset + tree.left[node]!);
      this.right.push(isLeaf ? -1 : offset + tree.right[node]!);
      this.value.push(isLeaf ? tree.value[node]! * scale : 0);
    });
  }

  /** The first `trees` of them. */
  finish(base: number, trees = this.roots.length): TreeEnsemble {
    const nodes = this.roots[trees] ?? this.feature.length;
    return {
      base: Math.fround(base),
      roots: Int32Array.from(this.roots.slice(0, trees)),
      feature: Int16Array.from(this.feature.slice(0, nodes)),
      threshold: Float32Array.from(this.threshold.slice(0, nodes)),
      left: Int32Array.from(this.left.slice(0, nodes)),
      right: Int32Array.from(this.right.slice(0, nodes)),
      value: Float32Array.from(this.value.slice(0, nodes)),
      isCategory: this.data.isCategory,
    };
  }
}

/** What the ensemble gives for some rows. Sums in single precision and in the trees' order, as ONNX Runtime does. */
export function predictTrees(ensemble: TreeEnsemble, columns: Columns, rows: Int32Array): Float64Array {
  const { roots, feature, threshold, left, right, value, isCategory, base } = ensemble;
  const { values } = columns;
  const sums = new Float32Array(rows.length);
  for (const root of roots) {
    for (let i = 0; i < rows.length; i += 1) {
      const row = rows[i]!;
      let node = root;
      for (let f = feature[node]!; f >= 0; f = feature[node]!) {
        const x = values[f]![row]!;
        const t = threshold[node]!;
        const goesLeft = isCategory[f] === 1 ? x === t : x <= t;
        node = goesLeft ? left[node]! : right[node]!;
      }
      sums[i]! += value[node]!;
    }
  }
  return Float64Array.from(sums, (sum) => Math.fround(sum + base));
}
