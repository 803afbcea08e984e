import fc from 'fast-check';
import { isNestedDeeperThan } from './nesting.js';

/** The obvious way to say it. */
function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

describe('isNestedDeeperThan', () => {
  it('agrees with the depth counted by recursion', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), fc.integer({ min: 0, max: 9 }), (value, levels) => {
        expect(isNestedDeeperThan(levels, value)).toBe(depthOf(value) > levels);
      }),
    );
  });

  it('judges a depth at which recursion would end the process', () => {
    const deep: unknown = JSON.parse('['.repeat(1e6) + ']'.repeat(1e6));
    expect(isNestedDeeperThan(100, deep)).toBe(true);
    expect(isNestedDeeperThan(1e6, deep)).toBe(false);
  });

  it('judges a wide value', () => {
    const wide = Array.from({ length: 5e5 }, (_, i) => [i]);
    expect(isNestedDeeperThan(2, wide)).toBe(false);
    expect(isNestedDeeperThan(1, wide)).toBe(true);
  });
});
