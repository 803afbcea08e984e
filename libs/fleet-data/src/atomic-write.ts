import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from './fleet-data-error.js';

/** The file that a path names in the end: renaming over a symbolic link would replace the link. */
async function finalPath(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return file;
    throw error;
  }
}

async function keepModeAndOwner(handle: FileHandle, file: string): Promise<void> {
  try {
    const { mode, uid, gid } = await stat(file);
    await handle.chmod(mode & 0o7777);
    // Only root may give files away; elsewhere the writer owns the file, as with any rename.
    if (process.getuid?.() === 0) await handle.chown(uid, gid);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
}

/** Puts what was renamed in a folder on the disk, so that a machine that loses power knows it afterwards. */
export async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Some network volumes cannot sync a directory; the rename has happened all the same.
    if (systemCode(error) !== 'EINVAL') throw error;
  } finally {
    await handle.close();
  }
}

/** Adds to the new content of a file that is being replaced. */
export type Append = (content: string | Uint8Array) => Promise<void>;

interface AtomicWriteOptions {
  readonly beforeReplace?: () => Promise<void>;
}

/**
 * Replaces a file's content so that a reader, or a machine that loses power, sees the old or the new content
 * and nothing in between. The file's mode is kept. `beforeReplace` runs when the new content is safely on disk,
 * and may still call it off by throwing. On any failure the old file stands and the temporary one is gone.
 */
export async function atomicWrite(
  file: string,
  content: string | Uint8Array,
  options: AtomicWriteOptions = {},
): Promise<void> {
  await atomicWriteBy(file, (append) => append(content), options);
}

/**
 * The same for content that is made piece by piece, and need never be in memory as a whole: `produce` appends
 * it, and its result is returned. Where `produce` throws, the old file stands.
 */
export async function atomicWriteBy<T>(
  file: string,
  produce: (append: Append) => Promise<T>,
  { beforeReplace }: AtomicWriteOptions = {},
): Promise<T> {
  const target = await finalPath(file);
  const directory = path.dirname(target);
  const temporary = path.join(directory, `.${path.basename(target)}.${process.pid}.${randomUUID()}.tmp`);
  const handle = await open(temporary, 'wx', 0o644);
  let produced: T;
  try {
    try {
      produced = await produce((content) => handle.writeFile(content));
      await keepModeAndOwner(handle, target);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await beforeReplace?.();
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncDirectory(directory);
  return produced;
}
