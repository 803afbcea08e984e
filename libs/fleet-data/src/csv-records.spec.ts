import fc from 'fast-check';
import Papa from 'papaparse';
import { LineSplitter } from './csv-lines.js';
import { CsvRecordReader, type CsvRecord } from './csv-records.js';

/** Reads a whole text, fed in pieces of `pieceBytes`, taking records whenever `batch` of them are ready. */
function recordsOf(text: string, pieceBytes = 1 << 20, batch = 1): CsvRecord[] {
  const splitter = new LineSplitter();
  const reader = new CsvRecordReader();
  const bytes = Buffer.from(text);
  const records: CsvRecord[] = [];
  const feed = (lines: readonly string[]): void => {
    for (const line of lines) {
      reader.push(line);
      if (reader.readyCount >= batch) records.push(...reader.take());
    }
  };
  for (let at = 0; at < bytes.length; at += pieceBytes)
    feed(splitter.push(bytes.subarray(at, at + pieceBytes)));
  feed(splitter.end());
  return [...records, ...reader.take(true)];
}

const cell = fc.oneof(
  fc.string(),
  fc.stringMatching(/^["',;\n\r é漢a]{0,6}$/),
  fc.constantFrom('"', '""', ',', '\n', '\r\n', 'a"b', '{"a":1,"b":"x,y"}'),
);

describe('records of a CSV text', () => {
  it('are the cells and lines that were written, whatever they hold and however the bytes arrive', () => {
    const tables = fc
      .integer({ min: 2, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }),
      );
    fc.assert(
      fc.property(
        tables,
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom('', '\uFEFF'),
        (rows, newline, pieceBytes, batch, mark) => {
          let line = 1;
          let text = mark;
          const expected: CsvRecord[] = [];
          for (const cells of rows) {
            const written = Papa.unparse([cells], { quotes: true }) + newline;
            expected.push({ line, cells });
            line += written.split('\n').length - 1;
            text += written;
          }
          expect(recordsOf(text, pieceBytes, batch)).toEqual(expected);
        },
      ),
    );
  });

  it('skip blank lines but count them', () => {
    expect(recordsOf('a,b\n\n  \n1,2')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 4, cells: ['1', '2'] },
    ]);
  });

  it('tell rows with too few and too many cells by their line', () => {
    expect(recordsOf('a,b\n1\n1,2\n1,2,3\n', 1 << 20, 100)).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, raw: '1', problem: 'has 1 cells where the header has 2' },
      { line: 3, cells: ['1', '2'] },
      { line: 4, raw: '1,2,3', problem: 'has 3 cells where the header has 2' },
    ]);
  });

  it('take a quote inside an unquoted cell as it stands', () => {
    expect(recordsOf('a,b\n5" pipe,x\n6" pipe,y\n').slice(1)).toEqual([
      { line: 2, cells: ['5" pipe', 'x'] },
      { line: 3, cells: ['6" pipe', 'y'] },
    ]);
  });
});

describe('a quote that is never closed', () => {
  const rows = (from: number, to: number): string[] =>
    Array.from({ length: to - from + 1 }, (_, index) => `${from + index},ok`);

  it('costs its own line only, in a file of any length', () => {
    const text = ['a,b', ...rows(2, 900), '901,"open', ...rows(902, 3000)].join('\n');
    const records = recordsOf(text, 1000, 500);
    expect(records.filter((record) => 'problem' in record)).toEqual([
      { line: 901, raw: '901,"open', problem: 'has a quote that is never closed' },
    ]);
    expect(records).toHaveLength(3000);
  });

  it('costs its own line only where a later cell of several lines has quotes of its own', () => {
    const text = ['a,b', '2,"open', ...rows(3, 9), '10,"two\nlines"', ...rows(12, 20)].join('\n');
    const records = recordsOf(text);
    expect(records.filter((record) => 'problem' in record).map(({ line }) => line)).toEqual([2]);
    expect(records).toContainEqual({ line: 10, cells: ['10', 'two\nlines'] });
    expect(records).toHaveLength(19);
  });

  it('in every row costs no more than one look at each, and no row that can be read', () => {
    const count = 20_000;
    const text = ['a,b', ...Array.from({ length: count }, (_, i) => `${i},5" pipe`)].join('\n');
    const records = recordsOf(text, 10_000, 500);
    expect(records).toHaveLength(count + 1);
    expect(records.at(-1)).toEqual({ line: count + 1, cells: [String(count - 1), '5" pipe'] });
  });

  it('at the end of the file, as of a half-written one, leaves the rows before it', () => {
    expect(recordsOf('a,b\n1,2\n3,"hal')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1', '2'] },
      { line: 3, raw: '3,"hal', problem: 'has a quote that is never closed' },
    ]);
  });
});

it('never throws and never loses its place, whatever the text', () => {
  const dirty = fc.stringMatching(/^[a",\n\r]{0,200}$/);
  fc.assert(
    fc.property(dirty, fc.integer({ min: 1, max: 30 }), (text, batch) => {
      const lines = recordsOf(text, 7, batch).map((record) => record.line);
      expect(lines).toEqual([...new Set(lines)].sort((a, b) => a - b));
    }),
  );
});

it('refuses a line without end before it fills the memory', () => {
  const splitter = new LineSplitter();
  splitter.push(Buffer.alloc(8 * 1024 * 1024, 'x'));
  expect(() => splitter.push(Buffer.from('x'))).toThrow('more than 8 MB');
});
