import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../../..');

/** A block of shell commands on a page, and what the page says about running it. */
export interface CommandBlock {
  readonly line: number;
  readonly commands: string;
  /** `run`: a test runs it. `needs`: it says what it needs that a test has not. Null where the page says neither. */
  readonly mark: 'run' | 'needs' | null;
}

/** The pages of the manual: the front page and everything in `docs/`. Paths from the root. */
export function manualPages(): string[] {
  const docs = readdirSync(path.join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
  const front = readdirSync(ROOT).filter((name) => name.endsWith('.md'));
  return [...front, ...docs.map((name) => `docs/${name}`)].sort();
}

export function textOf(page: string): string {
  return readFileSync(path.join(ROOT, page), 'utf8');
}

/** The `sh` blocks of a page. A mark is an HTML comment on the last line before the block that is not empty. */
export function commandBlocks(page: string): CommandBlock[] {
  const text = textOf(page);
  return [...text.matchAll(/^( *)```sh\n([^]*?)^ *```$/gm)].map((found) => {
    const before = text.slice(0, found.index).trimEnd();
    const lastLine = before.slice(before.lastIndexOf('\n') + 1).trim();
    const mark = /^<!-- run -->$/.test(lastLine)
      ? 'run'
      : /^<!-- needs: \S.* -->$/.test(lastLine)
        ? 'needs'
        : null;
    const indent = found[1] ?? '';
    const commands = (found[2] ?? '').replaceAll(new RegExp(`^${indent}`, 'gm'), '');
    return { line: text.slice(0, found.index).split('\n').length, commands, mark };
  });
}
