import { open } from 'node:fs/promises';
import type { Append } from '../atomic-write.js';
import { LineSplitter } from '../csv-lines.js';
import { CsvRecordReader, type CsvRecord } from '../csv-records.js';
import { csvLine, csvStyleOf, type CsvStyle } from '../csv-style.js';
import { ownText } from '../table-report.js';

const PIECE_BYTES = 128 * 1024;
const STYLE_BYTES = 64 * 1024;

/**
 * Writes a table's file as it is, byte by byte, and behind it the rows of another file whose ids it does not have, in
 * its own columns and style. Values of columns that it does not have are dropped, as when a single row is added.
 */
export async function mergeRows(
  file: string,
  additions: string,
  append: Append,
): Promise<{ rowsAdded: number; rowsKnown: number }> {
  const style = await styleOf(file);
  const known = new Set<string>();
  const old = { endsLine: true };
  await readRows(
    file,
    (_row, id) => known.add(id),
    async (piece) => {
      old.endsLine = piece.at(-1) === LINE_END;
      await append(piece);
    },
  );
  if (!old.endsLine) await append(style.newline);

  const count = { rowsAdded: 0, rowsKnown: 0 };
  let lines: string[] = [];
  const flush = async (): Promise<void> => {
    const text = lines.join('');
    lines = [];
    if (text !== '') await append(text);
  };
  await readRows(
    additions,
    (row, id) => {
      if (id !== '' && known.has(id)) {
        count.rowsKnown += 1;
        return;
      }
      known.add(id);
      lines.push(csvLine(style, row));
      count.rowsAdded += 1;
    },
    flush,
  );
  await flush();
  return count;
}

const LINE_END = 0x0a;

async function styleOf(file: string): Promise<CsvStyle> {
  const handle = await open(file);
  try {
    const start = Buffer.alloc(STYLE_BYTES);
    const { bytesRead } = await handle.read(start, 0, STYLE_BYTES, 0);
    return csvStyleOf(start.subarray(0, bytesRead).toString('utf8'));
  } finally {
    await handle.close();
  }
}

/** Every row of a file by column name, with its id; `afterPiece` is awaited with each piece that was read. */
async function readRows(
  file: string,
  onRow: (row: Readonly<Record<string, string>>, id: string) => void,
  afterPiece: (piece: Buffer) => Promise<void>,
): Promise<void> {
  const splitter = new LineSplitter();
  const records = new CsvRecordReader();
  let columns: readonly string[] | null = null;
  const use = (taken: readonly CsvRecord[]): void => {
    for (const record of taken) {
      if (!('cells' in record)) continue;
      const { cells } = record;
      if (columns === null) columns = cells.map((name) => name.trim());
      else {
        const row = Object.fromEntries(columns.map((name, i) => [name, cells[i] ?? '']));
        onRow(row, ownText(row['id']?.trim() ?? ''));
      }
    }
  };
  const handle = await open(file);
  try {
    for await (const piece of handle.createReadStream({ highWaterMark: PIECE_BYTES, autoClose: false })) {
      const bytes = piece as Buffer; // a read stream without an encoding gives buffers
      for (const line of splitter.push(bytes)) records.push(line);
      use(records.take());
      await afterPiece(bytes);
    }
    for (const line of splitter.end()) records.push(line);
    use(records.take(true));
  } finally {
    await handle.close();
  }
}
