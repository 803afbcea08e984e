import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeGrafanaSecret, makeRedisSecret } from './secrets.js';

describe('the password of Redis', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(path.join(tmpdir(), 'secrets-'))));
  afterEach(() => rm(folder, { recursive: true }));
  const read = (name: string): Promise<string> => readFile(path.join(folder, name), 'utf8');

  it('is long, and what server and clients are told', async () => {
    await makeRedisSecret(folder);
    const password = await read('password');
    expect(password).toMatch(/^[\w-]{43}$/);
    expect(await read('redis.conf')).toBe(`requirepass ${password}\n`);
    expect(new URL((await read('url')).trim()).password).toBe(password);
    expect((await stat(path.join(folder, 'url'))).mode & 0o777).toBe(0o444);
  });

  it('stays as it is at the next start, which makes up for what a first one did not come to', async () => {
    await makeRedisSecret(folder);
    const password = await read('password');
    await rm(path.join(folder, 'url'));
    await makeRedisSecret(folder);
    expect(await read('password')).toBe(password);
    expect(await read('url')).toContain(password);
  });

  it('is made anew where the file was left empty', async () => {
    await makeRedisSecret(folder);
    await rm(path.join(folder, 'password'));
    await writeFile(path.join(folder, 'password'), '');
    await makeRedisSecret(folder);
    expect(await read('password')).toMatch(/^[\w-]{43}$/);
  });

  it("is not that of Grafana's administrator", async () => {
    await makeRedisSecret(folder);
    await makeGrafanaSecret(path.join(folder, 'grafana'));
    const grafana = await read('grafana/password');
    expect(grafana).toMatch(/^[\w-]{43}$/);
    expect(grafana).not.toBe(await read('password'));
  });
});
