import fc from 'fast-check';
import { batchesOf, type Wanted } from './search-batch.js';

const wants = fc.uniqueArray(fc.nat(2_000), { minLength: 1, maxLength: 60 }).chain((candidates) =>
  fc.tuple(
    ...candidates.map((candidate) =>
      fc.record<Wanted>({
        candidate: fc.constant(candidate),
        truckCount: fc.integer({ min: 1, max: 30 }),
        firstReplication: fc.constantFrom(0, 10, 25),
        replications: fc.constantFrom(1, 7, 10, 400),
      }),
    ),
  ),
);

describe('batches', () => {
  it('hold each replication that is wanted exactly once', () => {
    fc.assert(
      fc.property(wants, (wanted) => {
        const seen = new Set<string>();
        for (const { candidates, firstReplication, replications } of batchesOf(wanted)) {
          for (const candidate of candidates) {
            for (let r = 0; r < replications; r += 1) {
              const one = `${candidate} ${firstReplication + r}`;
              expect(seen.has(one)).toBe(false);
              seen.add(one);
            }
          }
        }
        const all = wanted.flatMap(({ candidate, firstReplication, replications }) =>
          Array.from({ length: replications }, (_, r) => `${candidate} ${firstReplication + r}`),
        );
        expect(seen).toEqual(new Set(all));
      }),
    );
  });

  it('are of about equal cost, and many enough to be shared', () => {
    const wanted = Array.from({ length: 300 }, (_, candidate) => ({
      candidate,
      truckCount: 10,
      firstReplication: 0,
      replications: 20,
    }));
    const costs = batchesOf(wanted).map(
      ({ candidates, replications }) => candidates.length * replications * 10,
    );
    expect(costs.length).toBeGreaterThanOrEqual(10);
    expect(Math.max(...costs)).toBeLessThanOrEqual(6_000);
    expect(Math.max(...costs.slice(0, -1))).toBeLessThan(2 * Math.min(...costs.slice(0, -1)));
  });

  it('cut a candidate that wants very many replications', () => {
    const one = { candidate: 3, truckCount: 15, firstReplication: 100, replications: 2_000 };
    const batches = batchesOf([one]);
    expect(batches.length).toBeGreaterThan(4);
    expect(batches[0]).toMatchObject({ candidates: [3], firstReplication: 100 });
  });
});
