import fc from 'fast-check';
import type { Goal } from '../economics/objective.js';
import type { ShiftColumns } from '../economics/profit.js';
import { FINANCE } from '../testing/planning.js';
import { compareOptions, type Compared } from './compare-options.js';

const PROFIT: Goal = { objective: 'profit', targetT: 0 };

const columns = (productionT: readonly number[], changes: Partial<ShiftColumns> = {}): ShiftColumns => ({
  productionT: Float64Array.from(productionT),
  fuelL: new Float64Array(productionT.length),
  queueH: new Float64Array(productionT.length),
  incidents: new Float64Array(productionT.length),
  ...changes,
});

const of = (candidate: number, of: ShiftColumns, people = 0): Compared => ({
  candidate,
  columns: of,
  terms: { operatorH: 8 * people, demand: null, finance: FINANCE },
});

describe('why the first beats the second', () => {
  it('is told by term: what each does to the profit, adding up to the whole', () => {
    const first = of(7, columns([110, 210, 310], { fuelL: Float64Array.of(20, 20, 20) }), 9);
    const second = of(4, columns([100, 200, 300]), 9);
    const { comparison, terms } = (() => {
      const made = compareOptions(PROFIT, first, second);
      return { comparison: made, terms: new Map(made.terms.map(({ term, mean }) => [term, mean])) };
    })();
    expect(comparison).toMatchObject({ first: 7, second: 4, replications: 3 });
    expect(terms.get('revenueIdr')).toBe(8_000_000); // 10 t × 800,000
    expect(terms.get('fuelIdr')).toBe(-300_000); // 20 L × 15,000
    expect(terms.get('operatorsIdr')).toBe(0);
    expect([...terms.values()].reduce((a, b) => a + b, 0)).toBeCloseTo(comparison.profitIdr.mean, 6);
  });

  it('has the interval of the paired difference: what both have in common is no uncertainty', () => {
    const shared = [100, 900, 500, 1_300];
    const { profitIdr } = compareOptions(
      PROFIT,
      of(1, columns(shared.map((t) => t + 10))),
      of(2, columns(shared)),
    );
    expect(profitIdr.mean).toBeCloseTo(8_000_000, 6);
    expect(profitIdr.halfWidth95).toBeCloseTo(0, 6);
  });

  it('is taken over the replications that both have', () => {
    const longer = columns([10, 20, 1_000_000]);
    const { replications, profitIdr } = compareOptions(PROFIT, of(1, longer), of(2, columns([10, 10])));
    expect(replications).toBe(2);
    expect(profitIdr.mean).toBe(5 * 800_000);
  });

  it('adds up whatever the shifts', () => {
    const shift = fc.integer({ min: 0, max: 5_000 });
    const shifts = fc.array(shift, { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(shifts, shifts, fc.nat(9), fc.nat(9), (a, b, few, many) => {
        const queueH = (t: readonly number[]): Float64Array => Float64Array.from(t, (x) => x % 7);
        const { profitIdr, terms, objective } = compareOptions(
          PROFIT,
          of(1, columns(a, { queueH: queueH(a) }), few),
          of(2, columns(b, { queueH: queueH(b) }), many),
        );
        expect(objective).toEqual(profitIdr);
        const sum = terms.reduce((total, { mean }) => total + mean, 0);
        expect(Math.abs(sum - profitIdr.mean)).toBeLessThan(1e-3);
      }),
    );
  });

  it('is said in both languages, from the numbers', () => {
    const first = columns([1_050, 1_051], { fuelL: Float64Array.of(1_000, 1_000) });
    const { words } = compareOptions(PROFIT, of(1, first), of(2, columns([1_000, 1_000])));
    expect(words.en).toBe(
      'Option 1 earns more by 25.4 million IDR (±5.1 million IDR) than option 2. Difference in profit 25.4 million IDR: revenue +40.4 million IDR, fuel -15.0 million IDR.',
    );
    expect(words.id).toBe(
      'Opsi 1 lebih untung 25,4 juta IDR (±5,1 juta IDR) daripada opsi 2. Selisih profit 25,4 juta IDR: pendapatan +40,4 juta IDR, solar -15,0 juta IDR.',
    );
  });

  it('is called chance where the interval holds nothing', () => {
    const { words } = compareOptions(PROFIT, of(1, columns([1, 900, 1])), of(2, columns([900, 1, 0])));
    expect(words.en).toContain('may be chance');
    expect(words.id).toContain('batas kebetulan');
  });

  it('is in the unit of the objective', () => {
    const { objective, words } = compareOptions(
      { objective: 'tonnes', targetT: 0 },
      of(1, columns([110, 110])),
      of(2, columns([100, 100])),
    );
    expect(objective.mean).toBe(10);
    expect(words.en).toContain('hauls more by 10.00 t (±0.00 t)');
  });
});
