import type { Verdict } from './verdict.js';

/** What chance does to all simulated figures together, in one line: a single line of the table cannot show it. */
export function familyView(verdicts: readonly Verdict[]): string {
  const random = verdicts.filter(({ interval }) => interval !== null && interval.widthPercent > 0);
  const settled = random.filter(({ settled }) => settled).length;
  const anyMiss = 100 * (1 - 0.99 ** random.length);
  return (
    `${random.length} figures are simulated: were they independent, chance alone would put some first 99% interval ` +
    `beside its figure in ${anyMiss.toFixed(0)}% of seeds; settled by ten times the data (see README.md): ${settled}`
  );
}
