import Papa from 'papaparse';

/** One record of a CSV file: its cells, or why it has none. `line` is the physical line it begins on, from 1. */
export type CsvRecord =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly problem: string; readonly raw: string };

interface Line {
  readonly text: string;
  readonly number: number;
}

/** A record (a quoted cell may hold line ends) longer than this is a quote that was never closed. */
const MAX_RECORD_LINES = 500;
const MAX_RECORD_CHARS = 1024 * 1024;

function hasOddQuotes(text: string): boolean {
  let odd = false;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) odd = !odd;
  return odd;
}

/**
 * How many lines from `at` on have paired quotes; 0 where the first line is blank or its quote stays open for too
 * long; null where the lines end before that is known.
 */
function lengthOfRecord(lines: readonly Line[], at: number): number | null {
  if (lines[at]?.text.trim() === '') return 0;
  let odd = false;
  let chars = 0;
  for (let length = 1; at + length <= lines.length; length += 1) {
    const text = lines[at + length - 1]?.text ?? '';
    if (hasOddQuotes(text)) odd = !odd;
    if (!odd) return length;
    chars += text.length;
    if (length > MAX_RECORD_LINES || chars > MAX_RECORD_CHARS) return 0;
  }
  return null;
}

/** The record's text; the "\r" of a CRLF line end goes, one inside a quoted cell stays. */
function textOf(lines: readonly Line[]): string {
  const joined = lines.map((line) => line.text).join('\n');
  return joined.endsWith('\r') ? joined.slice(0, -1) : joined;
}

const parse = (text: string): Papa.ParseResult<string[]> =>
  Papa.parse<string[]>(text, { delimiter: ',', newline: '\n', skipEmptyLines: false });

/**
 * Makes records of physical lines, keeping the line numbers of the file and surviving broken quotes.
 *
 * Lines are joined until their quotes pair up, and the joined records are parsed by Papa Parse in batches. Where
 * a batch does not come out as expected it is parsed record by record; a record of several lines that is broken
 * costs only its first line: reading goes on at the next line, so one stray quote cannot swallow a file.
 */
export class CsvRecordReader {
  private ready: Line[][] = [];
  private open: Line[] = [];
  private openChars = 0;
  private oddQuotes = false;
  private lastLine = 0;
  private width: number | null = null;

  /** Adds the file's next line. */
  push(text: string): void {
    this.lastLine += 1;
    this.add({ text, number: this.lastLine });
  }

  /** Records that lie ready to be taken. */
  get readyCount(): number {
    return this.ready.length;
  }

  /** Takes what is ready; with `atEnd`, also what a quote still holds open. The first record is the header. */
  take(atEnd = false): CsvRecord[] {
    const records: CsvRecord[] = [];
    while (this.ready.length > 0 || (atEnd && this.open.length > 0)) {
      if (this.ready.length === 0) this.giveUpOpen();
      if (this.width === null) this.takeHeader(records);
      else if (!this.takeAll(records, this.width)) this.takeOneByOne(records, this.width, atEnd);
    }
    return records;
  }

  private add(line: Line): void {
    if (this.open.length === 0 && line.text.trim() === '') return;
    this.open.push(line);
    this.openChars += line.text.length;
    if (hasOddQuotes(line.text)) this.oddQuotes = !this.oddQuotes;
    if (!this.oddQuotes) {
      this.ready.push(this.open);
      this.resetOpen();
    } else if (this.open.length > MAX_RECORD_LINES || this.openChars > MAX_RECORD_CHARS) {
      this.giveUpOpen();
    }
  }

  private resetOpen(): void {
    this.open = [];
    this.openChars = 0;
    this.oddQuotes = false;
  }

  /** The quote of the open record's first line is never closed: that line stands alone, the rest is read anew. */
  private giveUpOpen(): void {
    const [first, ...rest] = this.open;
    this.resetOpen();
    if (first !== undefined) this.ready.push([first]);
    for (const line of rest) this.add(line);
  }

  private takeHeader(records: CsvRecord[]): void {
    const lines = this.ready.shift() ?? [];
    const record = this.parseAlone(lines, null);
    if ('cells' in record) this.width = record.cells.length;
    else this.width = 0; // the caller refuses a file whose header is broken
    records.push(record);
  }

  /** The quick way: the whole batch in one parse. False (and nothing taken) where anything looks odd. */
  private takeAll(records: CsvRecord[], width: number): boolean {
    const { data, errors } = parse(this.ready.map(textOf).join('\n'));
    if (errors.length > 0 || data.length !== this.ready.length) return false;
    if (data.some((cells) => cells.length !== width)) return false;
    data.forEach((cells, index) => records.push({ line: this.ready[index]?.[0]?.number ?? 0, cells }));
    this.ready = [];
    return true;
  }

  /** The careful way. Each line is looked at a few times at most, however many records are broken. */
  private takeOneByOne(records: CsvRecord[], width: number, atEnd: boolean): void {
    const lines = [...this.ready.flat(), ...this.open];
    this.ready = [];
    this.resetOpen();
    let at = 0;
    while (at < lines.length) {
      const length = lengthOfRecord(lines, at) ?? (atEnd ? 0 : null);
      if (length === null) break;
      const record = length === 0 ? null : this.parseAlone(lines.slice(at, at + length), width);
      if (record !== null && ('cells' in record || length === 1)) {
        records.push(record);
        at += length;
      } else {
        // No record, or several lines that make none together: the first stands alone, reading goes on after it.
        if (lines[at]?.text.trim() !== '') records.push(this.parseAlone(lines.slice(at, at + 1), width));
        at += 1;
      }
    }
    for (const line of lines.slice(at)) this.add(line); // a quote is open: what follows may close it
  }

  private parseAlone(lines: readonly Line[], width: number | null): CsvRecord {
    const line = lines[0]?.number ?? 0;
    const raw = textOf(lines);
    const { data, errors } = parse(raw);
    const cells = data[0] ?? [];
    if (errors.length > 0 || data.length !== 1) {
      const unclosed = errors.some((error) => error.code === 'MissingQuotes');
      return { line, raw, problem: unclosed ? 'has a quote that is never closed' : 'has a misplaced quote' };
    }
    if (width !== null && cells.length !== width) {
      return { line, raw, problem: `has ${cells.length} cells where the header has ${width}` };
    }
    return { line, cells };
  }
}
