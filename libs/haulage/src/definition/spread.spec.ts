import { spreadFaults, type Spread } from './spread.js';

describe('a spread', () => {
  it.each<[Spread, RegExp]>([
    [{ kind: 'lognormal', cv: -1 }, /cv must not be negative, is -1/],
    [{ kind: 'uniform', halfWidth: 2 }, /halfWidth must be from 0 to 1, is 2/],
    [{ kind: 'table', quantiles: Float64Array.of(-1) }, /none negative/],
    [{ kind: 'table', quantiles: new Float64Array() }, /at least one number/],
    [{ kind: 'triangular', low: -0.1, high: 2 }, /low must be from 0 to 1, is -0.1/],
    [{ kind: 'triangular', low: 0.5, high: 1 }, /high must be from 1.25 to 2 where low is 0.5, .* is 1$/],
    [{ kind: 'triangular', low: 0.5, high: 2.1 }, /high must be from 1.25 to 2/],
    [{ kind: 'gamma', cv: 0 }, /cv must be above 0, is 0/],
    [{ kind: 'erlang', phases: 1.5 }, /phases must be a whole number from 1, is 1.5/],
    [{ kind: 'weibull', shape: 0.01 }, /shape must be 0.1 or more, is 0.01/],
    [{ kind: 'truncatedNormal', cv: 0, low: 0, high: 2 }, /cv must be above 0, is 0/],
    [{ kind: 'truncatedNormal', cv: 0.2, low: 1, high: 2 }, /low must be from 0 to below 1, is 1/],
    [{ kind: 'truncatedNormal', cv: 0.2, low: 0, high: 1 }, /high must be above 1, is 1/],
  ])('that cannot be is refused: %j', (spread, reason) => {
    expect(spreadFaults(spread)).toEqual([expect.stringMatching(reason)]);
  });
});
