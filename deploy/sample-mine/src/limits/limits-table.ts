import type { Limit } from './limits.js';

/** The limits as a Markdown table, three decimals. */
export function limitsTable(limits: readonly Limit[]): string {
  const lines = limits.map(
    ({ target, score, expected, onTheseRows }) =>
      `| ${target} | ${score} | ${expected.toFixed(3)} | ${onTheseRows.toFixed(3)} |`,
  );
  return [
    '| target | score | best possible | on these rows |',
    '| --- | --- | --- | --- |',
    ...lines,
    '',
  ].join('\n');
}
