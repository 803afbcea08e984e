import type { RandomStream } from '@mining-ops/des/random/random-stream.js';
import type { BinnedColumns } from './binned-columns.js';

export interface TreeSettings {
  /** Splits between root and leaf, at most. */
  readonly depth: number;
  /** Rows in a leaf, at least. */
  readonly rowsPerLeaf: number;
  /** Added to a leaf's weight: draws the values of small leaves towards 0. */
  readonly l2: number;
  /** Share of the features, drawn anew at each node, among which a split is sought; 1 is all. */
  readonly columnShare: number;
}

/** One tree, its nodes numbered from the root (0). A leaf has feature −1. */
export interface GrownTree {
  readonly feature: readonly number[];
  /** The bin that the split compares with: at most this bin goes left, or, for a category, this bin alone. */
  readonly bin: readonly number[];
  readonly left: readonly number[];
  readonly right: readonly number[];
  /** −ΣG/(ΣH + l2) of a leaf, not yet shrunk. */
  readonly value: readonly number[];
  /** Of a leaf: its rows are `order[start]` … `order[end − 1]`. */
  readonly start: readonly number[];
  readonly end: readonly number[];
  /** The grower's own array, good until it grows the next tree. */
  readonly order: Int32Array;
}

interface Split {
  feature: number;
  bin: number;
  score: number;
  leftG: number;
  leftH: number;
  leftRows: number;
}

/**
 * Grows regression trees on histograms (Ke et al. 2017, "LightGBM"; Chen & Guestrin 2016, "XGBoost"): a split maximises
 * GL²/(HL + l2) + GR²/(HR + l2), G and H being sums of the loss's gradients and curvatures. A node's histogram is made by
 * reading its rows, or as its parent's less its sibling's, whichever reads fewer.
 *
 * Deterministic: equal scores go to the first feature, then the first bin. A grower keeps its arrays between trees.
 */
export class TreeGrower {
  private readonly order: Int32Array;
  private readonly spareOrder: Int32Array;
  private readonly g: Float64Array;
  private readonly spareG: Float64Array;
  private readonly h: Float64Array;
  private readonly spareH: Float64Array;
  /** Entries of a bin in a histogram: G and the number of rows; with curvatures G, H and the number of rows. */
  private readonly stride: 2 | 3;
  private readonly histograms: Float64Array[] = [];
  private readonly features: Int32Array;
  private nodes = emptyNodes();

  /**
   * @param capacity rows of a tree, at most
   * @param hasCurvature whether H differs between rows; else it is 1 for each
   * @param stream draws the features of each node; not used where `columnShare` is 1
   */
  constructor(
    private readonly data: BinnedColumns,
    private readonly settings: TreeSettings,
    capacity: number,
    private readonly hasCurvature: boolean,
    private readonly stream: RandomStream,
  ) {
    this.order = new Int32Array(capacity);
    this.spareOrder = new Int32Array(capacity);
    this.g = new Float64Array(capacity);
    this.spareG = new Float64Array(capacity);
    this.h = new Float64Array(hasCurvature ? capacity : 0);
    this.spareH = new Float64Array(hasCurvature ? capacity : 0);
    this.stride = hasCurvature ? 3 : 2;
    this.features = Int32Array.from({ length: data.features }, (_, f) => f);
  }

  /**
   * @param rows in ascending order; a row may come several times, and then counts as often
   * @param gradient by row
   * @param curvature by row; not read where every H is 1
   */
  grow(rows: Int32Array, gradient: Float64Array, curvature: Float64Array): GrownTree {
    const { order, g, h, data, settings } = this;
    const n = rows.length;
    order.set(rows);
    let sumG = 0;
    let sumH = 0;
    for (let i = 0; i < n; i += 1) {
      const row = rows[i]!;
      const value = gradient[row]!;
      g[i] = value;
      sumG += value;
      if (this.hasCurvature) {
        h[i] = curvature[row]!;
        sumH += h[i]!;
      }
    }
    if (!this.hasCurvature) sumH = n;
    this.nodes = emptyNodes();
    const total = data.offsets[data.features]!;
    while (this.histograms.length <= settings.depth)
      this.histograms.push(new Float64Array(total * this.stride));
    if (settings.depth > 0) this.fill(this.histograms[0]!, 0, n);
    this.growNode(0, n, 0, sumG, sumH, this.histograms[0]!);
    return { ...this.nodes, order };
  }

  /** Grows the subtree of the rows at [start, end), whose histogram is given; returns its root's number. */
  private growNode(
    start: number,
    end: number,
    depth: number,
    sumG: number,
    sumH: number,
    histogram: Float64Array,
  ): number {
    const { nodes, settings } = this;
    const node = nodes.feature.length;
    nodes.feature.push(-1);
    nodes.bin.push(-1);
    nodes.left.push(-1);
    nodes.right.push(-1);
    nodes.value.push(-sumG / (sumH + settings.l2));
    nodes.start.push(start);
    nodes.end.push(end);
    const rows = end - start;
    if (depth >= settings.depth || rows < 2 * settings.rowsPerLeaf) return node;
    const split = this.bestSplit(histogram, rows, sumG, sumH);
    if (split === null) return node;

    const middle = this.partition(start, end, split.feature, split.bin);
    const rightG = sumG - split.leftG;
    const rightH = sumH - split.leftH;
    const leftIsSmaller = middle - start <= end - middle;
    const smaller = this.histograms[depth + 1]!;
    if (depth + 1 < settings.depth) {
      if (leftIsSmaller) this.fill(smaller, start, middle);
      else this.fill(smaller, middle, end);
      for (let i = 0; i < histogram.length; i += 1) histogram[i]! -= smaller[i]!;
    }
    // The smaller child first: its histogram's place is free for the other child's descendants afterwards.
    let left: number;
    let right: number;
    if (leftIsSmaller) {
      left = this.growNode(start, middle, depth + 1, split.leftG, split.leftH, smaller);
      right = this.growNode(middle, end, depth + 1, rightG, rightH, histogram);
    } else {
      right = this.growNode(middle, end, depth + 1, rightG, rightH, smaller);
      left = this.growNode(start, middle, depth + 1, split.leftG, split.leftH, histogram);
    }
    nodes.feature[node] = split.feature;
    nodes.bin[node] = split.bin;
    nodes.left[node] = left;
    nodes.right[node] = right;
    return node;
  }

  private fill(histogram: Float64Array, start: number, end: number): void {
    histogram.fill(0);
    if (this.hasCurvature) this.fillWithCurvature(histogram, start, end);
    else this.fillGradients(histogram, start, end);
  }

  private fillGradients(histogram: Float64Array, start: number, end: number): void {
    const { order, g, data } = this;
    const { bins, features } = data;
    for (let i = start; i < end; i += 1) {
      const from = order[i]! * features;
      const to = from + features;
      const value = g[i]!;
      for (let at = from; at < to; at += 1) {
        const slot = bins[at]! << 1;
        histogram[slot]! += value;
        histogram[slot + 1]! += 1;
      }
    }
  }

  private fillWithCurvature(histogram: Float64Array, start: number, end: number): void {
    const { order, g, h, data } = this;
    const { bins, features } = data;
    for (let i = start; i < end; i += 1) {
      const from = order[i]! * features;
      const to = from + features;
      const gradient = g[i]!;
      const curvature = h[i]!;
      for (let at = from; at < to; at += 1) {
        const slot = bins[at]! * 3;
        histogram[slot]! += gradient;
        histogram[slot + 1]! += curvature;
        histogram[slot + 2]! += 1;
      }
    }
  }

  /** The split that gains most, or null where none gains or leaves enough rows on both sides. */
  private bestSplit(histogram: Float64Array, rows: number, sumG: number, sumH: number): Split | null {
    const { settings, data, stride } = this;
    const { offsets, isCategory } = data;
    const { l2, rowsPerLeaf } = settings;
    const parent = (sumG * sumG) / (sumH + l2);
    // Beyond rounding, so that rows with equal targets are left together.
    const best: Split = {
      feature: -1,
      bin: -1,
      score: parent + 1e-9 * parent + 1e-12,
      leftG: 0,
      leftH: 0,
      leftRows: 0,
    };
    const tried = this.drawFeatures();
    for (let t = 0; t < tried; t += 1) {
      const f = this.features[t]!;
      const last = offsets[f + 1]! - 1; // the unknown ones, which never go left
      const cumulates = isCategory[f] === 0;
      let leftG = 0;
      let leftH = 0;
      let leftRows = 0;
      for (let bin = offsets[f]!; bin < last; bin += 1) {
        const slot = bin * stride;
        const count = histogram[slot + stride - 1]!;
        if (count === 0) continue; // the same rows as the bin before
        if (cumulates) {
          leftG += histogram[slot]!;
          leftH += histogram[slot + 1]!;
          leftRows += count;
        } else {
          leftG = histogram[slot]!;
          leftH = histogram[slot + 1]!;
          leftRows = count;
        }
        if (leftRows < rowsPerLeaf) continue;
        if (rows - leftRows < rowsPerLeaf) {
          if (cumulates) break;
          continue;
        }
        const rightG = sumG - leftG;
        const score = (leftG * leftG) / (leftH + l2) + (rightG * rightG) / (sumH - leftH + l2);
        if (score > best.score) {
          best.feature = f;
          best.bin = bin;
          best.score = score;
          best.leftG = leftG;
          best.leftH = leftH;
          best.leftRows = leftRows;
        }
      }
    }
    return best.feature < 0 ? null : best;
  }

  /** Puts the features to try first in `features` (a partial Fisher–Yates shuffle, ascending), and returns their number. */
  private drawFeatures(): number {
    const { features, settings, stream } = this;
    const count = Math.max(1, Math.round(settings.columnShare * features.length));
    if (count === features.length) return count;
    for (let i = 0; i < count; i += 1) {
      const j = i + stream.integer(features.length - i);
      const swapped = features[i]!;
      features[i] = features[j]!;
      features[j] = swapped;
    }
    features.subarray(0, count).sort();
    return count;
  }

  /**
   * Moves the rows at [start, end) that go left before the others, each side in its old order (so that memory is read
   * in turn); returns where the right ones begin. Written without branches: which side a row goes to cannot be predicted.
   */
  private partition(start: number, end: number, feature: number, bin: number): number {
    const { order, spareOrder, g, spareG, h, spareH, data, hasCurvature } = this;
    const { bins, features } = data;
    const isCategory = data.isCategory[feature] === 1;
    let left = start;
    let right = 0;
    for (let i = start; i < end; i += 1) {
      const row = order[i]!;
      const own = bins[row * features + feature]!;
      // 1 where it goes left: own ≤ bin, or own = bin (whose difference alone is 0).
      const goesLeft = isCategory ? ((own ^ bin) - 1) >>> 31 : (own - bin - 1) >>> 31;
      const gradient = g[i]!;
      if (hasCurvature) {
        const curvature = h[i]!;
        h[left] = curvature;
        spareH[right] = curvature;
      }
      order[left] = row;
      g[left] = gradient;
      spareOrder[right] = row;
      spareG[right] = gradient;
      left += goesLeft;
      right += 1 - goesLeft;
    }
    order.set(spareOrder.subarray(0, right), left);
    g.set(spareG.subarray(0, right), left);
    if (hasCurvature) h.set(spareH.subarray(0, right), left);
    return left;
  }
}

function emptyNodes() {
  const numbers = (): number[] => [];
  return {
    ...{ feature: numbers(), bin: numbers(), left: numbers(), right: numbers() },
    ...{ value: numbers(), start: numbers(), end: numbers() },
  };
}
