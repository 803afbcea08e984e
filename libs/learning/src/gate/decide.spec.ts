import type { ModelManifest } from '../registry/manifest.js';
import { decide, type Case } from './decide.js';

const interval = (low: number, high: number) => ({ estimate: (low + high) / 2, low, high });

const scores: ModelManifest['crossValidation'] = {
  rows: 1000,
  shifts: 100,
  model: interval(0.85, 0.9),
  linear: interval(0.75, 0.8),
  constant: interval(-0.01, 0),
  gainOverLinear: interval(0.08, 0.12),
  gainOverConstant: interval(0.85, 0.9),
  error: 1,
  auc: null,
};

function manifest(change: Partial<ModelManifest> = {}): ModelManifest {
  return {
    ...{ target: 'fuelConsumed', version: '0002-00000000', task: 'regression', unit: 'L', skill: true },
    ...{ features: { numeric: [], categorical: [] }, spread: [1], vocabulary: {}, compared: [] },
    onnx: { sha256: '', numbersInput: '', categoriesInput: '', output: '', outputColumn: 0 },
    recipe: {
      learner: 'boosted-trees',
      ...{ rounds: 9, depth: 3, rate: 0.1, rowsPerLeaf: 20, l2: 1, columnShare: 1, rowShare: 1 },
    },
    data: { sha256: '', rows: 1000, rowsWithTarget: 1000, from: '', to: '', mean: 0.147 },
    crossValidation: scores,
    latest: { ...scores, from: '2026-10-01T00:00:00.000Z' },
    ...{ description: '', choice: '', seed: 1, codeVersion: '', trainedAt: '', durationS: 1 },
    ...change,
  };
}

const decided = (change: Partial<Case> = {}) =>
  decide({
    ...{
      candidate: manifest(),
      incumbent: null,
      gainOverIncumbent: null,
      threshold: 0.8,
      margin: 0.01,
      isWithdrawn: false,
    },
    ...change,
  });

const withScores = (change: Partial<typeof scores>, more: Partial<ModelManifest> = {}): ModelManifest =>
  manifest({ crossValidation: { ...scores, ...change }, ...more });

describe('the gate', () => {
  it('promotes what beats both baselines and is above its threshold, and says all its reasons', () => {
    expect(decided()).toEqual({
      verdict: 'promoted',
      reasons: [
        'it beats the linear model: gain 0.100 (95%: 0.080 to 0.120)',
        'its score 0.875 (95%: 0.850 to 0.900) is above the threshold 0.8',
        'the trips since 2026-10-01, held out, score 0.875 (95%: 0.850 to 0.900)',
      ],
    });
  });

  it.each<[string, Partial<Case>, string, RegExp]>([
    [
      'a score whose interval holds the threshold',
      { threshold: 0.87 },
      'held',
      /^within noise: the threshold 0\.87/,
    ],
    [
      'a score below the threshold',
      { threshold: 0.95 },
      'rejected',
      /^its score .* is below the threshold 0\.95/,
    ],
    [
      'no clear gain over the constant',
      { candidate: withScores({ gainOverConstant: interval(-0.01, 0.2) }) },
      'rejected',
      /^it does not beat the constant/,
    ],
    [
      'no clear gain over the linear model',
      { candidate: withScores({ gainOverLinear: interval(-0.01, 0.2) }) },
      'rejected',
      /^it does not beat the linear model/,
    ],
    [
      'what may be worse than what is served',
      { incumbent: manifest({ version: '0001-00000000' }), gainOverIncumbent: interval(-0.02, 0.05) },
      'rejected',
      /^it may be worse than 0001-00000000, which is served: gain 0\.015 .* allowed is -0\.01/,
    ],
    [
      'latest trips that contradict',
      {
        candidate: manifest({
          latest: { ...scores, model: interval(0.6, 0.7), from: '2026-10-01T00:00:00.000Z' },
        }),
      },
      'held',
      /^the trips since 2026-10-01, held out, score 0\.650 .* below the threshold/,
    ],
    ['what was rolled back', { isWithdrawn: true }, 'held', /was rolled back; promote it by hand/],
  ])('does not promote %s', (_what, change, verdict, reason) => {
    const decision = decided(change);
    expect(decision.verdict).toBe(verdict);
    expect(decision.reasons[0]).toMatch(reason);
  });

  it('promotes what is as good as what is served, but for noise', () => {
    const incumbent = manifest({ version: '0001-00000000' });
    expect(decided({ incumbent, gainOverIncumbent: interval(-0.005, 0.003) }).verdict).toBe('promoted');
    expect(decided({ incumbent, gainOverIncumbent: interval(0, 0) }).verdict).toBe('promoted');
  });

  it('asks a linear model for a gain over the constant only, and a constant of a number for its threshold', () => {
    const linear = withScores(
      { gainOverLinear: interval(0, 0) },
      { recipe: { learner: 'linear', penalty: 1 } },
    );
    expect(decided({ candidate: linear }).verdict).toBe('promoted');
    const constant = withScores({ model: interval(-0.01, 0) }, { recipe: { learner: 'constant' } });
    expect(decided({ candidate: constant })).toMatchObject({ verdict: 'rejected' });
  });

  it('serves the base rate where a classification has no skill, but not instead of one that has', () => {
    const candidate = manifest({ task: 'classification', recipe: { learner: 'constant' } });
    expect(decided({ candidate, threshold: null })).toEqual({
      verdict: 'promoted',
      reasons: ['no skill: nothing beats the base rate, 0.147, which is served'],
    });
    const skilled = manifest({ task: 'classification' });
    const given = { candidate, incumbent: skilled, gainOverIncumbent: interval(-0.2, -0.1), threshold: null };
    expect(decided(given).verdict).toBe('rejected');
  });
});
