import { madeUpValue } from '../testing/made-up-systems.js';
import { comparableMeans } from './comparable-means.js';
import { Moments } from './moments.js';
import { PairedDifferences } from './paired-differences.js';
import { ReplicationStore } from './replication-store.js';

/** Means of 40 equal systems, of which the first has 400 replications and each other 10. */
function means(
  correlation: number,
  seed: number,
): { readonly plain: number[]; readonly comparable: number[] } {
  const systems = 40;
  const made = {
    means: new Array<number>(systems).fill(50),
    deviations: new Array<number>(systems).fill(5),
    correlation,
    seed,
  };
  const store = new ReplicationStore(systems);
  const own = new Moments(systems);
  for (let j = 0; j < systems; j += 1) {
    const n = j === 0 ? 400 : 10;
    store.order(j, n);
    store.add(
      j,
      0,
      Float64Array.from({ length: n }, (_, r) => madeUpValue(made, j, r)),
    );
    own.advance(j, store.of(j), n);
  }
  const paired = new PairedDifferences(0, systems);
  paired.update(store);
  const comparable = new Float64Array(systems);
  comparableMeans(own, paired, store.of(0), comparable);
  return { plain: [...own.means], comparable: [...comparable] };
}

/** Mean square error of the differences from the first system, which are 0. */
const error = (all: readonly number[]): number =>
  all.slice(1).reduce((sum, mean) => sum + (mean - all[0]!) ** 2, 0) / (all.length - 1);

function meanErrors(correlation: number): { readonly plain: number; readonly comparable: number } {
  const seeds = Array.from({ length: 40 }, (_, seed) => means(correlation, seed));
  const mean = (errors: readonly number[]): number => errors.reduce((sum, e) => sum + e, 0) / errors.length;
  return {
    plain: mean(seeds.map(({ plain }) => error(plain))),
    comparable: mean(seeds.map(({ comparable }) => error(comparable))),
  };
}

describe('comparable means', () => {
  it('take out the luck that systems share', () => {
    const { plain, comparable } = meanErrors(0.8);
    expect(comparable).toBeLessThan(plain / 2);
  });

  it('cost next to nothing where they share none', () => {
    const { plain, comparable } = meanErrors(0);
    expect(comparable).toBeLessThan(plain * 1.1);
  });

  it('are the plain means where all have the same replications', () => {
    const store = new ReplicationStore(2);
    const own = new Moments(2);
    for (const j of [0, 1]) {
      store.order(j, 3);
      store.add(j, 0, [1 + j, 5, 4]);
      own.advance(j, store.of(j), 3);
    }
    const paired = new PairedDifferences(0, 2);
    paired.update(store);
    const comparable = new Float64Array(2);
    comparableMeans(own, paired, store.of(0), comparable);
    expect([...comparable]).toEqual([...own.means]);
  });
});
