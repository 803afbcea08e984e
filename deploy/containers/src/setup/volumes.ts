import { chown, readdir, stat } from 'node:fs/promises';
import path from 'node:path';

const ROOT = 0;
const OWNER_WRITES = 0o200;
const GROUP_WRITES = 0o020;
const OTHERS_WRITE = 0o002;

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** A folder of the operator's that the containers cannot write to. */
export class VolumeError extends Error {
  override readonly name = 'VolumeError';
}

/**
 * Sees to it that the containers can write to a folder of the operator's. One that belongs to root was made by the engine,
 * or by root: it, and the folders in it, are handed to the user of the containers. Files are left as they are: the system
 * replaces them as a whole.
 *
 * @throws VolumeError where it belongs to somebody else and cannot be written to
 */
export async function handOver(folder: string, owner: Owner): Promise<void> {
  const { uid, gid, mode } = await stat(folder);
  if (uid === ROOT && owner.uid !== ROOT) {
    for (const place of await foldersIn(folder)) await chown(place, owner.uid, owner.gid);
    return;
  }
  const writes =
    owner.uid === ROOT ||
    (uid === owner.uid && (mode & OWNER_WRITES) !== 0) ||
    (gid === owner.gid && (mode & GROUP_WRITES) !== 0) ||
    (mode & OTHERS_WRITE) !== 0;
  if (writes) return;
  throw new VolumeError(
    `${path.basename(folder)}/ belongs to ${uid}:${gid}, and the containers run as ${owner.uid}:${owner.gid}, who may not ` +
      `write there. Set CONTAINER_USER=${uid}:${gid} in .env, or give the folder to ${owner.uid}:${owner.gid}`,
  );
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const below = entries.filter((entry) => entry.isDirectory());
  return [folder, ...below.map((entry) => path.join(entry.parentPath, entry.name))];
}
