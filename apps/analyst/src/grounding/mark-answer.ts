import type { Wording } from '../language/wording.js';
import type { Unfounded } from './check-answer.js';

export interface MarkedAnswer {
  readonly text: string;
  readonly warnings: readonly string[];
}

/** The answer with a mark behind each number that has no source, and a warning for each. */
export function markAnswer(answer: string, unfounded: readonly Unfounded[], w: Wording): MarkedAnswer {
  const mark = w.pick(' [tanpa sumber]', ' [no source]');
  let text = '';
  let from = 0;
  for (const { end } of unfounded) {
    text += answer.slice(from, end) + mark;
    from = end;
  }
  const warnings = unfounded.map((one) => `"${one.text}" ${whyUnfounded(one, w)}`);
  return { text: text + answer.slice(from), warnings: [...new Set(warnings)] };
}

function whyUnfounded({ reason }: Unfounded, w: Wording): string {
  switch (reason) {
    case 'another option':
      return w.pick('adalah angka opsi lain', 'is a number of another option');
    case 'another quantity':
      return w.pick('adalah angka besaran lain', 'is a number of another quantity');
    case 'another unit':
      return w.pick('memakai satuan yang lain dari faktanya', 'has another unit than the fact');
    case 'no source':
      return w.pick('tidak ada dalam fakta atau hasil alat bantu', 'is in no fact and no result of a tool');
  }
}
