import fc from 'fast-check';
import { EventCalendar } from './event-calendar.js';

interface Pending {
  handle: number;
  time: number;
  priority: number;
  order: number;
}

const byOrder = (a: Pending, b: Pending): number =>
  a.time - b.time || a.priority - b.priority || a.order - b.order;

describe('EventCalendar', () => {
  it('takes events by time, then priority, then order of scheduling', () => {
    const calendar = new EventCalendar();
    calendar.schedule(5, 0, 1);
    calendar.schedule(3, 0, 2, 1);
    calendar.schedule(3, 0, 3, 0);
    calendar.schedule(3, 0, 4, 1);
    const taken: number[] = [];
    while (calendar.advance()) taken.push(calendar.entity);
    expect(taken).toEqual([3, 2, 4, 1]);
    expect(calendar.now).toBe(5);
  });

  it('refuses an event in the past, or at no time at all', () => {
    const calendar = new EventCalendar();
    calendar.schedule(2, 0, 0);
    calendar.advance();
    expect(() => calendar.schedule(1, 7, 0)).toThrow('event of kind 7 at 1, but it is 2 already');
    expect(() => calendar.schedule(NaN, 7, 0)).toThrow(RangeError);
  });

  it('behaves like a sorted list under any mix of scheduling, taking and cancelling', () => {
    const step = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record({
          do: fc.constant('schedule' as const),
          delay: fc.integer({ min: 0, max: 5 }),
          priority: fc.integer({ min: 0, max: 2 }),
        }),
      },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('take' as const) }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), which: fc.nat(50) }) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const calendar = new EventCalendar(2);
        let model: Pending[] = [];
        let order = 0;
        for (const action of steps) {
          if (action.do === 'schedule') {
            const time = calendar.now + action.delay;
            const handle = calendar.schedule(time, 0, order, action.priority);
            model.push({ handle, time, priority: action.priority, order });
            order += 1;
          } else if (action.do === 'take') {
            model.sort(byOrder);
            const expected = model.shift();
            expect(calendar.advance()).toBe(expected !== undefined);
            if (expected) expect([calendar.now, calendar.entity]).toEqual([expected.time, expected.order]);
          } else if (model.length > 0) {
            const target = model[action.which % model.length]!;
            expect(calendar.cancel(target.handle)).toBe(true);
            expect(calendar.cancel(target.handle)).toBe(false);
            model = model.filter((pending) => pending !== target);
          }
          expect(calendar.pending).toBe(model.length);
        }
      }),
    );
  });

  it('does not let a handle of an event that is over cancel the one that has its place now', () => {
    const calendar = new EventCalendar(1);
    const taken = calendar.schedule(1, 0, 1);
    calendar.advance();
    calendar.schedule(2, 0, 2);
    expect(calendar.cancel(taken)).toBe(false);
    const cancelled = calendar.schedule(3, 0, 3);
    expect(calendar.cancel(cancelled)).toBe(true);
    calendar.schedule(4, 0, 4);
    expect(calendar.cancel(cancelled)).toBe(false);
    expect(calendar.pending).toBe(2);
  });

  it('knows no handle that it never gave', () => {
    const calendar = new EventCalendar();
    calendar.schedule(1, 0, 0);
    for (const handle of [-1, 63, 2 ** 30]) expect(calendar.cancel(handle)).toBe(false);
    expect(calendar.pending).toBe(1);
  });

  it.each([0, -1, 1.5, 2 ** 20 + 1])('cannot be made for %d events', (capacity) => {
    expect(() => new EventCalendar(capacity)).toThrow(`got ${capacity}`);
  });

  it('forgets everything at reset', () => {
    const calendar = new EventCalendar(1);
    calendar.schedule(1, 0, 0);
    calendar.schedule(2, 0, 0);
    calendar.advance();
    calendar.reset();
    expect([calendar.pending, calendar.now, calendar.advance()]).toEqual([0, 0, false]);
  });
});
