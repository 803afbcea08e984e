import { Backoff } from './backoff.js';
import { LineSplitter } from './line-splitter.js';
import { errorMessageOf } from './log-line.js';

describe('LineSplitter', () => {
  it('cuts bytes into lines, wherever the chunks end', () => {
    const lines: string[] = [];
    const splitter = new LineSplitter((line) => lines.push(line));
    const bytes = Buffer.from('dua\n\nmüll\nende');
    for (const byte of bytes) splitter.write(Buffer.from([byte]));
    expect(lines).toEqual(['dua', '', 'müll']);
    splitter.end();
    expect(lines).toEqual(['dua', '', 'müll', 'ende']);
  });

  it('hands over a line that never ends in pieces', () => {
    const lines: string[] = [];
    const splitter = new LineSplitter((line) => lines.push(line));
    splitter.write(Buffer.alloc(1_000_001, 'x'));
    expect(lines).toHaveLength(1);
  });
});

describe('errorMessageOf', () => {
  it.each([
    ['{"level":50,"msg":"lost"}', 'lost'],
    ['{"level":60,"msg":"lost","err":{"message":"ECONNRESET"}}', 'lost: ECONNRESET'],
    ['{"level":50,"msg":"ECONNRESET","err":{"message":"ECONNRESET"}}', 'ECONNRESET'],
    ['{"level":50,"err":{"message":"ECONNRESET"}}', 'ECONNRESET'],
    ['{"level":40,"msg":"late"}', undefined],
    ['{"msg":"none"}', undefined],
    ['{"level":50,', undefined],
    ['Error: plain', undefined],
  ])('makes %s into %s', (line, message) => {
    expect(errorMessageOf(line)).toBe(message);
  });
});

describe('Backoff', () => {
  it('doubles to 30 s, and starts over after a long life', () => {
    const backoff = new Backoff();
    expect([0, 0, 0, 0, 0, 0, 0].map((lived) => backoff.next(lived))).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
    ]);
    expect(backoff.next(30_000)).toBe(1_000);
  });
});
