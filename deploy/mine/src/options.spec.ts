import { OptionsError, readOptions } from './options.js';

describe('the command line of npm run mine', () => {
  it('names a file, and the rest has defaults', () => {
    expect(readOptions(['mine.json'])).toEqual({
      command: 'run',
      file: 'mine.json',
      format: 'mine',
      replications: 200,
      seed: 1,
      rule: null,
      json: false,
    });
  });

  it('asks for help or the schema without a file', () => {
    expect(readOptions(['--help'])).toEqual({ command: 'help' });
    expect(readOptions(['--schema'])).toEqual({ command: 'schema' });
  });

  it.each([
    [[], /name one file, not 0/],
    [['a', 'b'], /name one file, not 2/],
    [['a', '--replications', '1'], /--replications must be a whole number from 2 to 100000, is "1"/],
    [['a', '--replications', '1e9'], /--replications must be/],
    [['a', '--seed', 'x'], /--seed must be a whole number .*is "x"/],
    [['a', '--fast'], /'--fast'.*--help shows how/],
  ])('refuses %j by name and value', (args, message) => {
    expect(() => readOptions(args)).toThrow(OptionsError);
    expect(() => readOptions(args)).toThrow(message);
  });
});
