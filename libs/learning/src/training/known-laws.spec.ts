import { TARGETS } from '../features/targets.js';
import { fitModel, predict, type FittedModel } from '../models/fitted-model.js';
import { allRows } from '../testing/random-columns.js';
import { LIMITS, tripsOfKnownLaws } from '../testing/known-laws.js';
import { binColumns } from '../trees/binned-columns.js';
import { learningData, trainTarget } from './train-target.js';
import { searchRecipes } from './search.js';

/** TRUTHS.md's cases: 600 trips of known laws, ten seeds. What is learned is judged on trips that it has not seen. */
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const unseen = tripsOfKnownLaws(20_000, 1_000);
const target = (name: string) => TARGETS.find((one) => one.name === name)!;

function r2(model: FittedModel, name: keyof typeof LIMITS): number {
  const actual = unseen.outcomes[name];
  const said = predict(model, unseen.columns, allRows(unseen.columns));
  const mean = actual.reduce((sum, value) => sum + value, 0) / actual.length;
  const lost = actual.reduce((sum, value, i) => sum + (value - said[i]!) ** 2, 0);
  return 1 - lost / actual.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}

describe.each(['fuelConsumed', 'loadWeight'] as const)('%s of 600 trips', (name) => {
  it.each(SEEDS)(
    'is learned as well as ridge does, and to within 0.03 of the limit: seed %i',
    async (seed) => {
      const table = tripsOfKnownLaws(600, seed);
      const binned = binColumns(table.columns);
      const data = learningData(table, binned, target(name));
      const ridge = searchRecipes(data, allRows(table.columns), table.shift, seed).find(
        ({ learner }) => learner === 'linear',
      )!;
      const { model } = await trainTarget(table, binned, target(name), { seed });
      expect(r2(model, name)).toBeGreaterThanOrEqual(
        r2(fitModel(ridge, data, allRows(table.columns), seed), name),
      );
      expect(r2(model, name)).toBeGreaterThan(LIMITS[name] - 0.03);
    },
  );
});

describe('delays that depend on nothing', () => {
  it.each(SEEDS)('have no skill, and the base rate is served: seed %i', async (seed) => {
    const table = tripsOfKnownLaws(600, seed);
    const trained = await trainTarget(table, binColumns(table.columns), target('isDelayed'), { seed });
    expect(trained.recipe).toEqual({ learner: 'constant' });
    expect(trained.model).toEqual({ kind: 'constant', value: Math.fround(trained.mean) });
    expect(Math.abs(trained.mean - 0.147)).toBeLessThan(0.05);
  });
});
