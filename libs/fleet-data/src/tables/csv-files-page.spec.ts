import { readFileSync } from 'node:fs';
import { tableKeys, tableRegistry } from './registry.js';

const PAGE = readFileSync(new URL('../../../../docs/csv-files.md', import.meta.url), 'utf8');

/** The columns that the page's row of a file names, without the remarks in brackets. */
function columnsOf(file: string): { all: string[]; required: string[] } {
  const cell = PAGE.split('\n')
    .find((line) => line.startsWith(`| \`${file}\``))
    ?.split(' | ')[1];
  if (cell === undefined) throw new Error(`docs/csv-files.md has no row for ${file}`);
  const names = cell
    .replace(/\s*\((?:[^()`]|`[^`]*`)*\)/g, '')
    .replace(/\|\s*$/, '')
    .split(',')
    .map((name) => name.trim());
  const required = names.filter((name) => name.startsWith('**'));
  return {
    all: names.map((name) => name.replaceAll('*', '')),
    required: required.map((name) => name.replaceAll('*', '')),
  };
}

describe('the page about the CSV files', () => {
  it.each(tableKeys.map((key) => tableRegistry[key]))(
    'names the columns of $file, and which are required',
    (table) => {
      const { all, required } = columnsOf(table.file);
      expect(all).toEqual(table.columns);
      expect(required.sort()).toEqual([...table.requiredColumns].sort());
    },
  );
});
