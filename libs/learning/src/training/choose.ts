import type { TargetDefinition } from '../features/targets.js';
import { describeRecipe, LEARNERS, type Recipe } from '../models/recipe.js';
import type { Judged } from './score-recipes.js';

export interface Choice {
  /** Place in the list of recipes. */
  readonly place: number;
  /** Why, in words. */
  readonly reason: string;
}

/** The recipes' first place; its name on a card. */
const CONSTANT = '0';

const shown = (value: number): string => value.toFixed(3);

/**
 * Where recipes can be judged on the latest trips, too, a classification must beat the base rate there as well: its gain is
 * small beside its noise, and penalties and depths were picked on the very rows of the cross-validation.
 */
function isSkilled(place: number, latest: Judged | null): boolean {
  return latest === null || latest.card.gainOf(String(place), CONSTANT).low > 0;
}

/**
 * The simplest recipe that is not clearly worse than the best: whose shortfall's 95% interval, on the same rows, holds 0.
 * On little data the difference between learners is mostly noise, and the simpler one is the safer guess.
 *
 * @param recipes the constant first
 * @param latest the same recipes on the latest trips; null where there are too few
 */
export function chooseRecipe(
  recipes: readonly Recipe[],
  { card }: Judged,
  latest: Judged | null,
  task: TargetDefinition['task'],
): Choice {
  const scores = recipes.map((_, place) => card.scoreOf(String(place)).estimate);
  const best = scores.indexOf(Math.max(...scores));
  const name = (place: number): string => describeRecipe(recipes[place]!, task);
  const simplestFirst = recipes
    .map((_, place) => place)
    .sort((a, b) => LEARNERS.indexOf(recipes[a]!.learner) - LEARNERS.indexOf(recipes[b]!.learner));
  for (const place of simplestFirst) {
    if (place !== best && card.gainOf(String(best), String(place)).low > 0) continue;
    if (task === 'classification' && place > 0 && !isSkilled(place, latest))
      return { place: 0, reason: `${name(0)}: on the latest trips nothing is clearly better` };
    if (place === best)
      return {
        place,
        reason: `${name(place)}: clearly better than all that is simpler (${shown(scores[place]!)})`,
      };
    const gain = card.gainOf(String(best), String(place));
    const reason =
      `${name(place)} (${shown(scores[place]!)}): simpler than ${name(best)} (${shown(scores[best]!)}), whose gain ` +
      `of ${shown(gain.estimate)} may be chance (${shown(gain.low)} to ${shown(gain.high)})`;
    return { place, reason };
  }
  throw new Error('the best recipe is one of the recipes');
}
