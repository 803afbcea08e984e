/** A simulated candidate as far as choosing needs it. */
export interface Ranked {
  readonly group: number;
  readonly count: number;
  readonly meanProfitIdr: number;
  /** What a planner would do: two candidates with the same signature differ only in which loader of the place leads. */
  readonly signature: string;
}

/** The best `wanted` candidates by mean profit, no two with the same signature; equals in the candidates' own order. */
export function chooseBest(candidates: readonly Ranked[], wanted: number): Ranked[] {
  const ranked = candidates
    .map((candidate, order) => ({ candidate, order }))
    .sort((a, b) => b.candidate.meanProfitIdr - a.candidate.meanProfitIdr || a.order - b.order);
  const chosen: Ranked[] = [];
  const seen = new Set<string>();
  for (const { candidate } of ranked) {
    if (chosen.length === wanted) break;
    if (seen.has(candidate.signature)) continue;
    seen.add(candidate.signature);
    chosen.push(candidate);
  }
  return chosen;
}
