import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import fc from 'fast-check';
import { areaUnderCurve, lossOf } from './losses.js';
import { ScoreCard } from './score-card.js';

describe('the area under the curve', () => {
  it('is the share of pairs that are in the right order, ties counting half', () => {
    const pairs = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 5 })), {
      minLength: 2,
      maxLength: 40,
    });
    fc.assert(
      fc.property(pairs, (rows) => {
        const actual = rows.map(([yes]) => Number(yes));
        const said = rows.map(([, value]) => value);
        const ones = said.filter((_, i) => actual[i] === 1);
        const zeros = said.filter((_, i) => actual[i] === 0);
        fc.pre(ones.length > 0 && zeros.length > 0);
        let right = 0;
        for (const one of ones) for (const zero of zeros) right += one > zero ? 1 : one === zero ? 0.5 : 0;
        expect(areaUnderCurve(actual, said)).toBeCloseTo(right / (ones.length * zeros.length), 12);
      }),
    );
  });
});

describe('a score card', () => {
  const stream = RandomStream.of({ seed: 1, replication: 0, entity: 0, purpose: 9 });
  const actual = Float64Array.from({ length: 800 }, () => 10 * stream.uniform());
  const eachItsOwn = Int32Array.from(actual.keys());
  const card = new ScoreCard('regression', actual, eachItsOwn, 1);
  const add = (name: string, said: (value: number) => number): void => {
    card.add(
      name,
      actual.map((value) => lossOf('regression', value, said(value))),
    );
  };
  add('perfect', (value) => value);
  add('mean', () => actual.reduce((sum, value) => sum + value, 0) / actual.length);
  add('noisy', (value) => value + 2 * (stream.uniform() - 0.5));
  add('noisier', (value) => value + 2.2 * (stream.uniform() - 0.5));

  it('has R²: 1 for perfection, 0 for the mean', () => {
    expect(card.scoreOf('perfect').estimate).toBe(1);
    expect(card.scoreOf('mean').estimate).toBeCloseTo(0, 12);
    // The error's variance is 1/3, the target's 100/12.
    expect(card.scoreOf('noisy').estimate).toBeCloseTo(1 - 4 / 100, 1);
  });

  it('has intervals that hold the estimate, and a gain above 0 for what is truly better', () => {
    const { low, estimate, high } = card.scoreOf('noisy');
    expect(low).toBeLessThan(estimate);
    expect(high).toBeGreaterThan(estimate);
    expect(card.gainOf('noisy', 'noisier').low).toBeGreaterThan(0);
    expect(card.gainOf('noisy', 'noisy')).toEqual({ estimate: 0, low: 0, high: 0 });
  });

  it('has wider intervals where rows come in shifts that are alike', () => {
    const shifts = eachItsOwn.map((row) => Math.floor(row / 20));
    const alike = Float64Array.from(shifts, (shift) => (shift * 7919) % 10);
    const width = (groups: Int32Array): number => {
      const own = new ScoreCard('regression', actual, groups, 1);
      own.add('model', alike);
      const { low, high } = own.scoreOf('model');
      return high - low;
    };
    expect(width(shifts)).toBeGreaterThan(2 * width(eachItsOwn));
  });

  it('scores probabilities by the part of the log loss that they explain', () => {
    const yes = Float64Array.from({ length: 400 }, (_, i) => Number(i % 4 === 0));
    const own = new ScoreCard('classification', yes, Int32Array.from(yes.keys()), 1);
    own.add(
      'base rate',
      yes.map((value) => lossOf('classification', value, 0.25)),
    );
    own.add(
      'wrong',
      yes.map((value) => lossOf('classification', value, 0.5)),
    );
    expect(own.scoreOf('base rate').estimate).toBeCloseTo(0, 12);
    expect(own.gainOf('base rate', 'wrong').low).toBeGreaterThan(0);
  });
});
