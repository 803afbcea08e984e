import { chooseDistinct } from './choose-distinct.js';

const values = Float64Array.of(3, 9, 8, 7, 9, -Infinity);

describe('the best few', () => {
  it('come best first, equals in their own order', () => {
    expect(chooseDistinct(values, null, 3)).toEqual([1, 4, 2]);
  });

  it('are of different classes', () => {
    expect(chooseDistinct(values, Int32Array.of(0, 1, 2, 3, 1, 4), 3)).toEqual([1, 2, 3]);
  });

  it('are fewer where there are fewer systems, classes or systems with a value', () => {
    expect(chooseDistinct(values, null, 9)).toEqual([1, 4, 2, 3, 0]);
    expect(chooseDistinct(values, new Int32Array(6), 3)).toEqual([1]);
    expect(chooseDistinct(new Float64Array(2).fill(-Infinity), null, 1)).toEqual([]);
  });
});
