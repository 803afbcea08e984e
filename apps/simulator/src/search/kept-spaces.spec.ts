import { MOST_CANDIDATES_KEPT, weightOf } from './kept-spaces.js';

describe('what a space counts for among those that are kept', () => {
  it('is its candidates', () => {
    expect(weightOf({ size: 8_294 })).toBe(8_294);
  });

  it('is at most all that is kept: a cache refuses what is larger than itself', () => {
    expect(weightOf({ size: 2 * MOST_CANDIDATES_KEPT })).toBe(MOST_CANDIDATES_KEPT);
  });

  it('is never nothing, which a cache refuses, too', () => {
    expect(weightOf({ size: 0 })).toBe(1);
  });
});
