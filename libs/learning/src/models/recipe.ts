import type { BoostingSettings } from '../trees/boosted-trees.js';
import type { ForestSettings } from '../trees/random-forest.js';

/** How a model is learned, whole: with the data and the seed it determines the model. */
export type Recipe =
  | { readonly learner: 'constant' }
  | { readonly learner: 'linear'; readonly penalty: number }
  | ({ readonly learner: 'boosted-trees' } & BoostingSettings)
  | ({ readonly learner: 'forest' } & ForestSettings);

export type Learner = Recipe['learner'];

/** From the simplest to the most complicated: of two that do equally well, the simpler one is taken. */
export const LEARNERS: readonly Learner[] = ['constant', 'linear', 'boosted-trees', 'forest'];

/** What a person reads. */
export function describeRecipe(recipe: Recipe, task: 'regression' | 'classification'): string {
  switch (recipe.learner) {
    case 'constant':
      return task === 'regression' ? 'the mean' : 'the base rate';
    case 'linear':
      return `${task === 'regression' ? 'ridge' : 'logistic'} regression, penalty ${recipe.penalty}`;
    case 'boosted-trees':
      return `${recipe.rounds} boosted trees of depth ${recipe.depth}, rate ${recipe.rate}`;
    case 'forest':
      return `forest of ${recipe.trees} trees of depth ${recipe.depth}`;
  }
}
