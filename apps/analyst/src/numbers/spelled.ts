const ONES_ID = ['', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan'] as const;
const ENGLISH = [
  ...['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
  ...['thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen', 'twenty'],
];

/** Small counts as words, in Indonesian and English, to their numbers: 1 to 29, and 1 to 20. */
export const SPELLED: ReadonlyMap<string, number> = new Map([
  ...Array.from({ length: 29 }, (_, i): [string, number] => [indonesian(i + 1), i + 1]),
  ...ENGLISH.map((word, i): [string, number] => [word, i + 1]),
]);

function indonesian(count: number): string {
  if (count < 10) return ONES_ID[count] ?? '';
  if (count === 10) return 'sepuluh';
  if (count === 11) return 'sebelas';
  if (count < 20) return `${ONES_ID[count - 10] ?? ''} belas`;
  return `dua puluh ${ONES_ID[count - 20] ?? ''}`.trim();
}

/** Matches a spelled count, the longest first: "dua belas" is not "dua". */
export const SPELLED_PATTERN = [...SPELLED.keys()]
  .sort((a, b) => b.length - a.length)
  .map((words) => words.replace(' ', String.raw`\s+`))
  .join('|');
