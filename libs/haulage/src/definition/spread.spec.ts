import { spreadFaults, type Spread } from './spread.js';

describe('a spread', () => {
  it.each<[Spread, RegExp]>([
    [{ kind: 'lognormal', cv: -1 }, /cv must not be negative, is -1/],
    [{ kind: 'uniform', halfWidth: 2 }, /halfWidth must be from 0 to 1, is 2/],
    [{ kind: 'table', quantiles: Float64Array.of(-1) }, /none negative/],
    [{ kind: 'table', quantiles: new Float64Array() }, /at least one number/],
  ])('that cannot be is refused: %j', (spread, reason) => {
    expect(spreadFaults(spread)).toEqual([expect.stringMatching(reason)]);
  });
});
