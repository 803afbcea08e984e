import fc from 'fast-check';
import { paretoSet, type Weighed } from './pareto.js';

const of = (profitIdr: number, fuelLPerT: number | null, queueH: number): Weighed => ({
  profitIdr,
  fuelLPerT,
  queueH,
});

describe('the Pareto set', () => {
  it('leaves out what another is as good as in everything, and better than in something', () => {
    const [rich, frugal, quick, middling] = [of(9, 0.5, 8), of(3, 0.2, 8), of(2, 0.4, 0), of(2, 0.4, 1)];
    expect(paretoSet([middling, quick, frugal, rich])).toEqual([rich, frugal, quick]);
  });

  it('keeps equals side by side', () => {
    expect(paretoSet([of(1, 1, 1), of(1, 1, 1)])).toHaveLength(2);
  });

  it('has no worse than one that hauls nothing', () => {
    expect(paretoSet([of(-1, null, 0), of(0, 0.3, 0)])).toEqual([of(0, 0.3, 0)]);
  });

  it('is what comparing all with all gives', () => {
    const number = fc.integer({ min: 0, max: 5 });
    const any = fc.array(
      fc.tuple(number, fc.option(number), number).map((v) => of(...v)),
      { maxLength: 25 },
    );
    fc.assert(
      fc.property(any, (items) => {
        const fuel = ({ fuelLPerT }: Weighed): number => fuelLPerT ?? Infinity;
        const beats = (a: Weighed, b: Weighed): boolean =>
          a.profitIdr >= b.profitIdr &&
          fuel(a) <= fuel(b) &&
          a.queueH <= b.queueH &&
          (a.profitIdr > b.profitIdr || fuel(a) < fuel(b) || a.queueH < b.queueH);
        const unbeaten = items.filter((item) => !items.some((other) => beats(other, item)));
        expect(new Set(paretoSet(items))).toEqual(new Set(unbeaten));
        expect(paretoSet(items)).toHaveLength(unbeaten.length);
      }),
    );
  });
});
