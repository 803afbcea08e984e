/** Standard error of a proportion: √(p(1 − p)/n). */
export function standardErrorOf(successes: number, runs: number): number {
  const p = successes / runs;
  return Math.sqrt((p * (1 - p)) / runs);
}
