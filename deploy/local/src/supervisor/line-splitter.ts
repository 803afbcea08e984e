import { StringDecoder } from 'node:string_decoder';

/** A line longer than this is handed over in pieces, so that a process that never ends its line cannot fill memory. */
const LONGEST_LINE = 1_000_000;

/** Cuts a stream of bytes into lines. */
export class LineSplitter {
  private readonly decoder = new StringDecoder('utf8');
  private rest = '';

  constructor(private readonly onLine: (line: string) => void) {}

  write(chunk: Buffer): void {
    const lines = (this.rest + this.decoder.write(chunk)).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.onLine(line);
    if (this.rest.length > LONGEST_LINE) this.end();
  }

  /** Hands over what came after the last line's end. */
  end(): void {
    if (this.rest !== '') this.onLine(this.rest);
    this.rest = '';
  }
}
