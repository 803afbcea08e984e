import fc from 'fast-check';
import { PriorityPool } from './priority-pool.js';

describe('PriorityPool', () => {
  it('serves by priority, and first come, first served among equals', () => {
    const pool = new PriorityPool(1, 5);
    expect(pool.seize(0, 9)).toBe(true);
    for (const [entity, priority] of [
      [1, 2],
      [2, 1],
      [3, 2],
      [4, 1],
    ] as const)
      expect(pool.seize(entity, priority)).toBe(false);
    const served: number[] = [];
    while (pool.busy > 0) {
      pool.release();
      const next = pool.takeNext();
      if (next >= 0) served.push(next);
    }
    expect(served).toEqual([2, 4, 1, 3]);
  });

  it('lets nobody overtake by arriving while a server is free but others wait for it', () => {
    const pool = new PriorityPool(1, 3);
    pool.seize(0, 0);
    pool.seize(1, 0);
    pool.release(); // entity 1 is not taken yet
    expect(pool.seize(2, 0)).toBe(false);
    expect(pool.takeNext()).toBe(1);
  });

  it('takes nobody into service that a lowered capacity has no server for, and interrupts nobody', () => {
    const pool = new PriorityPool(2, 4);
    [0, 1, 2, 3].forEach((entity) => pool.seize(entity, 0));
    pool.setCapacity(1);
    expect(pool.busy).toBe(2);
    pool.release();
    expect(pool.takeNext()).toBe(-1); // the freed server is the one withdrawn
    pool.release();
    expect(pool.takeNext()).toBe(2);
  });

  it('takes those who wait when its capacity grows, and can be closed altogether', () => {
    const pool = new PriorityPool(0, 3);
    expect([0, 1, 2].map((entity) => pool.seize(entity, 0))).toEqual([false, false, false]);
    pool.setCapacity(2);
    expect([pool.takeNext(), pool.takeNext(), pool.takeNext()]).toEqual([0, 1, -1]);
  });

  it('forgets who withdraws', () => {
    const pool = new PriorityPool(1, 4);
    [0, 1, 2, 3].forEach((entity) => pool.seize(entity, 0));
    expect([pool.withdraw(1), pool.withdraw(1), pool.withdraw(0)]).toEqual([true, false, false]);
    pool.release();
    expect([pool.takeNext(), pool.waiting]).toEqual([2, 1]);
  });

  it('refuses what cannot be', () => {
    expect(() => new PriorityPool(-1, 1)).toThrow('servers must be a whole number from 0, got -1');
    expect(() => new PriorityPool(1, 0)).toThrow('entities must be a whole number from 1, got 0');
    const pool = new PriorityPool(0, 1);
    expect(() => {
      pool.setCapacity(0.5);
    }).toThrow('got 0.5');
    expect(() => {
      pool.release();
    }).toThrow('no server is busy');
    pool.seize(0, 0);
    expect(() => pool.seize(0, 0)).toThrow('entity 0 waits already');
    expect(() => pool.seize(7, 0)).toThrow(RangeError);
  });

  it('behaves like a sorted list under any mix of what can happen to it', () => {
    const step = fc.oneof(
      fc.record({
        do: fc.constant('seize' as const),
        entity: fc.nat(9),
        priority: fc.integer({ min: 0, max: 2 }),
      }),
      fc.record({ do: fc.constant('release' as const) }),
      fc.record({ do: fc.constant('capacity' as const), servers: fc.nat(4) }),
      fc.record({ do: fc.constant('withdraw' as const), entity: fc.nat(9) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
        const pool = new PriorityPool(2, 10);
        let queue: { entity: number; priority: number; order: number }[] = [];
        let [capacity, busy, order] = [2, 0, 0];
        const takeAll = (): void => {
          for (;;) {
            queue.sort((a, b) => a.priority - b.priority || a.order - b.order);
            const expected = busy < capacity ? (queue.shift()?.entity ?? -1) : -1;
            expect(pool.takeNext()).toBe(expected);
            if (expected < 0) return;
            busy += 1;
          }
        };
        for (const action of steps) {
          if (action.do === 'seize') {
            if (queue.some(({ entity }) => entity === action.entity)) continue;
            const served = queue.length === 0 && busy < capacity;
            expect(pool.seize(action.entity, action.priority)).toBe(served);
            if (served) busy += 1;
            else queue.push({ entity: action.entity, priority: action.priority, order: (order += 1) });
          } else if (action.do === 'release' && busy > 0) {
            pool.release();
            busy -= 1;
          } else if (action.do === 'capacity') {
            pool.setCapacity(action.servers);
            capacity = action.servers;
          } else if (action.do === 'withdraw') {
            const waits = queue.some(({ entity }) => entity === action.entity);
            expect(pool.withdraw(action.entity)).toBe(waits);
            queue = queue.filter(({ entity }) => entity !== action.entity);
          }
          takeAll();
          expect([pool.busy, pool.waiting]).toEqual([busy, queue.length]);
        }
        pool.reset();
        expect([pool.busy, pool.waiting, pool.seize(0, 0)]).toEqual([0, 0, true]);
      }),
    );
  });
});
