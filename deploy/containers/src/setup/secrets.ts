import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

const READABLE = 0o444;
const SECRET_BYTES = 32;

/** Makes the first password of Grafana's user `admin`, once. */
export async function makeGrafanaSecret(folder: string): Promise<void> {
  await madeOnce(path.join(folder, 'password'));
}

/** Makes the password of Redis, once: what is there stays. `redis.conf` is for the server, `url` for its clients. */
export async function makeRedisSecret(folder: string): Promise<void> {
  const password = await madeOnce(path.join(folder, 'password'));
  await writeWhole(path.join(folder, 'redis.conf'), `requirepass ${password}\n`);
  await writeWhole(path.join(folder, 'url'), `redis://:${password}@redis:6379\n`);
}

async function madeOnce(file: string): Promise<string> {
  const before = await readFile(file, 'utf8').catch(() => '');
  if (before !== '') return before;
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  await writeWhole(file, secret);
  return secret;
}

/** Whoever has the volume may read it: the containers run as different users. */
async function writeWhole(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const temporary = `${file}.tmp`;
  await writeFile(temporary, text);
  await chmod(temporary, READABLE);
  await rename(temporary, file);
}
