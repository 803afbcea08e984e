import { OptionsError, readOptions } from './options.js';

describe('the command line', () => {
  it('has defaults for everything', () => {
    expect(readOptions([])).toEqual({
      ...{ command: 'run', dataDir: 'data', split: 0.8, replications: 200, seed: 1 },
      ...{ folds: null, jsonFile: null },
    });
    expect(readOptions(['--help'])).toEqual({ command: 'help' });
  });

  it.each([
    [['--split', '1'], '--split must be a number above 0 and below 1, such as 0.8; is "1"'],
    [['--split', ''], '--split must be a number above 0 and below 1, such as 0.8; is ""'],
    [['--replications', '5'], '--replications must be a whole number from 10 to 10000, is "5"'],
    [['--folds', '1'], '--folds must be a whole number from 2 to 100, is "1"'],
    [['--seed', '1.5'], 'is "1.5"'],
    [['--data', ' '], '--data must name a file or folder, is empty'],
    [['--fast'], '--help shows how'],
  ])('refuses %j', (args, message) => {
    expect(() => readOptions(args)).toThrow(OptionsError);
    expect(() => readOptions(args)).toThrow(message);
  });
});
