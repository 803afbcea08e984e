import fc from 'fast-check';
import { EventCalendar } from './event-calendar.js';

interface Pending {
  handle?: number;
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

  it('takes the times of events from a column of the model', () => {
    const calendar = new EventCalendar();
    const dueMin = Float64Array.of(4, 2, 3);
    for (const entity of [0, 1, 2]) calendar.scheduleFrom(dueMin, 0, entity);
    const taken: number[] = [];
    while (calendar.advance()) taken.push(calendar.entity, calendar.now);
    expect(taken).toEqual([1, 2, 2, 3, 0, 4]);
    expect(() => {
      calendar.scheduleFrom(dueMin, 7, 1);
    }).toThrow('event of kind 7 at 2, but it is 4 already');
  });

  it('refuses an event in the past, or at no time at all', () => {
    const calendar = new EventCalendar();
    calendar.schedule(2, 0, 0);
    calendar.advance();
    expect(() => {
      calendar.schedule(1, 7, 0);
    }).toThrow('event of kind 7 at 1, but it is 2 already');
    expect(() => {
      calendar.schedule(NaN, 7, 0);
    }).toThrow(RangeError);
  });

  it('behaves like a sorted list under any mix of scheduling, taking and cancelling by any handle ever given', () => {
    const step = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record({
          do: fc.constant('schedule' as const),
          delay: fc.integer({ min: 0, max: 5 }),
          priority: fc.integer({ min: 0, max: 2 }),
          cancellable: fc.boolean(),
        }),
      },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('take' as const) }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), which: fc.nat(200) }) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const calendar = new EventCalendar(2);
        const given: Pending[] = [];
        let model: Pending[] = [];
        let order = 0;
        for (const action of steps) {
          if (action.do === 'schedule') {
            const { priority, cancellable, delay } = action;
            const pending: Pending = { time: calendar.now + delay, priority, order };
            model.push(pending);
            if (cancellable) {
              pending.handle = calendar.scheduleCancellable(pending.time, 0, order, priority);
              given.push(pending);
            } else calendar.schedule(pending.time, 0, order, priority);
            order += 1;
          } else if (action.do === 'take') {
            const expected = model.sort(byOrder).shift();
            expect(calendar.advance()).toBe(expected !== undefined);
            if (expected) expect([calendar.now, calendar.entity]).toEqual([expected.time, expected.order]);
          } else if (given.length > 0) {
            const target = given[action.which % given.length]!;
            expect(calendar.cancel(target.handle!)).toBe(model.includes(target));
            model = model.filter((pending) => pending !== target);
          }
          expect(calendar.pending).toBe(model.length);
        }
        const left: number[] = [];
        while (calendar.advance()) left.push(calendar.entity);
        expect(left).toEqual(model.sort(byOrder).map((pending) => pending.order));
      }),
    );
  });

  it('never gives a handle twice, and no old one cancels the event that has its slot now', () => {
    const calendar = new EventCalendar(1);
    const old: number[] = [];
    for (let use = 0; use < 5_000; use += 1) {
      old.push(calendar.scheduleCancellable(use, 0, 0));
      if (use % 2 === 0) calendar.advance();
      else expect(calendar.cancel(old.at(-1)!)).toBe(true);
      if (use === 2_500) calendar.reset();
    }
    expect(new Set(old).size).toBe(old.length);
    calendar.scheduleCancellable(5_000, 0, 1);
    expect(old.some((handle) => calendar.cancel(handle))).toBe(false);
    expect(calendar.pending).toBe(1);
  });

  it('knows no handle that it never gave', () => {
    const calendar = new EventCalendar();
    calendar.schedule(1, 0, 0);
    for (const handle of [-1, 0, 0.5, 63, 2 ** 21, 2 ** 52, NaN, Infinity])
      expect(calendar.cancel(handle)).toBe(false);
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
