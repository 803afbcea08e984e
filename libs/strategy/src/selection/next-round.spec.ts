import { nextRound } from './next-round.js';
import { RiskTerms } from './risk-terms.js';

/** System 0 is chosen; each other has 10 replications and the given risk and effect. */
function roundOf(risks: readonly (readonly [risk: number, effect: number])[], left = Infinity) {
  const terms = new RiskTerms(risks.length);
  risks.forEach(([risk, effect], e) => {
    terms.push(0, e + 1, risk, effect);
  });
  return nextRound(terms, new Int32Array(risks.length + 1).fill(10), 0.05, left);
}

const given = ({ allocations }: ReturnType<typeof roundOf>): number[][] =>
  allocations.map(({ system, replications }) => [system, replications]);

describe('the next round', () => {
  it('gives nothing to those that are sure enough not to be better', () => {
    const round = roundOf([
      [1, 0.1],
      [1e-7, 0.5],
      [0.9, 0.12],
    ]);
    expect([...round.contenders]).toEqual([0, 1, 0, 1]);
    expect(given(round)).toEqual([
      [0, 10],
      [1, 10],
      [3, 10],
    ]);
  });

  it('gives half of what brings the risk to its share, where that is less than twice what there is', () => {
    // one rival with a risk of 0.2: ln(0.2/0.05) = 1.386 at ½·ln(1 + 0.7²) = 0.1994 a replication
    expect(given(roundOf([[0.2, 0.7]]))).toEqual([
      [0, 4],
      [1, 4],
    ]);
  });

  it('gives a tenth at least', () => {
    expect(given(roundOf([[0.0500001, 3]]))).toEqual([
      [0, 1],
      [1, 1],
    ]);
  });

  it('continues each system where it was', () => {
    expect(roundOf([[1, 0.1]]).allocations.map(({ firstReplication }) => firstReplication)).toEqual([10, 10]);
  });

  it('spends what is left, shared in proportion, and no more', () => {
    expect(
      given(
        roundOf(
          [
            [1, 0.1],
            [1, 0.1],
          ],
          16,
        ),
      ),
    ).toEqual([
      [0, 6],
      [1, 5],
      [2, 5],
    ]);
    expect(
      given(
        roundOf(
          [
            [1, 0.1],
            [1, 0.1],
          ],
          1,
        ),
      ),
    ).toEqual([[0, 1]]);
    expect(
      given(
        roundOf(
          [
            [1, 0.1],
            [1, 0.1],
          ],
          0,
        ),
      ),
    ).toEqual([]);
  });
});
