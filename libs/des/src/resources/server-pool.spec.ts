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
});
