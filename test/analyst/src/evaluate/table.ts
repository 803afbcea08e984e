/** What came of one question. */
export interface Verdict {
  readonly question: string;
  /** Every number of the answer has a source. */
  readonly grounded: boolean;
  /** … after it was asked once more. */
  readonly corrected: boolean;
  /** It is in the question's language. */
  readonly language: boolean;
  readonly tools: readonly string[];
  readonly firstTokenMs: number | null;
  readonly totalMs: number;
  readonly error: string | null;
}

/** A row of a Markdown table. */
export function row(verdict: Verdict): string {
  const { question, grounded, corrected, language, tools, firstTokenMs, totalMs, error } = verdict;
  const seconds = (ms: number | null): string => (ms === null ? '–' : `${(ms / 1_000).toFixed(1)} s`);
  const yes = (is: boolean): string => (is ? 'yes' : 'no');
  const cells = [
    question,
    error === null ? yes(grounded) : `failed: ${error.slice(0, 80).replaceAll('|', '/')}`,
    yes(corrected),
    yes(language),
    tools.join(', '),
    seconds(firstTokenMs),
    seconds(totalMs),
  ];
  return `| ${cells.join(' | ')} |`;
}
