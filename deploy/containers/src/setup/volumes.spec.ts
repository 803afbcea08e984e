import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { handOver, VolumeError } from './volumes.js';

/** Only root can give folders away. */
const asRoot = process.getuid?.() === 0 ? it : it.skip;

describe('a folder of the operator', () => {
  let folder: string;
  const me = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const other = { uid: me.uid + 54_321, gid: me.gid + 54_321 };

  beforeEach(async () => (folder = await mkdtemp(path.join(tmpdir(), 'volumes-'))));
  afterEach(() => rm(folder, { recursive: true }));

  it("that is the containers' user's is left alone", async () => {
    await expect(handOver(folder, me)).resolves.toBeUndefined();
    expect((await stat(folder)).uid).toBe(me.uid);
  });

  asRoot('that root has made is handed over, with the folders in it, and without the files', async () => {
    const [inner, file] = [path.join(folder, 'fuel', '0001'), path.join(folder, 'fuel', 'model')];
    await mkdir(inner, { recursive: true });
    await writeFile(file, '');
    await handOver(folder, other);
    const owners = await Promise.all([folder, inner, file].map(async (place) => (await stat(place)).uid));
    expect(owners).toEqual([other.uid, other.uid, 0]);
    await expect(handOver(folder, other)).resolves.toBeUndefined();
  });

  asRoot("that is somebody else's is refused, with the setting that would do", async () => {
    await handOver(folder, other);
    const refusal = handOver(folder, { uid: 1, gid: 1 });
    await expect(refusal).rejects.toThrow(VolumeError);
    await expect(refusal).rejects.toThrow(`Set CONTAINER_USER=${other.uid}:${other.gid} in .env`);
  });

  asRoot("that is somebody else's, and open to the group or to all, will do", async () => {
    await handOver(folder, other);
    await chmod(folder, 0o775);
    await expect(handOver(folder, { uid: 1, gid: other.gid })).resolves.toBeUndefined();
    await expect(handOver(folder, { uid: 1, gid: 1 })).rejects.toThrow(VolumeError);
    await chmod(folder, 0o777);
    await expect(handOver(folder, { uid: 1, gid: 1 })).resolves.toBeUndefined();
  });
});
