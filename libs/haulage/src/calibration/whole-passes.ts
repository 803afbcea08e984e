/**
 * How whole buckets fill a truck: as many passes as bring it to `fullEnough` of its capacity, the last one cut where it
 * would heap more than `mostFull` on it.
 */
export interface PassRule {
  /** What a bucket brings for each m³ of its size, t. */
  readonly tPerM3: number;
  readonly fullEnough: number;
  readonly mostFull: number;
}

/** Buckets that fill a truck; NaN where the bucket is unknown. */
export function passesFor(rule: PassRule, capacityT: number, bucketM3: number): number {
  const passT = rule.tPerM3 * bucketM3;
  return passT > 0 ? Math.max(1, Math.ceil((rule.fullEnough * capacityT) / passT - 1e-9)) : NaN;
}

/** Share of a truck's capacity that whole passes bring; 1 where the bucket is unknown. */
export function filledFraction(rule: PassRule, capacityT: number, bucketM3: number): number {
  const passes = passesFor(rule, capacityT, bucketM3);
  if (Number.isNaN(passes)) return 1;
  return Math.min((passes * rule.tPerM3 * bucketM3) / capacityT, rule.mostFull);
}

/**
 * The rule that explains recorded payloads best, by least squares over a grid; it says nothing of the level, which is the
 * calibration's. Null where no bucket is known.
 *
 * @param fraction payload over capacity, one entry a cycle; NaN where unknown
 */
export function fitPassRule(
  fraction: Float64Array,
  capacityT: Float64Array,
  bucketM3: Float64Array,
): PassRule | null {
  const groups = grouped(fraction, capacityT, bucketM3);
  let [best, least]: [PassRule | null, number] = [null, Infinity];
  for (let density = 60; density <= 110; density += 1) {
    for (let enough = 80; enough <= 100; enough += 1) {
      const rule = { tPerM3: density / 100, fullEnough: enough / 100, mostFull: Infinity };
      const heaped = groups.map((group) => filledFraction(rule, group.capacityT, group.bucketM3));
      for (let most = 98; most <= 112; most += 2) {
        const mostFull = most / 100;
        const error = unexplained(heaped, mostFull, groups);
        if (error < least) [best, least] = [{ ...rule, mostFull }, error];
      }
    }
  }
  return best;
}

/** Cycles of one capacity under one size of bucket. */
interface Filling {
  readonly capacityT: number;
  readonly bucketM3: number;
  count: number;
  sum: number;
}

function grouped(fraction: Float64Array, capacityT: Float64Array, bucketM3: Float64Array): Filling[] {
  const groups = new Map<string, Filling>();
  fraction.forEach((value, i) => {
    const [capacity, bucket] = [capacityT[i]!, bucketM3[i]!];
    if (!(value >= 0 && capacity > 0 && bucket > 0)) return;
    const key = `${capacity}/${bucket}`;
    const group = groups.get(key) ?? { capacityT: capacity, bucketM3: bucket, count: 0, sum: 0 };
    groups.set(key, group);
    group.count += 1;
    group.sum += value;
  });
  return [...groups.values()];
}

/** What a rule, at its best level, leaves of the groups' squares; the same for all rules up to a constant. */
function unexplained(heaped: readonly number[], mostFull: number, groups: readonly Filling[]): number {
  let [squares, products] = [0, 0];
  groups.forEach(({ count, sum }, i) => {
    const filled = heaped[i]! < mostFull ? heaped[i]! : mostFull;
    squares += count * filled * filled;
    products += filled * sum;
  });
  return squares > 0 ? -(products * products) / squares : Infinity;
}
