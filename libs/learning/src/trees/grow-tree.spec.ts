import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import fc from 'fast-check';
import { allRows, randomColumns } from '../testing/random-columns.js';
import { binColumns, type BinnedColumns } from './binned-columns.js';
import { TreeGrower, type GrownTree, type TreeSettings } from './grow-tree.js';

const settings: TreeSettings = { depth: 1, rowsPerLeaf: 1, l2: 1, columnShare: 1 };
const NO_CURVATURE = new Float64Array(0);

function grow(
  data: BinnedColumns,
  rows: Int32Array,
  gradient: Float64Array,
  change: Partial<TreeSettings> = {},
  curvature = NO_CURVATURE,
): GrownTree {
  const stream = RandomStream.of({ seed: 1, replication: 0, entity: 0, purpose: 0 });
  const grower = new TreeGrower(data, { ...settings, ...change }, rows.length, curvature.length > 0, stream);
  return grower.grow(rows, gradient, curvature);
}

/** What the definition says, by trying every bin of every feature on every row. */
function bestByTrying(
  data: BinnedColumns,
  rows: Int32Array,
  g: Float64Array,
  h: Float64Array,
  least: number,
): number {
  let best = 0;
  const score = (chosen: number[]): number => {
    const sumG = chosen.reduce((sum, row) => sum + g[row]!, 0);
    return sumG ** 2 / (chosen.reduce((sum, row) => sum + h[row]!, 0) + settings.l2);
  };
  for (let f = 0; f < data.features; f += 1)
    for (let bin = data.offsets[f]!; bin < data.offsets[f + 1]! - 1; bin += 1) {
      const goesLeft = (row: number): boolean => {
        const own = data.bins[row * data.features + f]!;
        return data.isCategory[f] === 1 ? own === bin : own <= bin;
      };
      const left = [...rows].filter(goesLeft);
      const right = [...rows].filter((row) => !goesLeft(row));
      if (left.length < least || right.length < least) continue;
      best = Math.max(best, score(left) + score(right) - score([...rows]));
    }
  return best;
}

/** What a tree of one split gains, from its leaves' own rows. */
function gainOf(tree: GrownTree, g: Float64Array, h: Float64Array): number {
  const score = (node: number): number => {
    const rows = [...tree.order.subarray(tree.start[node], tree.end[node])];
    const sumG = rows.reduce((sum, row) => sum + g[row]!, 0);
    return sumG ** 2 / (rows.reduce((sum, row) => sum + h[row]!, 0) + settings.l2);
  };
  return tree.feature[0]! < 0 ? 0 : score(tree.left[0]!) + score(tree.right[0]!) - score(0);
}

describe('growing a tree', () => {
  it.each([false, true])(
    'finds the split that trying every one finds (with curvatures: %s)',
    (hasCurvature) => {
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 8 }), (seed, rowsPerLeaf) => {
          const columns = randomColumns(40, seed);
          const rows = allRows(columns);
          const stream = RandomStream.of({ seed, replication: 0, entity: 0, purpose: 9 });
          const data = binColumns(columns, 8);
          const g = Float64Array.from(rows, () => stream.uniform() - 0.5);
          const h = Float64Array.from(rows, () => (hasCurvature ? 0.1 + stream.uniform() : 1));
          const tree = grow(data, rows, g, { rowsPerLeaf }, hasCurvature ? h : NO_CURVATURE);
          expect(gainOf(tree, g, h)).toBeCloseTo(bestByTrying(data, rows, g, h, rowsPerLeaf), 9);
        }),
        { numRuns: 60 },
      );
    },
  );

  it('puts every row into one leaf, of enough rows and no deeper than allowed, whose value is −G/(H + l2)', () => {
    const columns = randomColumns(500);
    const rows = allRows(columns);
    const stream = RandomStream.of({ seed: 5, replication: 0, entity: 0, purpose: 9 });
    const g = Float64Array.from(rows, () => stream.uniform() - 0.5);
    const tree = grow(binColumns(columns), rows, g, { depth: 4, rowsPerLeaf: 12 });
    const seen: number[] = [];
    const visit = (node: number, depth: number): void => {
      if (tree.feature[node]! >= 0) {
        visit(tree.left[node]!, depth + 1);
        visit(tree.right[node]!, depth + 1);
        return;
      }
      const own = [...tree.order.subarray(tree.start[node], tree.end[node])];
      expect(own.length).toBeGreaterThanOrEqual(12);
      expect(depth).toBeLessThanOrEqual(4);
      expect(tree.value[node]).toBeCloseTo(-own.reduce((sum, row) => sum + g[row]!, 0) / (own.length + 1), 9);
      seen.push(...own);
    };
    visit(0, 0);
    expect(seen.sort((a, b) => a - b)).toEqual([...rows]);
  });

  it('does not split rows that have nothing to tell apart', () => {
    const columns = randomColumns(100);
    const tree = grow(binColumns(columns), allRows(columns), new Float64Array(100).fill(0.3), {
      depth: 5,
      l2: 0,
    });
    expect(tree.feature).toEqual([-1]);
  });
});

describe('binning', () => {
  it('gives each of few values a bin of its own, many quantiles, and the unknown the last', () => {
    const few = Float32Array.from([3, 1, NaN, 1, 2]);
    const many = Float32Array.from({ length: 5 }, (_, i) => i);
    const { bins, offsets, cuts } = binColumns({ rows: 5, values: [few, many], levels: [null, null] }, 3);
    expect([...offsets]).toEqual([0, 4, 8]);
    expect([...cuts]).toEqual([1, 2, 3, NaN, 1, 3, 4, NaN]);
    expect([...bins].filter((_, i) => i % 2 === 0)).toEqual([2, 0, 3, 0, 1]);
    expect([...bins].filter((_, i) => i % 2 === 1)).toEqual([4, 4, 5, 5, 6]);
  });

  it('has thresholds that occur in the data only', () => {
    const columns = randomColumns(5_000);
    const { cuts, offsets } = binColumns(columns, 16);
    const occurring = new Set(columns.values[1]);
    for (const cut of cuts.subarray(offsets[1], offsets[2]! - 1)) expect(occurring.has(cut)).toBe(true);
    expect(offsets[2]! - offsets[1]!).toBe(17);
  });
});
