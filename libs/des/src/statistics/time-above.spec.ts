import { TimeAbove } from './time-above.js';

describe('TimeAbove', () => {
  it('counts the time above the threshold, not at it: 4 for 2, 3 for 5, 9 for 1, 0 for 2', () => {
    const queue = new TimeAbove(3, 4);
    queue.set(3, 2);
    queue.set(9, 7);
    queue.set(0, 8);
    expect(queue.share(10)).toBe(0.3);
  });

  it('starts anew after a warm-up with the value that holds', () => {
    const queue = new TimeAbove(0, 0, 100);
    queue.set(1, 104);
    queue.restart(110);
    queue.set(0, 111);
    expect(queue.share(114)).toBe(0.25);
  });

  it('knows no share of no time, and refuses no threshold and a time before the last', () => {
    const queue = new TimeAbove(1, 2, 5);
    expect(queue.share(5)).toBeNaN();
    expect(() => queue.share(4)).toThrow(new RangeError('now must be at least 5, got 4'));
    expect(() => new TimeAbove(NaN)).toThrow(new RangeError('threshold must be a number, got NaN'));
  });
});
