import { RiskTerms } from './risk-terms.js';

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
