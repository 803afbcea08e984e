import { allowedRisk, RiskTerms } from './risk-terms.js';

function termsOf(...given: readonly (readonly [risk: number, effect: number])[]): RiskTerms {
  const terms = new RiskTerms(given.length);
  given.forEach(([risk, effect], e) => {
    terms.push(0, e + 1, risk, effect);
  });
  return terms;
}

/** What each term may keep: its own risk where that is less than its part. */
const kept = (terms: RiskTerms, allowed: number): number[] => {
  const share = terms.share(allowed);
  return [...terms.risk].map((risk, e) => Math.min(risk, share / terms.rate[e]!));
};

describe('shares of the allowed risk', () => {
  it('are equal for risks that cost the same', () => {
    const shares = kept(termsOf([1, 0.1], [0.5, 0.1]), 0.05);
    expect(shares[0]).toBeCloseTo(0.025, 12);
    expect(shares[1]).toBeCloseTo(0.025, 12);
  });

  it('are larger where a replication lowers the risk less, in proportion', () => {
    const [slow, fast] = kept(termsOf([1, 0.1], [1, 1]), 0.05);
    expect(slow! / fast!).toBeCloseTo(Math.log(2) / Math.log(1.01), 9);
  });

  it('leave to the others what small risks do not need, and sum to what is allowed', () => {
    const terms = termsOf([1, 0.1], [0.3, 0.2], [1e-9, 0.1], [0.001, 0.3]);
    const shares = kept(terms, 0.05);
    expect(shares[2]).toBe(1e-9);
    expect(shares[3]).toBe(0.001);
    expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(0.05, 12);
  });

  it('make no other split of the same risk cheaper', () => {
    const effects = [0.1, 0.3, 1] as const;
    const terms = termsOf(...effects.map((effect) => [1, effect] as const));
    const cost = (shares: readonly number[]): number =>
      shares.reduce((sum, share, e) => sum - Math.log(share) / terms.rate[e]!, 0);
    const best = kept(terms, 0.05);
    const least = cost(best);
    for (const [from, to] of [
      [0, 1],
      [1, 0],
      [0, 2],
      [2, 0],
      [1, 2],
      [2, 1],
    ] as const) {
      const other = [...best];
      other[from]! -= 1e-4;
      other[to]! += 1e-4;
      expect(cost(other)).toBeGreaterThan(least);
    }
  });
});

describe('the stated probability', () => {
  it('is that of Bechhofer, Kiefer & Sobel for one chosen: 1/(1 + Σ)', () => {
    expect(termsOf([0.1, 1], [0.25, 1], [3, 1]).probability()).toBeCloseTo(1 / 4.35, 12);
    expect(termsOf().probability()).toBe(1);
  });

  it('is no more than that of all sets together, where several are chosen', () => {
    // Chosen 0 and 1 of four, scores in units where a difference of d has a likelihood ratio of exp(d).
    const scores = [9, 8, 4, 2];
    const terms = new RiskTerms(4);
    for (const i of [0, 1]) for (const j of [2, 3]) terms.push(i, j, Math.exp(scores[j]! - scores[i]!), 1);
    const weight = (a: number, b: number): number => Math.exp(scores[a]! + scores[b]!);
    const sets = [weight(0, 1), weight(0, 2), weight(0, 3), weight(1, 2), weight(1, 3), weight(2, 3)];
    const exact = sets[0]! / sets.reduce((sum, w) => sum + w, 0);
    expect(terms.probability()).toBeLessThanOrEqual(exact);
    expect(terms.probability()).toBeGreaterThan(0.999 * exact);
  });

  it('is reached where the risks sum to what is allowed', () => {
    const allowed = allowedRisk(0.95);
    const terms = new RiskTerms(2);
    terms.push(0, 2, allowed / 3, 1);
    terms.push(1, 2, (2 * allowed) / 3, 1);
    expect(terms.probability()).toBeGreaterThanOrEqual(0.95);
  });
});
