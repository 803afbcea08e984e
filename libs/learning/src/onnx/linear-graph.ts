import type { LinearModel } from '../linear/linear-model.js';
import type { GraphNode, Tensor } from './onnx-messages.js';

/**
 * The nodes of a linear model: unknown numbers become the mean, numbers are standardised, each category becomes a 0 or 1
 * for each of its levels (all 0 where it is none of them), and the sum is taken. A classification has the scores of both
 * answers, so that its output is [rows, 2] as that of trees is.
 */
export function linearNodes(
  { inputs, coefficients, constant }: LinearModel,
  {
    vocabulary,
    isLogOdds,
    output,
  }: {
    readonly vocabulary: readonly (readonly string[])[];
    readonly isLogOdds: boolean;
    readonly output: string;
  },
): { nodes: GraphNode[]; constants: Tensor[] } {
  const encoded = vocabulary.map((_, c) => `category-${c}-levels`);
  const nodes: GraphNode[] = [
    {
      op: 'Imputer',
      domain: 'ai.onnx.ml',
      inputs: ['numbers'],
      outputs: ['known-numbers'],
      attributes: {
        imputed_value_floats: { floats: inputs.means },
        replaced_value_float: { float: Number.NaN },
      },
    },
    {
      op: 'Scaler',
      domain: 'ai.onnx.ml',
      inputs: ['known-numbers'],
      outputs: ['standardised'],
      attributes: { offset: { floats: inputs.means }, scale: { floats: inputs.scales } },
    },
    ...vocabulary.flatMap((levels, c): GraphNode[] => [
      {
        op: 'Gather',
        domain: '',
        inputs: ['categories', `index-${c}`],
        outputs: [`category-${c}`],
        attributes: { axis: { int: 1 } },
      },
      {
        op: 'OneHotEncoder',
        domain: 'ai.onnx.ml',
        inputs: [`category-${c}`],
        outputs: [encoded[c]!],
        attributes: { cats_strings: { strings: levels }, zeros: { int: 1 } },
      },
    ]),
    {
      op: 'Concat',
      domain: '',
      inputs: ['standardised', ...encoded],
      outputs: ['features'],
      attributes: { axis: { int: 1 } },
    },
    isLogOdds
      ? {
          op: 'LinearClassifier',
          domain: 'ai.onnx.ml',
          inputs: ['features'],
          outputs: ['label', output],
          attributes: {
            coefficients: { floats: [...coefficients.map((value) => -value), ...coefficients] },
            intercepts: { floats: [-constant, constant] },
            classlabels_ints: { ints: [0, 1] },
            post_transform: { string: 'LOGISTIC' },
          },
        }
      : {
          op: 'LinearRegressor',
          domain: 'ai.onnx.ml',
          inputs: ['features'],
          outputs: [output],
          attributes: { coefficients: { floats: coefficients }, intercepts: { floats: [constant] } },
        },
  ];
  const constants = vocabulary.map((_, c): Tensor => ({ name: `index-${c}`, dims: [], data: { ints: [c] } }));
  return { nodes, constants };
}
