import { readOptions } from './options.js';
import { DEFAULT_SEED } from './sample-mine.js';

test('without arguments the committed mine is written to data', () => {
  expect(readOptions([])).toEqual({ outDir: 'data', seed: DEFAULT_SEED, action: 'write' });
});

test('every option is read', () => {
  expect(readOptions(['--out', '/tmp/x', '--seed', '7'])).toEqual({
    outDir: '/tmp/x',
    seed: 7,
    action: 'write',
  });
  expect(readOptions(['--limits']).action).toBe('print-limits');
  expect(readOptions(['--limits', '--help']).action).toBe('help');
});

test.each([
  [['--seed', 'abc'], '--seed must be a whole number, got "abc"'],
  [['--seed', '1e30'], '--seed must be a whole number'],
  [['--seed', ''], '--seed must be a whole number'],
  [['--out', ''], '--out must name a folder'],
  [['--oops'], "Unknown option '--oops'"],
])('%j is refused', (args, message) => {
  expect(() => readOptions(args)).toThrow(message);
});
