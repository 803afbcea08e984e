import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A number that an answer gets wrong on purpose. */
export interface PlantedError {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

export interface LabelledAnswer {
  /** Name and number, for messages. */
  readonly name: string;
  /** The strategies that it speaks about, as clients send them back. */
  readonly strategies: readonly Readonly<Record<string, unknown>>[];
  readonly text: string;
  readonly errors: readonly PlantedError[];
}

/** Sets in the order in which they were written; see `labelled.spec.ts`. */
export type SetName = 'development' | 'held-out-1' | 'held-out-2' | 'held-out-3' | 'held-out-4';

const MARK = /\[\[([a-z-]+)\|([^\]]+)\]\]/g;

/**
 * Reads a set of answers: blocks that begin with `=== <context> | <language>`, in which `[[kind|number]]` is an error.
 * All other numbers of a block are right.
 */
export function labelledAnswers(set: SetName): LabelledAnswer[] {
  const folder = path.resolve(import.meta.dirname, '../../src/labelled');
  const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
  return read(`${set}.txt`)
    .split(/^=== /m)
    .slice(1)
    .map((block, i) => {
      const [head = '', ...lines] = block.split('\n');
      const [context = ''] = head.split(' | ');
      return {
        name: `${set} ${i + 1} (${head})`,
        strategies: JSON.parse(read(`contexts/${context}.json`)) as LabelledAnswer['strategies'],
        ...unmarked(lines.join('\n').trim()),
      };
    });
}

function unmarked(marked: string): { text: string; errors: PlantedError[] } {
  const errors: PlantedError[] = [];
  let text = '';
  let from = 0;
  for (const match of marked.matchAll(MARK)) {
    const [, kind = '', number = ''] = match;
    text += marked.slice(from, match.index);
    errors.push({ kind, start: text.length, end: text.length + number.length });
    text += number;
    from = match.index + match[0].length;
  }
  return { text: text + marked.slice(from), errors };
}
