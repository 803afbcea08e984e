/** A stretch of an answer in which one thing is said, with what is known of it from around it. */
export interface Passage {
  readonly start: number;
  readonly end: number;
  /** Clauses within, in order; together they are the passage. */
  readonly clauses: readonly { readonly start: number; readonly end: number }[];
  /** It begins a paragraph: what was spoken of before does not go on. */
  readonly afterBreak: boolean;
  /** It begins an item of a list: that goes on with what introduced the list, not with the item before. */
  readonly beginsItem: boolean;
  /** It introduces what follows: "Opsi 1 unggul karena:". */
  readonly introduces: boolean;
  /** For a cell of a table: the texts that head its column and its row. */
  readonly heads: readonly string[];
}

const SENTENCE_END = /[.!?](?=\s|$)(?<!\b(?:no|rp|dll|dsb|vs|e\.g|i\.e|approx|ca)\.)|;/giu;
const CLAUSE_END =
  /[,;()–—]|\b(?:sedangkan|sementara|tetapi|tapi|namun|dan|serta|dibanding|dibandingkan|daripada|dari|disusul|out of|while|whereas|but|and|than|against|versus|vs|followed by|compared (?:with|to))\b/giu;

/** The mark of an item; that of a numbered one is blanked by now. */
const ITEM = /^\s*(?:[-*•]\s|\ue000+\s)/;
const INTRODUCES = /(?::|:\*\*|\*\*:?)\s*$/;

/** Cuts an answer into sentences, list items and table cells, and those into clauses. Positions are the text's. */
export function passagesOf(text: string): Passage[] {
  const passages: Passage[] = [];
  let position = 0;
  let afterBreak = true;
  let header: string[] | null = null;
  for (const line of text.split('\n')) {
    const start = position;
    position += line.length + 1;
    if (line.trim() === '') {
      afterBreak = true;
      header = null;
      continue;
    }
    if (line.trimStart().startsWith('|')) {
      const cells = cellsOf(line);
      if (header === null) header = cells.map(({ text: cell }) => cell);
      else passages.push(...rowPassages(cells, header, start));
      continue;
    }
    header = null;
    const spans = spansBetween(line, SENTENCE_END);
    spans.forEach(([from, to], i) => {
      passages.push({
        start: start + from,
        end: start + to,
        clauses: spansBetween(line.slice(from, to), CLAUSE_END, isSeparator).map(([a, b]) => ({
          start: start + from + a,
          end: start + from + b,
        })),
        afterBreak,
        beginsItem: i === 0 && ITEM.test(line),
        introduces: i === spans.length - 1 && INTRODUCES.test(line),
        heads: [],
      });
      afterBreak = false;
    });
  }
  return passages;
}

interface Cell {
  readonly from: number;
  readonly text: string;
}

function cellsOf(line: string): Cell[] {
  const cells: Cell[] = [];
  let from = line.indexOf('|') + 1;
  for (let bar = line.indexOf('|', from); bar >= 0; bar = line.indexOf('|', from)) {
    cells.push({ from, text: line.slice(from, bar) });
    from = bar + 1;
  }
  return cells;
}

function rowPassages(cells: readonly Cell[], header: readonly string[], start: number): Passage[] {
  const first = cells[0]?.text ?? '';
  // A column of option numbers: its cells name options, and claim nothing.
  const numbered = /^[\s*]*(?:opsi|option)s?\b/i.test(header[0] ?? '') && /^[\s*]*\d[\s*]*$/.test(first);
  const head = numbered ? `Opsi ${first.replace(/\D/g, '')}` : first;
  return cells.slice(numbered ? 1 : 0).map(({ from, text }, i) => {
    const column = numbered ? i + 1 : i;
    const whole = { start: start + from, end: start + from + text.length };
    return {
      ...whole,
      clauses: [whole],
      afterBreak: true,
      beginsItem: false,
      introduces: false,
      heads: [header[column] ?? '', ...(column > 0 ? [head] : [])],
    };
  });
}

/** The stretches between what a pattern finds; each ends with what was found. */
function spansBetween(
  text: string,
  pattern: RegExp,
  ends: (text: string, at: number) => boolean = () => true,
): [from: number, to: number][] {
  const spans: [number, number][] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    if (!ends(text, match.index)) continue;
    const to = match.index + match[0].length;
    spans.push([from, to]);
    from = to;
  }
  if (from < text.length) spans.push([from, text.length]);
  return spans;
}

/** A comma or point between digits is part of a number. */
function isSeparator(text: string, at: number): boolean {
  return !(/[.,:–]/.test(text[at] ?? '') && /\d/.test(text[at - 1] ?? '') && /\d/.test(text[at + 1] ?? ''));
}
