/** One way to weigh: profit is to be large, fuel per tonne and waiting small. */
export interface Weighed {
  readonly profitIdr: number;
  /** Null where nothing is hauled: then nothing is worse. */
  readonly fuelLPerT: number | null;
  readonly queueH: number;
}

/** Those than which no other is at least as good in everything and better in something; largest profit first. */
export function paretoSet<T extends Weighed>(items: readonly T[]): T[] {
  const fuel = ({ fuelLPerT }: Weighed): number => fuelLPerT ?? Infinity;
  const ordered = items.toSorted(
    (a, b) => b.profitIdr - a.profitIdr || fuel(a) - fuel(b) || a.queueH - b.queueH,
  );
  const best: T[] = [];
  for (const item of ordered) {
    // Whoever comes before earns at least as much; equals in everything stand side by side.
    const beaten = best.some(
      (other) =>
        fuel(other) <= fuel(item) &&
        other.queueH <= item.queueH &&
        (other.profitIdr > item.profitIdr || fuel(other) < fuel(item) || other.queueH < item.queueH),
    );
    if (!beaten) best.push(item);
  }
  return best;
}
