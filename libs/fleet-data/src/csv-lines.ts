import { StringDecoder } from 'node:string_decoder';
import { FleetDataError } from './fleet-data-error.js';

/** A line this long is no line of a table: a binary file, or one without line ends. Bounds the memory used. */
const MAX_LINE_CHARS = 8 * 1024 * 1024;

/** Cuts a stream of UTF-8 bytes into physical lines (without their "\n"); a byte-order mark is dropped. */
export class LineSplitter {
  private readonly decoder = new StringDecoder('utf8');
  private carry = '';
  private atStart = true;

  /** The lines that this piece of the file completes. Throws `UNREADABLE` on a line without end. */
  push(bytes: Buffer): string[] {
    const lines = this.take(this.decoder.write(bytes)).split('\n');
    this.carry = lines.pop() ?? '';
    if (this.carry.length > MAX_LINE_CHARS) {
      throw new FleetDataError('UNREADABLE', 'it has a line of more than 8 MB, so it is not a CSV file');
    }
    return lines;
  }

  /** The last line, where the file does not end with a line end. */
  end(): string[] {
    const last = this.take(this.decoder.end());
    this.carry = '';
    return last === '' ? [] : [last];
  }

  private take(text: string): string {
    const joined = this.carry + text;
    if (!this.atStart || joined === '') return joined;
    this.atStart = false;
    return joined.startsWith('\uFEFF') ? joined.slice(1) : joined;
  }
}
