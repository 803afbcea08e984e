import type { TreeEnsemble } from '../trees/tree-ensemble.js';
import type { AttributeValue, GraphNode } from './onnx-messages.js';

/**
 * The nodes of a tree ensemble: categories are turned into numbers and put beside the numbers, then the trees are asked.
 *
 * One LabelEncoder does for all categories: each text has one number whatever its column, and a text that no category
 * knows has −1, which no split on equality matches. NaN is at most nothing, so that unknown numbers go right.
 *
 * @param vocabulary levels of each category; their features follow the `numbers` numeric ones
 * @param output name of the output, [rows, 1]; of the probabilities, [rows, 2], for a classification
 */
export function treeNodes(
  trees: TreeEnsemble,
  {
    numbers,
    vocabulary,
    isClassification,
    isLogOdds,
    output,
  }: {
    readonly numbers: number;
    readonly vocabulary: readonly (readonly string[])[];
    readonly isClassification: boolean;
    readonly isLogOdds: boolean;
    readonly output: string;
  },
): GraphNode[] {
  const texts = [...new Set(vocabulary.flat())].sort();
  const numberOf = new Map(texts.map((text, number) => [text, number]));
  const codeOf = (feature: number, level: number): number =>
    numberOf.get(vocabulary[feature - numbers]![level]!)!;
  const postTransform: AttributeValue = { string: isLogOdds ? 'LOGISTIC' : 'NONE' };
  const structure = structureOf(trees, codeOf);
  return [
    {
      op: 'LabelEncoder',
      domain: 'ai.onnx.ml',
      inputs: ['categories'],
      outputs: ['codes'],
      attributes: {
        keys_strings: { strings: texts },
        values_floats: { floats: texts.map((_, number) => number) },
        default_float: { float: -1 },
      },
    },
    {
      op: 'Concat',
      domain: '',
      inputs: ['numbers', 'codes'],
      outputs: ['features'],
      attributes: { axis: { int: 1 } },
    },
    isClassification
      ? {
          op: 'TreeEnsembleClassifier',
          domain: 'ai.onnx.ml',
          inputs: ['features'],
          outputs: ['label', output],
          attributes: {
            ...structure.nodes,
            ...leaves(structure, 'class'),
            base_values: { floats: [trees.base] },
            classlabels_int64s: { ints: [0, 1] },
            post_transform: postTransform,
          },
        }
      : {
          op: 'TreeEnsembleRegressor',
          domain: 'ai.onnx.ml',
          inputs: ['features'],
          outputs: [output],
          attributes: {
            ...structure.nodes,
            ...leaves(structure, 'target'),
            base_values: { floats: [trees.base] },
            n_targets: { int: 1 },
            aggregate_function: { string: 'SUM' },
            post_transform: postTransform,
          },
        },
  ];
}

interface Structure {
  readonly nodes: Record<string, AttributeValue>;
  readonly leafTree: readonly number[];
  readonly leafNode: readonly number[];
  readonly leafValue: readonly number[];
}

/** The nodes as ONNX has them: numbered within each tree, with the branch taken where the question is answered yes. */
function structureOf(trees: TreeEnsemble, codeOf: (feature: number, level: number) => number): Structure {
  const { roots, feature, threshold, left, right, value, isCategory } = trees;
  const numbers = (): number[] => [];
  const [treeIds, nodeIds, featureIds, values, trueIds, falseIds] = Array.from({ length: 6 }, numbers) as [
    ...[number[], number[], number[], number[], number[], number[]],
  ];
  const modes: string[] = [];
  const [leafTree, leafNode, leafValue] = [numbers(), numbers(), numbers()];
  roots.forEach((root, tree) => {
    const end = roots[tree + 1] ?? feature.length;
    for (let node = root; node < end; node += 1) {
      const f = feature[node]!;
      const isLeaf = f < 0;
      treeIds.push(tree);
      nodeIds.push(node - root);
      featureIds.push(isLeaf ? 0 : f);
      modes.push(isLeaf ? 'LEAF' : isCategory[f] === 1 ? 'BRANCH_EQ' : 'BRANCH_LEQ');
      values.push(isLeaf ? 0 : isCategory[f] === 1 ? codeOf(f, threshold[node]!) : threshold[node]!);
      trueIds.push(isLeaf ? 0 : left[node]! - root);
      falseIds.push(isLeaf ? 0 : right[node]! - root);
      if (!isLeaf) continue;
      leafTree.push(tree);
      leafNode.push(node - root);
      leafValue.push(value[node]!);
    }
  });
  return {
    nodes: {
      nodes_treeids: { ints: treeIds },
      nodes_nodeids: { ints: nodeIds },
      nodes_featureids: { ints: featureIds },
      nodes_modes: { strings: modes },
      nodes_values: { floats: values },
      nodes_truenodeids: { ints: trueIds },
      nodes_falsenodeids: { ints: falseIds },
    },
    leafTree,
    leafNode,
    leafValue,
  };
}

function leaves(
  { leafTree, leafNode, leafValue }: Structure,
  kind: 'target' | 'class',
): Record<string, AttributeValue> {
  return {
    [`${kind}_treeids`]: { ints: leafTree },
    [`${kind}_nodeids`]: { ints: leafNode },
    [`${kind}_ids`]: { ints: leafTree.map(() => 0) },
    [`${kind}_weights`]: { floats: leafValue },
  };
}
