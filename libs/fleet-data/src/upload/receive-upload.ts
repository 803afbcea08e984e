import { createWriteStream } from 'node:fs';
import { Transform, type Readable, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { systemCode } from '../fleet-data-error.js';
import { UploadRefusedError } from './upload-refused-error.js';

export interface UploadSource {
  /** The bytes as they come. It fails where the sender goes away before the end. */
  readonly bytes: Readable;
  /** How many there should be; null where that was not announced. */
  readonly announcedBytes: number | null;
  /** Limit of the file, packed and unpacked. */
  readonly maxBytes: number;
}

/** What was written of an upload, unpacked. */
export interface ReceivedFile {
  readonly file: string;
  readonly bytes: number;
  /** Line ends in it. */
  readonly lineEnds: number;
  readonly endsLine: boolean;
}

/** The first bytes of every gzip file (RFC 1952). */
const GZIP = [0x1f, 0x8b];

/**
 * Writes an upload to a file, unpacking it where it is gzip, which its first bytes tell. Memory is one piece of it.
 *
 * @throws UploadRefusedError `TOO_LARGE` or `CUT_OFF`; what was written of the file is then left to the caller
 */
export async function receiveUpload(source: UploadSource, file: string): Promise<ReceivedFile> {
  const { bytes, announcedBytes, maxBytes } = source;
  if (announcedBytes !== null && announcedBytes > maxBytes) throw tooLarge(maxBytes);
  try {
    const { first, rest } = await firstPiece(bytes);
    const packed = GZIP.every((byte, i) => first[i] === byte);
    const content = new Content(maxBytes);
    const target = createWriteStream(file, { flags: 'wx', flush: true });
    if (packed) await pipeline(rest, new Content(maxBytes), createGunzip(), content, target);
    else await pipeline(rest, content, target);
    return { file, bytes: content.bytes, lineEnds: content.lineEnds, endsLine: content.endsLine };
  } catch (error) {
    if (error instanceof UploadRefusedError) throw error;
    const code = systemCode(error) ?? '';
    if (code.startsWith('Z_'))
      throw cutOff(
        code === 'Z_BUF_ERROR' ? 'the gzip ends before its end mark' : 'the gzip is damaged',
        error,
      );
    if (bytes.errored ?? bytes.readableAborted)
      throw cutOff('the connection ended before the file did', error);
    throw error;
  }
}

/** The first bytes of a stream, at least two where it has them, and all of it again. */
async function firstPiece(bytes: Readable): Promise<{ first: Buffer; rest: AsyncIterable<Buffer> }> {
  const pieces = bytes[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
  let first: Buffer = Buffer.alloc(0);
  let next = await pieces.next();
  for (; next.done !== true; next = await pieces.next()) {
    first = Buffer.concat([first, next.value]);
    if (first.length >= GZIP.length) break;
  }
  return { first, rest: restOf(first, pieces) };
}

async function* restOf(first: Buffer, pieces: AsyncIterator<Buffer, undefined>): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) yield next.value;
}

/** Lets at most so many bytes pass, and takes note of them. */
class Content extends Transform {
  bytes = 0;
  lineEnds = 0;
  endsLine = false;

  constructor(private readonly maxBytes: number) {
    super();
  }

  override _transform(piece: Buffer, _encoding: string, done: TransformCallback): void {
    this.bytes += piece.length;
    if (this.bytes > this.maxBytes) {
      done(tooLarge(this.maxBytes));
      return;
    }
    for (let at = piece.indexOf(LINE_END); at !== -1; at = piece.indexOf(LINE_END, at + 1))
      this.lineEnds += 1;
    if (piece.length > 0) this.endsLine = piece.at(-1) === LINE_END;
    done(null, piece);
  }
}

const LINE_END = 0x0a;

const tooLarge = (maxBytes: number): UploadRefusedError =>
  new UploadRefusedError(
    'TOO_LARGE',
    `the file is larger than ${(maxBytes / 1e6).toLocaleString('en-US')} MB, packed or unpacked; send it in parts ` +
      'with mode=append, or raise UPLOAD_MAX_MB',
  );

const cutOff = (why: string, cause: unknown): UploadRefusedError =>
  new UploadRefusedError('CUT_OFF', `the file is cut off: ${why}; send it again`, { cause });
