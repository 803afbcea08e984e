import { assess } from '@mining-ops/strategy/selection/assess.js';
import { chooseDistinct } from '@mining-ops/strategy/selection/choose-distinct.js';
import { PairedDifferences } from '@mining-ops/strategy/selection/paired-differences.js';
import { ReplicationStore } from '@mining-ops/strategy/selection/replication-store.js';
import { RiskTerms } from '@mining-ops/strategy/selection/risk-terms.js';
import { MadeUpData, type MadeUpProblem } from './made-up-problem.js';
import type { NormalSource } from './normal-source.js';

/** Only so many of the best systems are simulated; of the others is assumed, in favour of equality, that they carry no risk. */
const RIVALS = 30;
/** How often is looked whether it is enough: whenever there are 5% more. */
const STEP = 0.05;

/**
 * How many replications giving each system equally many takes until the same rule states the same probability, all
 * systems together.
 */
export function equalByRule(problem: MadeUpProblem, targetProbability: number, source: NormalSource): number {
  const systems = Math.min(RIVALS, problem.means.length);
  const data = new MadeUpData(problem, source);
  const store = new ReplicationStore(systems);
  const terms = new RiskTerms(systems * problem.wanted);
  const pairs = new Map<number, PairedDifferences>();
  const sums = new Float64Array(systems);
  let n = 0;
  for (let target = problem.firstStage; ; target = Math.max(n + 1, Math.ceil(n * (1 + STEP)))) {
    for (let j = 0; j < systems; j += 1) {
      const values = data.draw(j, n, target - n);
      store.order(j, target);
      store.add(j, n, values);
      for (const value of values) sums[j]! += value;
    }
    n = target;
    const chosen = chooseDistinct(sums, null, problem.wanted);
    const paired = chosen.map((i) => {
      let pair = pairs.get(i);
      if (!pair) pairs.set(i, (pair = new PairedDifferences(i, systems)));
      pair.update(store);
      return pair;
    });
    assess({ chosen, classes: null, indifference: problem.indifference }, paired, () => false, terms);
    if (terms.probability() >= targetProbability) return n * problem.means.length;
  }
}
