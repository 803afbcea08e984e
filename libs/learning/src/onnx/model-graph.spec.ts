import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { onnx } from 'onnx-proto';
import { fitModel, predict, type FittedModel, type LearningData, type Task } from '../models/fitted-model.js';
import type { Recipe } from '../models/recipe.js';
import { allRows, RANDOM_VOCABULARY, randomColumns } from '../testing/random-columns.js';
import { binColumns } from '../trees/binned-columns.js';
import { toOnnx } from './model-graph.js';
import { runOnnx } from './run-onnx.js';

const columns = randomColumns(3_000);
const rows = allRows(columns);
const stream = RandomStream.of({ seed: 2, replication: 0, entity: 0, purpose: 1 });
const [x, y, z, weather, road] = columns.values;
/** Of every feature, some of them unknown, in minutes: around 60. */
const minutes = Float64Array.from(
  rows,
  (row) =>
    60 +
    8 * (Number.isNaN(x![row]!) ? 2 : x![row]!) +
    (y![row]! > 500 ? 3 : 0) +
    (z![row]! || 0) +
    [0, 5, 9][weather![row]!]! * x![row]! +
    (road![row] === 2 ? 4 : 0) +
    stream.uniform(),
).map((value) => (Number.isNaN(value) ? 90 : value));
const late = minutes.map((value) => Number(value + 10 * stream.uniform() > 75));

const trees = { depth: 5, rowsPerLeaf: 5, l2: 1, columnShare: 1 };
const recipes: Record<Recipe['learner'], Recipe> = {
  constant: { learner: 'constant' },
  linear: { learner: 'linear', penalty: 1 },
  'boosted-trees': { learner: 'boosted-trees', rounds: 150, rate: 0.1, rowShare: 0.8, ...trees },
  forest: { learner: 'forest', trees: 100, ...trees, depth: 9, columnShare: 0.5 },
};
const shape = { name: 'test', numbers: 3, vocabulary: RANDOM_VOCABULARY };

function fitted(task: Task, recipe: Recipe): FittedModel {
  const targets = task === 'regression' ? minutes : late;
  const data: LearningData = { columns, binned: binColumns(columns), targets, task };
  return fitModel(recipe, data, rows, 7);
}

describe.each(['regression', 'classification'] as const)('a %s as ONNX', (task) => {
  describe.each(Object.values(recipes))('by $learner', (recipe) => {
    const model = fitted(task, recipe);
    const file = toOnnx(model, task, shape, '1');

    it('says on every row what our own code says, to 1e-5 of its size', async () => {
      const own = predict(model, columns, rows);
      const served = await runOnnx(file, columns, RANDOM_VOCABULARY, rows);
      const worst = Math.max(
        ...own.map((value, i) => Math.abs(value - served[i]!) / Math.max(1, Math.abs(value))),
      );
      expect(worst).toBeLessThan(1e-5);
    });

    it('says the same of one row as of many', async () => {
      const many = await runOnnx(file, columns, RANDOM_VOCABULARY, rows.subarray(0, 5));
      for (let i = 0; i < 5; i += 1) {
        const [one] = await runOnnx(file, columns, RANDOM_VOCABULARY, rows.subarray(i, i + 1));
        expect(one).toBeCloseTo(many[i]!, 4);
      }
    });

    it('is a file that the published description of ONNX reads: opsets, inputs, outputs', () => {
      const read = onnx.ModelProto.decode(file.bytes);
      expect(onnx.ModelProto.verify(read)).toBeNull();
      expect(read.opsetImport.map(({ domain, version }) => [domain, Number(version)])).toEqual([
        ['', 17],
        ['ai.onnx.ml', 3],
      ]);
      expect(read.graph?.input?.map(({ name }) => name)).toEqual(['numbers', 'categories']);
      expect(read.graph?.output?.map(({ name }) => name)).toEqual([file.output]);
      expect(read.graph?.node?.length).toBeGreaterThan(1);
    });

    it('comes out the same, byte for byte, when it is learned again', () => {
      expect(Buffer.from(toOnnx(fitted(task, recipe), task, shape, '1').bytes).equals(file.bytes)).toBe(true);
    });
  });
});

it('a category that the model does not know is none of its levels, in the file as in our own code', async () => {
  const model = fitted('regression', recipes['boosted-trees']);
  const file = toOnnx(model, 'regression', shape, '1');
  const unknown = {
    ...columns,
    values: columns.values.map((column, f) => (f < 3 ? column : column.map(() => -1))),
  };
  // Texts that are levels of nothing, and a level of the other column's.
  const strange = [['Badai Salju'], ['EXCELLENT']];
  const asked = {
    ...columns,
    values: columns.values.map((column, f) => (f < 3 ? column : column.map(() => 0))),
  };
  const served = await runOnnx(file, asked, strange, rows.subarray(0, 200));
  const own = predict(model, unknown, rows.subarray(0, 200));
  served.forEach((value, i) => {
    expect(value).toBeCloseTo(own[i]!, 4);
  });
});
