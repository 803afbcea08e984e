import { ReplicationStore } from './replication-store.js';

describe('a store of replications', () => {
  it('counts an order when it is there whole, in whatever pieces and order they come', () => {
    const store = new ReplicationStore(2);
    store.order(1, 5);
    store.add(1, 3, [30, 40]);
    store.add(1, 0, [0]);
    expect([store.counts[1], store.total, store.complete]).toEqual([0, 0, false]);
    store.add(1, 1, [10, 20]);
    expect([store.counts[1], store.total, store.complete]).toEqual([5, 5, true]);
    expect([...store.of(1).subarray(0, 5)]).toEqual([0, 10, 20, 30, 40]);
  });

  it('goes on where it was', () => {
    const store = new ReplicationStore(1);
    store.order(0, 2);
    store.add(0, 0, [1, 2]);
    store.order(0, 3);
    store.add(0, 2, [3]);
    expect([...store.of(0).subarray(0, store.counts[0])]).toEqual([1, 2, 3]);
  });

  it('takes the same piece, or the whole, again without change', () => {
    const store = new ReplicationStore(1);
    store.order(0, 4);
    store.add(0, 0, [1, 2]);
    store.add(0, 0, [1, 2]);
    expect(store.complete).toBe(false);
    store.add(0, 0, [1, 2, 3, 4]);
    store.add(0, 2, [3, 4]);
    store.add(0, 0, [1, 2, 3, 4]);
    expect([store.counts[0], store.total, store.complete]).toEqual([4, 4, true]);
  });

  it('refuses what was not ordered, what overlaps, and what is no number', () => {
    const store = new ReplicationStore(2);
    store.order(0, 4);
    store.add(0, 1, [1, 2]);
    expect(() => {
      store.add(0, 2, [2, 3]);
    }).toThrow('replications 2 … 3 of system 0 overlap others that have arrived');
    expect(() => {
      store.add(0, 3, [3, 4]);
    }).toThrow('replications 3 … 4 of system 0 were not ordered: 0 … 3 were');
    expect(() => {
      store.add(1, 0, [1]);
    }).toThrow('replications 0 … 0 of system 1 were not ordered: none were');
    expect(() => {
      store.add(0, 3, [NaN]);
    }).toThrow('replication 3 of system 0 is NaN');
    expect(() => {
      store.add(7, 0, [1]);
    }).toThrow('system must be 0 … 1, got 7');
  });
});
