import { makeAnswer } from '../answer/make-answer.js';
import { USUAL_RULES } from '../question/dispatch-rules.js';
import type { StrategyQuestion } from '../question/strategy-question.js';
import { runSearch, searchOf } from '../testing/answer-of.js';
import { simulateBatch } from './search-batch.js';
import { NothingSimulatedError } from './search-outcome.js';
import type { StrategySearch } from './strategy-search.js';

/** Six truck counts, every set of up to three loaders, five rules where there is a choice: 138 candidates. */
const WHOLE: Partial<StrategyQuestion> = {
  space: 'whole',
  truckCounts: [1, 2, 3, 4, 5, 6],
  loaderCounts: [1, 2, 3],
  dispatchRules: [...USUAL_RULES],
  replications: null,
};
const wholeSearch = (changes: Partial<StrategyQuestion> = {}): StrategySearch =>
  searchOf({ ...WHOLE, ...changes });

/** Does the first `rounds` rounds and gives the next one, undone. */
function after(search: StrategySearch, rounds: number): NonNullable<ReturnType<StrategySearch['nextRound']>> {
  for (let r = 0; ; r += 1) {
    const round = search.nextRound();
    if (!round) throw new Error(`the search ended before round ${rounds}`);
    if (r === rounds) return round;
    round.batches.forEach((batch, b) => {
      search.accept(round, b, simulateBatch(search.space, batch));
    });
  }
}

describe('a search', () => {
  const searched = runSearch(wholeSearch());
  const outcome = searched.outcome();
  const all = runSearch(wholeSearch({ replications: 40 }));
  const third = all.evaluation.meanGainOf(all.outcome().chosen[2]!);

  it('finds what simulating every candidate finds, with less work', () => {
    expect(outcome).toMatchObject({ reached: true, endedBy: 'guarantee' });
    expect(outcome.replications).toBeLessThan(all.outcome().replications / 2);
    for (const candidate of outcome.chosen)
      expect(all.evaluation.meanGainOf(candidate)).toBeGreaterThan(third - outcome.indifference);
  });

  it('excludes by bounds only what is worse than the third best, and never simulates it further', () => {
    const excluded = outcome.fates.flatMap((fate, candidate) => (fate === 'excluded' ? [candidate] : []));
    expect(excluded.length).toBeGreaterThan(50);
    for (const candidate of excluded) {
      expect(all.evaluation.meanGainOf(candidate)).toBeLessThan(third);
      expect([0, 20]).toContain(searched.evaluation.replicationsOf(candidate)); // 20: the pilot
    }
  });

  it('chooses three that differ in what a planner would do', () => {
    const plans = outcome.chosen.map((index) => {
      const { group, truckCount } = searched.space.candidate(index);
      return `${group.road.id} ${truckCount} ${group.loaders.length}`;
    });
    expect(new Set(plans).size).toBe(3);
  });

  it('describes options and runners-up by at least a hundred shifts', () => {
    for (const candidate of [...outcome.chosen, ...outcome.runnersUp])
      expect(searched.evaluation.replicationsOf(candidate)).toBeGreaterThanOrEqual(100);
  });

  it('comes to the same whatever order its batches end in, and however often they come', () => {
    const turned = runSearch(wholeSearch(), (batches) => [...batches.toReversed(), ...batches]);
    expect(JSON.stringify(makeAnswer(turned, 'abc'))).toBe(JSON.stringify(makeAnswer(searched, 'abc')));
  });

  it('of as many replications as the question wants gives every candidate as many', () => {
    const equal = runSearch(wholeSearch({ replications: 3 }));
    for (let candidate = 0; candidate < equal.space.size; candidate += 1)
      expect(equal.evaluation.replicationsOf(candidate)).toBe(3);
    expect(equal.outcome().replications).toBe(3 * equal.space.size);
  });

  it('keeps to its budget, and says that it ended by it', () => {
    const { endedBy, reached, replications } = runSearch(
      wholeSearch({ maxReplications: 3_000, indifference: 1e-6, confidence: 0.999 }),
    ).outcome();
    expect([endedBy, reached]).toEqual(['budget', false]);
    // The description of the options and the runners-up comes on top.
    expect(replications).toBeLessThanOrEqual(3_000 + 8 * 100);
  });

  it.each([
    ['cost_per_tonne', { indifference: 300 }],
    ['tonnes', { indifference: 30 }],
    ['least_fuel', { targetT: 1_000, indifference: 10 }],
  ] as const)('for %s finds what is best in that', (objective, changes) => {
    const asked = { objective, truckCounts: [2, 3, 4, 5], ...changes };
    const found = runSearch(wholeSearch(asked));
    expect(found.outcome().reached).toBe(true);
    const { evaluation, ...whole } = runSearch(wholeSearch({ ...asked, replications: 30 }));
    const best = Math.max(
      ...Array.from({ length: whole.space.size }, (_, candidate) => evaluation.meanGainOf(candidate)),
    );
    const [first] = found.outcome().chosen;
    expect(evaluation.meanGainOf(first!)).toBeGreaterThan(best - 2 * changes.indifference);
    if (objective === 'least_fuel') expect(evaluation.of(first!).mean('productionT')).toBeGreaterThan(990);
  });

  it('tells how far it is', () => {
    const search = wholeSearch();
    expect(search.progress()).toEqual({
      candidates: 138,
      candidatesLeft: 138,
      replications: 0,
      best: null,
      probability: 0,
    });
    after(search, 1);
    const { best, candidatesLeft, replications } = search.progress();
    expect(best!.value).toBeGreaterThan(0);
    expect(candidatesLeft).toBeLessThan(138);
    expect(replications).toBeGreaterThan(0);
  });
});

describe('a search that is stopped', () => {
  it('is answered with what it knows, and marked', () => {
    const search = wholeSearch({ indifference: 1e-6, confidence: 0.999 });
    after(search, 2);
    search.stop('time');
    expect(search.nextRound()).toBeNull();
    const outcome = search.outcome();
    expect(outcome).toMatchObject({ endedBy: 'time', reached: false });
    expect(outcome.chosen).toHaveLength(3);
    expect(outcome.probability).toBeGreaterThan(0);
  });

  it('uses the pieces of a round that came, and states nothing where some candidates have none', () => {
    const search = wholeSearch({ replications: 10 });
    const round = search.nextRound()!;
    expect(search.canAnswer).toBe(false);
    search.accept(round, 0, simulateBatch(search.space, round.batches[0]!));
    expect(search.canAnswer).toBe(true);
    search.stop('time');
    const { probability, reached, fates } = search.outcome();
    expect([probability, reached]).toEqual([0, false]);
    expect(fates.filter((fate) => fate === 'unexamined').length).toBe(
      search.space.size - round.batches[0]!.candidates.length,
    );
  });

  it('before anything was simulated has no answer', () => {
    const search = wholeSearch();
    search.nextRound();
    search.stop('time');
    expect(() => search.outcome()).toThrow(NothingSimulatedError);
  });

  it('after its end stays as it ended', () => {
    const search = runSearch(wholeSearch({ truckCounts: [6], loaderCounts: [1] }));
    search.stop('time');
    expect(search.outcome().endedBy).toBe('guarantee');
  });
});

describe('a search refuses', () => {
  it('to go on while batches are missing', () => {
    const search = wholeSearch();
    search.nextRound();
    expect(() => search.nextRound()).toThrow('round 0 is not complete');
  });

  it('rows of another length than a batch makes, and batches that a round does not have', () => {
    const search = wholeSearch();
    const round = search.nextRound()!;
    expect(() => {
      search.accept(round, 0, new Float64Array(1));
    }).toThrow(/batch 0 of round 0 makes \d+ numbers, got 1/);
    expect(() => {
      search.accept(round, 999, new Float64Array(1));
    }).toThrow('round 0 has no batch 999');
  });

  it('batches of a round that is over', () => {
    const search = wholeSearch();
    const [first] = [search.nextRound()!];
    const rows = first.batches.map((batch) => simulateBatch(search.space, batch));
    rows.forEach((row, b) => {
      search.accept(first, b, row);
    });
    search.nextRound();
    expect(() => {
      search.accept(first, 0, rows[0]!);
    }).toThrow('round 0 is not the one in hand');
  });
});
