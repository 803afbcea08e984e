import { MADE_UP_PROBLEMS } from '../cases/selection-cases.js';
import { equalByRule } from '../selection/equal-by-rule.js';
import { isGoodChoice, selectOnce, type MadeUpProblem } from '../selection/made-up-problem.js';
import { NormalSource } from '../selection/normal-source.js';
import { casePurpose } from './case-purpose.js';
import { standardErrorOf } from './proportion.js';
import { TRUTHS_EFFORT } from './replicate.js';
import type { Verdict } from './verdict.js';

const MACRO_REPLICATIONS = 500;
const TARGET = 0.95;
/** Of fewer systems, where the wanted three and their rivals are most of all, the cost is shown and not judged. */
const JUDGED_FROM = 20;

/** C: whether a stated probability is kept, on problems whose answer is known, and what it costs beside equality. */
export function judgeStatedProbability(): Verdict[] {
  return MADE_UP_PROBLEMS.flatMap(judgeProblem);
}

function judgeProblem(problem: MadeUpProblem, index: number): Verdict[] {
  const purpose = casePurpose(`C ${problem.name}`);
  let [good, stated, replications] = [0, 0, 0];
  for (let m = 0; m < MACRO_REPLICATIONS; m += 1) {
    const outcome = selectOnce(problem, TARGET, new NormalSource(TRUTHS_EFFORT.seed, m, purpose));
    if (isGoodChoice(outcome.chosen, problem)) good += 1;
    stated += outcome.probability / MACRO_REPLICATIONS;
    replications += outcome.replications / MACRO_REPLICATIONS;
  }
  const achieved = good / MACRO_REPLICATIONS;
  const error = standardErrorOf(good, MACRO_REPLICATIONS);
  const all = { id: `C${index + 1}`, interval: null, settled: false, replications: MACRO_REPLICATIONS };
  const kept: Verdict = {
    ...all,
    what: problem.name,
    expected: `PCS at least ${stated.toFixed(4)} as stated`,
    got: `${achieved.toFixed(4)} ± ${error.toFixed(4)}`,
    miss: achieved >= stated - error ? null : 'below what was stated, by more than its standard error',
  };
  if (!problem.name.startsWith('monotone') || problem.budget < 1_000_000_000) return [kept];
  let equal = 0;
  for (let m = 0; m < MACRO_REPLICATIONS; m += 1)
    equal +=
      equalByRule(problem, TARGET, new NormalSource(TRUTHS_EFFORT.seed, m, purpose)) / MACRO_REPLICATIONS;
  const judged = problem.means.length >= JUDGED_FROM;
  return [
    kept,
    {
      ...all,
      what: 'its replications',
      expected: `${judged ? 'at most half' : 'not judged, part'} of ${equal.toFixed(0)}`,
      got: `${replications.toFixed(0)} = ${((100 * replications) / equal).toFixed(1)}%`,
      miss: !judged || replications <= equal / 2 ? null : 'more than half of what equal allocation takes',
    },
  ];
}
