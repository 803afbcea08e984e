import path from 'node:path';
import { finished } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import { createStream, type RotatingFileStream } from 'rotating-file-stream';
import { LineSplitter } from './line-splitter.js';
import { errorMessageOf } from './log-line.js';

const LINES_REMEMBERED = 12;

/** How much of a process's log is kept. */
export interface LogLimits {
  /** A file that has grown to this is put aside. */
  readonly fileBytes: number;
  /** Files put aside that are kept, the newest. */
  readonly kept: number;
}

/**
 * The log of one run of a service: goes to a file whole; the errors in it, to the console; its end is remembered.
 * `gateway-1.log` that has grown too large becomes `gateway-1.1.log`, that `gateway-1.2.log`, and so on.
 */
export class ServiceLog {
  private readonly file: RotatingFileStream;
  private readonly written: Promise<unknown>;
  private readonly last: string[] = [];
  private lastError: string | undefined;

  /** @param onError takes the message of each line of level error or fatal */
  constructor(
    logFile: string,
    { fileBytes, kept }: LogLimits,
    private readonly onError: (message: string) => void,
  ) {
    const { dir, name, ext } = path.parse(logFile);
    const nameOf = (age: number | Date | null): string =>
      typeof age === 'number' ? `${name}.${age}${ext}` : `${name}${ext}`;
    this.file = createStream(nameOf, { path: dir, size: `${fileBytes}B`, rotate: kept });
    this.written = finished(this.file).catch((error: unknown) => {
      onError(
        `the log ${logFile} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
      );
    });
  }

  /** Takes all that comes from a stream. Resolves when it has ended. */
  async take(stream: Readable): Promise<void> {
    const splitter = new LineSplitter((line) => {
      this.takeLine(line);
    });
    stream.on('data', (chunk: Buffer) => {
      splitter.write(chunk);
    });
    await finished(stream).catch(() => undefined);
    splitter.end();
  }

  /** Closes the file. Resolves when all is written. */
  async close(): Promise<void> {
    this.file.end();
    await this.written;
  }

  /** Why the service ended, as far as its log tells: its last error, else its last lines. */
  reason(): string | undefined {
    return this.lastError ?? (this.last.length === 0 ? undefined : this.last.join('\n'));
  }

  private takeLine(line: string): void {
    if (this.file.writable) this.file.write(`${line}\n`);
    const error = errorMessageOf(line);
    if (error !== undefined) {
      this.lastError = error;
      this.onError(error);
    }
    if (line.trim() !== '' && !line.startsWith('{')) this.last.push(line);
    if (this.last.length > LINES_REMEMBERED) this.last.shift();
  }
}
