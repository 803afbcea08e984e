import type { FittedModel, Task } from '../models/fitted-model.js';
import { encodeModel, type Graph } from './onnx-messages.js';
import { linearNodes } from './linear-graph.js';
import { treeNodes } from './tree-graph.js';

export const NUMBERS_INPUT = 'numbers';
export const CATEGORIES_INPUT = 'categories';

/** What the model says, and where in the output it is. */
export interface OnnxOutput {
  readonly output: string;
  readonly outputColumn: number;
}

export interface OnnxModel extends OnnxOutput {
  readonly bytes: Uint8Array;
}

const ROWS = 'rows';

/**
 * Writes a model as ONNX (opsets 17 and ai.onnx.ml 3). It takes two inputs, `numbers` (float, [rows, numeric features],
 * NaN unknown) and `categories` (string, [rows, categorical features], '' unknown), and knows the categories itself:
 * whoever asks it need not know how a category is encoded.
 *
 * @param shape how many numbers there are, and the levels of each category in the order of their codes
 */
export function toOnnx(
  model: FittedModel,
  task: Task,
  shape: {
    readonly name: string;
    readonly numbers: number;
    readonly vocabulary: readonly (readonly string[])[];
  },
  version: string,
): OnnxModel {
  const { output, outputColumn, columns } = outputOf(model, task);
  const graph: Graph = {
    name: shape.name,
    inputs: [
      { name: NUMBERS_INPUT, element: 'float', shape: [ROWS, shape.numbers] },
      { name: CATEGORIES_INPUT, element: 'string', shape: [ROWS, shape.vocabulary.length] },
    ],
    outputs: [{ name: output, element: 'float', shape: columns === null ? [ROWS] : [ROWS, columns] }],
    ...body(model, task, shape, output),
  };
  return { bytes: encodeModel(graph, { name: 'mining-ops', version }), output, outputColumn };
}

function outputOf(model: FittedModel, task: Task): OnnxOutput & { columns: number | null } {
  if (model.kind === 'constant') return { output: 'prediction', outputColumn: 0, columns: null };
  if (task === 'regression') return { output: 'prediction', outputColumn: 0, columns: 1 };
  return { output: 'probabilities', outputColumn: 1, columns: 2 };
}

function body(
  model: FittedModel,
  task: Task,
  { numbers, vocabulary }: { readonly numbers: number; readonly vocabulary: readonly (readonly string[])[] },
  output: string,
): Pick<Graph, 'nodes' | 'constants'> {
  switch (model.kind) {
    case 'constant':
      return { nodes: constantNodes(model.value, output), constants: [] };
    case 'linear':
      return linearNodes(model.linear, { vocabulary, isLogOdds: model.isLogOdds, output });
    case 'trees': {
      const isClassification = task === 'classification';
      const { isLogOdds } = model;
      const nodes = treeNodes(model.trees, { numbers, vocabulary, isClassification, isLogOdds, output });
      return { nodes, constants: [] };
    }
  }
}

/** As many times the same value as there are rows. */
function constantNodes(value: number, output: string): Graph['nodes'] {
  return [
    {
      op: 'Shape',
      domain: '',
      inputs: [NUMBERS_INPUT],
      outputs: ['row-count'],
      attributes: { start: { int: 0 }, end: { int: 1 } },
    },
    {
      op: 'ConstantOfShape',
      domain: '',
      inputs: ['row-count'],
      outputs: [output],
      attributes: { value: { tensor: { name: '', dims: [1], data: { floats: [value] } } } },
    },
  ];
}
