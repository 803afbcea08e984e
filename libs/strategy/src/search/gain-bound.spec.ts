import { mean } from '../economics/mean.js';
import { OBJECTIVES } from '../question/strategy-question.js';
import { runSearch, searchOf } from '../testing/answer-of.js';
import { fleet, schedule, START_MS } from '../testing/planning.js';
import { estimate } from '@mining-ops/des/statistics/estimate.js';
import { gainBound } from './gain-bound.js';

const H_MS = 3_600_000;
/** A vessel for which no candidate is in time. */
const mine = fleet({
  schedules: [schedule('S1', { etsLoadingMs: START_MS - H_MS, plannedQuantityT: 4_000 })],
});

describe('the bound of the gain', () => {
  it.each(
    OBJECTIVES.flatMap((objective) => [
      [objective, { breakdowns: false, weatherChanges: false, refuelling: false }] as const,
      [objective, { breakdowns: true, weatherChanges: true, refuelling: true }] as const,
    ]),
  )('for %s is above what every candidate comes to, disturbed or not: %j', (objective, disturbances) => {
    const { space, evaluation } = runSearch(
      searchOf(
        {
          objective,
          disturbances,
          space: 'whole',
          truckCounts: [1, 3, 6],
          loaderCounts: [1, 2],
          dispatchRules: ['shared-queue', 'fixed'],
          targetT: 800,
          scheduleId: 'S1',
          replications: 15,
        },
        { mine },
      ),
    );
    let closest = Infinity;
    for (let index = 0; index < space.size; index += 1) {
      const { group, truckCount } = space.candidate(index);
      const terms = evaluation.termsFor(truckCount, group.loaders.length);
      const bound = gainBound(evaluation.goal, space.bounded(group), truckCount, terms);
      const gains = evaluation.gains(index, evaluation.of(index).meanFigures());
      const { standardDeviation } = estimate(gains);
      const average = mean(gains);
      expect(average - (4 * standardDeviation) / Math.sqrt(15)).toBeLessThanOrEqual(bound);
      closest = Math.min(closest, (bound - average) / Math.abs(average));
    }
    // Where it is tight, it is worth something.
    expect(closest).toBeLessThan(0.6);
  });
});
