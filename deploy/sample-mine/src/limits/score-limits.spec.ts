import { normal } from '@mining-ops/des/distributions/normal.js';
import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { bestR2, realisedR2, weightedAuc } from './score-limits.js';

test('the best R² of y = x + noise is Var(x)/(Var(x) + Var(noise))', () => {
  const stream = RandomStream.of({ seed: 1, replication: 0, entity: 0, purpose: 0 });
  const rows = Array.from({ length: 20_000 }, () => {
    const x = normal(stream, 0, 2);
    return { values: Array.from({ length: 5 }, () => x + normal(stream, 0, 1)) };
  });
  expect(bestR2(rows)).toBeCloseTo(4 / 5, 2); // standard error 0.002
});

test('R² is 1 for the values themselves and 0 for their mean', () => {
  expect(realisedR2([1, 2, 6], [1, 2, 6])).toBe(1);
  expect(realisedR2([1, 2, 6], [3, 3, 3])).toBe(0);
});

test('the AUC counts pairs, ties as one half', () => {
  // positives 0.8 and 0.4, negatives 0.4 and 0.1: pairs won 1, 1, ½, 1
  expect(weightedAuc([0.8, 0.4, 0.4, 0.1], [1, 1, 0, 0], [0, 0, 1, 1])).toBe(3.5 / 4);
});

test('the AUC of probabilities that are uniform on (0, 1) is 5/6', () => {
  const p = Array.from({ length: 4000 }, (_, i) => (i + 0.5) / 4000);
  const q = p.map((each) => 1 - each);
  expect(weightedAuc(p, p, q)).toBeCloseTo(5 / 6, 3);
});
