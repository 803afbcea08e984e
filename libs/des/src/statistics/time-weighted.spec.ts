import { TimeWeighted } from './time-weighted.js';

describe('TimeWeighted', () => {
  it('weighs each value with the time that it held: 2 for 3, 5 for 1, 0 for 6 is 1.1 on average', () => {
    const queue = new TimeWeighted(2);
    queue.set(5, 3);
    queue.set(0, 4);
    expect([queue.integral(10), queue.mean(10), queue.value]).toEqual([11, 1.1, 0]);
  });

  it('starts anew after a warm-up with the value that holds', () => {
    const queue = new TimeWeighted(0, 100);
    queue.set(4, 102);
    queue.restart(110);
    queue.set(2, 115);
    expect(queue.mean(120)).toBe(3);
  });

  it('counts several changes at one instant once', () => {
    const queue = new TimeWeighted();
    queue.set(7, 1);
    queue.set(1, 1);
    expect(queue.mean(2)).toBe(0.5);
    expect(new TimeWeighted(3, 5).mean(5)).toBeNaN();
  });

  it('knows the least and the most that held for some time, from the last start on', () => {
    const queue = new TimeWeighted(2);
    expect([queue.min(0), queue.max(0)]).toEqual([NaN, NaN]);
    queue.set(9, 1);
    queue.set(5, 1); // 9 held for no time
    queue.set(3, 4);
    expect([queue.min(5), queue.max(5)]).toEqual([2, 5]);
    queue.restart(6);
    expect([queue.min(7), queue.max(7)]).toEqual([3, 3]);
  });

  it('refuses a time before the last change', () => {
    const queue = new TimeWeighted(1, 5);
    expect(() => {
      queue.set(1, 4);
    }).toThrow(new RangeError('now must be at least 5, got 4'));
    expect(() => queue.mean(NaN)).toThrow(RangeError);
  });
});
