import fc from 'fast-check';
import { ServerPool } from './server-pool.js';

describe('ServerPool', () => {
  it('serves with the lowest free server, then queues in order of arrival', () => {
    const pool = new ServerPool(2, 4);
    expect([pool.seize(10), pool.seize(11), pool.seize(12), pool.seize(13)]).toEqual([0, 1, -1, -1]);
    expect(pool.waiting).toBe(2);
    expect([pool.takeNext(), pool.takeNext(), pool.takeNext()]).toEqual([12, 13, -1]);
    pool.release(1);
    expect(pool.seize(14)).toBe(1);
  });

  it('reuses its ring of places', () => {
    const pool = new ServerPool(1, 2);
    pool.seize(0);
    for (let entity = 1; entity < 20; entity += 1) {
      expect(pool.seize(entity)).toBe(-1);
      expect(pool.takeNext()).toBe(entity);
    }
  });

  it('refuses what it cannot be: no servers, freeing a free server, more waiting than it was made for', () => {
    expect(() => new ServerPool(0, 1)).toThrow('at least 1 server');
    const pool = new ServerPool(1, 1);
    expect(() => {
      pool.release(0);
    }).toThrow('not busy');
    pool.seize(0);
    pool.seize(1);
    expect(() => pool.seize(2)).toThrow('more entities wait');
  });

  it('behaves like a list of those who wait and a set of free servers under any mix of arrivals, ends and resets', () => {
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.constant('arrive' as const) },
      { weight: 6, arbitrary: fc.nat(9).map((which) => ({ endOf: which })) },
      { weight: 1, arbitrary: fc.constant('reset' as const) },
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 5 }),
        fc.array(step, { maxLength: 100 }),
        (servers, places, steps) => {
          const pool = new ServerPool(servers, places);
          let queue: number[] = [];
          let busy: number[] = [];
          for (const [entity, action] of steps.entries()) {
            if (action === 'arrive') {
              const free = Array.from({ length: servers }, (_, s) => s).filter((s) => !busy.includes(s));
              if (free.length === 0 && queue.length === places) continue;
              expect(pool.seize(entity)).toBe(free[0] ?? -1);
              if (free[0] === undefined) queue.push(entity);
              else busy.push(free[0]);
            } else if (action === 'reset') {
              pool.reset();
              [queue, busy] = [[], []];
            } else if (busy.length > 0) {
              const server = busy[action.endOf % busy.length]!;
              const next = queue.shift() ?? -1;
              expect(pool.takeNext()).toBe(next);
              if (next >= 0) continue; // the server goes on with it
              pool.release(server);
              busy = busy.filter((s) => s !== server);
            }
            expect(pool.waiting).toBe(queue.length);
          }
        },
      ),
    );
  });
});
