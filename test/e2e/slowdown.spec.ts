import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { leastSlowdown95 } from './support/slowdown.js';

/** Durations as requests have them: most alike, a few long. */
function durations(seed: number, factor: number): number[] {
  const stream = RandomStream.of({ seed, replication: 0, entity: 0, purpose: 0 });
  return Array.from(
    { length: 100 },
    () => factor * (60 + (stream.uniform() < 0.1 ? 60 : 10) * stream.uniform()),
  );
}

describe('the least slowdown at the 95th percentile', () => {
  it('is that of every pair, where all are slowed alike', () => {
    const alone = durations(1, 1);
    expect(
      leastSlowdown95(
        alone,
        alone.map((ms) => 1.5 * ms),
      ),
    ).toBeCloseTo(1.5, 12);
  });

  it('stays below one where nothing slows, in almost all runs', () => {
    const above = Array.from({ length: 20 }, (_, i) =>
      leastSlowdown95(durations(i, 1), durations(1000 + i, 1)),
    ).filter((least) => least > 1);
    expect(above.length).toBeLessThan(3);
  });

  it('shows that all takes twice as long, in most runs', () => {
    const shown = Array.from({ length: 20 }, (_, i) =>
      leastSlowdown95(durations(i, 1), durations(1000 + i, 2)),
    ).filter((least) => least > 1.25);
    expect(shown.length).toBeGreaterThan(10);
  });
});
