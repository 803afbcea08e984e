import { readFileSync } from 'node:fs';
import { environmentVariables } from './config-variables.js';

const PAGE = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8');
const DEFAULTS = new Map(
  Object.entries(environmentVariables.parse({})).map(([name, value]) => [name, `\`${String(value)}\``]),
);

/** The page's rows, as [name, default, meaning]. */
const rows = PAGE.split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|')))
  .map(([, name, initial, meaning]) => [name, initial, meaning]);

describe('the page about configuration', () => {
  it('has exactly the variables that are read, each with its default and its meaning', () => {
    const expected = Object.entries(environmentVariables.shape).map(([name, schema]) => [
      `\`${name}\``,
      DEFAULTS.get(name) ?? '',
      schema.description,
    ]);
    expect(rows).toEqual(expected);
  });
});
