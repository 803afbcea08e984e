import { stat } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from './fleet-data-error.js';

/** What the file system says about a set of files: equal signatures mean that none of them was touched. */
export interface DataSignature {
  /** All files' signatures as one text. */
  readonly whole: string;
  /** By file name; null where the file is not there. */
  readonly byFile: ReadonlyMap<string, string | null>;
  /** The latest change of any of the files (ctime), epoch milliseconds; -Infinity without files. */
  readonly newestChangeMs: number;
}

async function signatureOfFile(file: string): Promise<{ signature: string | null; changedAtMs: number }> {
  try {
    // ctime too: it moves where a tool sets mtime back after writing. Nanoseconds need bigints.
    const { dev, ino, size, mtimeNs, ctimeNs } = await stat(file, { bigint: true });
    const signature = [dev, ino, size, mtimeNs, ctimeNs].join(':');
    return { signature, changedAtMs: Number(ctimeNs / 1_000_000n) };
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return { signature: null, changedAtMs: -Infinity };
    return { signature: `error ${code ?? String(error)}`, changedAtMs: -Infinity };
  }
}

/** Stats the files, which reads none of them. Never throws: what cannot be looked at is part of the signature. */
export async function signatureOf(dataDir: string, files: readonly string[]): Promise<DataSignature> {
  const found = await Promise.all(
    files.map(async (file) => ({ file, ...(await signatureOfFile(path.join(dataDir, file))) })),
  );
  return {
    whole: found.map(({ file, signature }) => `${file}=${signature ?? 'missing'}`).join('\n'),
    byFile: new Map(found.map(({ file, signature }) => [file, signature])),
    newestChangeMs: Math.max(...found.map(({ changedAtMs }) => changedAtMs)),
  };
}
