import { labelledAnswers } from './labelled-answers.js';
import { scoreOf, type Score } from './score.js';

const KINDS = [
  ...['wrong-option', 'swapped-unit', 'wrong-magnitude', 'wrong-rounding', 'invented', 'wrong-quantity'],
  ...['wrong-difference', 'wrong-percentage', 'transposed-digits', 'wrong-count'],
].sort();

describe('the groundedness check, on labelled answers', () => {
  const names = ['development', 'held-out-1', 'held-out-2', 'held-out-3', 'held-out-4'] as const;
  const all = names.map((name) => labelledAnswers(name));
  const sets: [string, Score][] = [
    ...names.map((name, i): [string, Score] => [name, scoreOf(all[i] ?? [])]),
    ['all sets', scoreOf(all.flat())],
  ];

  it('is measured on 80 answers or more, half of them with planted errors, of ten kinds', () => {
    expect(all.flat().length).toBeGreaterThanOrEqual(80);
    for (const set of all) {
      expect(set.length).toBeGreaterThanOrEqual(30);
      expect(set.filter(({ errors }) => errors.length > 0)).toHaveLength(set.length / 2);
      expect([...new Set(set.flatMap(({ errors }) => errors.map(({ kind }) => kind)))].sort()).toEqual(KINDS);
    }
  });

  it.each(sets)('finds at least 95%% of the planted errors of %s', (_set, { caught, planted, missed }) => {
    expect({ enough: caught / planted >= 0.95, missed }).toMatchObject({ enough: true });
  });

  it.each(sets)('blames at most 3%% of what is right, answers or numbers, of %s', (_set, score) => {
    expect({
      numbers: score.falseAlarms / score.right <= 0.03,
      answers: score.blamedAnswers / score.cleanAnswers <= 0.03,
      alarms: score.alarms,
    }).toMatchObject({ numbers: true, answers: true });
  });

  it.each(sets)(
    'looks at the numbers of %s: more than two an answer',
    (_set, { right, planted, answers }) => {
      expect(right + planted).toBeGreaterThan(2 * answers);
    },
  );
});
