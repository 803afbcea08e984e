import fc from 'fast-check';
import { chooseBest, type Ranked } from './choose.js';

const candidate = (meanProfitIdr: number, signature: string): Ranked => ({
  group: 0,
  count: 0,
  meanProfitIdr,
  signature,
});

describe('choosing', () => {
  it('takes the best by mean profit, best first', () => {
    const chosen = chooseBest(
      [candidate(1, 'a'), candidate(3, 'b'), candidate(2, 'c'), candidate(4, 'd')],
      3,
    );
    expect(chosen.map(({ signature }) => signature)).toEqual(['d', 'b', 'c']);
  });

  it('takes no two that a planner could not tell apart', () => {
    const chosen = chooseBest([candidate(4, 'a'), candidate(3, 'a'), candidate(2, 'b')], 3);
    expect(chosen).toEqual([candidate(4, 'a'), candidate(2, 'b')]);
  });

  it('keeps equals in the order of the candidates', () => {
    expect(chooseBest([candidate(1, 'x'), candidate(1, 'a')], 1)).toEqual([candidate(1, 'x')]);
  });

  it('leaves out nothing better than what it takes', () => {
    const any = fc.array(fc.tuple(fc.integer(), fc.constantFrom('a', 'b', 'c', 'd', 'e')), { maxLength: 30 });
    fc.assert(
      fc.property(any, fc.integer({ min: 1, max: 4 }), (pairs, wanted) => {
        const all = pairs.map(([profit, signature]) => candidate(profit, signature));
        const chosen = chooseBest(all, wanted);
        expect(chosen.length).toBe(Math.min(wanted, new Set(pairs.map(([, s]) => s)).size));
        const worst = Math.min(...chosen.map(({ meanProfitIdr }) => meanProfitIdr));
        const taken = new Set(chosen.map(({ signature }) => signature));
        for (const other of all)
          if (!taken.has(other.signature)) expect(other.meanProfitIdr).toBeLessThanOrEqual(worst);
      }),
    );
  });
});
