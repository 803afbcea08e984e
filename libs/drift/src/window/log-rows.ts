import { CsvRecordReader, type CsvRecord } from '@mining-ops/fleet-data/csv-records.js';
import { LineSplitter } from '@mining-ops/fleet-data/csv-lines.js';
import type { OpenLog } from './log-files.js';

const PIECE_BYTES = 256 * 1024;
const BATCH_RECORDS = 500;

/** What is taken from a file of the log. */
export interface LogSink {
  /** Once, before any row; false where nothing can be read from a file with this header. */
  readonly header: (cells: readonly string[]) => boolean;
  readonly row: (cells: readonly string[]) => void;
  /** A row that is no row: it was cut off, or has a broken quote. */
  readonly broken: () => void;
}

/** Streams a file of the log to `sink`, as far as it went when it was opened. Closes it. */
export async function readLog({ handle, bytes }: OpenLog, sink: LogSink): Promise<void> {
  const splitter = new LineSplitter();
  const records = new CsvRecordReader();
  const header: { usable: boolean | null } = { usable: null }; // until it has been read
  const use = (taken: readonly CsvRecord[]): void => {
    for (const record of taken) {
      if (header.usable === null) header.usable = 'cells' in record && sink.header(record.cells);
      else if (!header.usable) return;
      else if ('cells' in record) sink.row(record.cells);
      else sink.broken();
    }
  };
  try {
    if (bytes === 0) return;
    const stream = handle.createReadStream({ highWaterMark: PIECE_BYTES, autoClose: false, end: bytes - 1 });
    for await (const piece of stream) {
      for (const line of splitter.push(piece as Buffer)) {
        records.push(line);
        if (records.readyCount >= BATCH_RECORDS) use(records.take());
      }
      if (header.usable === false) break;
    }
    use(records.take(true));
    // Whoever writes a line ends it: a last one without an end was cut off.
    const [cutOff] = splitter.end();
    if (cutOff === undefined) return;
    if (header.usable === null) sink.header(cutOff.split(','));
    else sink.broken();
  } finally {
    await handle.close();
  }
}
