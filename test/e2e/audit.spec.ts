import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
const ADVISORY = 'GHSA-aaaa-bbbb-cccc';
const YESTERDAY = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
const TODAY = new Date().toISOString().slice(0, 10);

/** A registry that knows one package, and of it the given hole. */
async function registry(severity: string | null): Promise<Server> {
  const packument = {
    name: 'leaky',
    'dist-tags': { latest: '1.0.0' },
    versions: { '1.0.0': { name: 'leaky', version: '1.0.0', dist: { tarball: 'http://nowhere/x.tgz' } } },
  };
  const hole = {
    id: 1,
    url: `https://github.com/advisories/${ADVISORY}`,
    title: 'Leaks',
    severity,
    vulnerable_versions: '<2',
  };
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/json');
      const answer = request.method === 'POST' ? (severity === null ? {} : { leaky: [hole] }) : packument;
      response.end(JSON.stringify(answer));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

describe('npm run audit', () => {
  let folder: string;
  let server: Server | null;

  beforeEach(async () => {
    server = null;
    folder = await mkdtemp(path.join(tmpdir(), 'audit-'));
    const dependencies = { leaky: '1.0.0' };
    const project = { name: 'p', version: '1.0.0', dependencies };
    await writeFile(path.join(folder, 'package.json'), JSON.stringify(project));
    const packages = { '': project, 'node_modules/leaky': { version: '1.0.0' } };
    await writeFile(
      path.join(folder, 'package-lock.json'),
      JSON.stringify({ ...project, lockfileVersion: 3, requires: true, packages }),
    );
    await mkdir(path.join(folder, 'deploy'));
  });
  afterEach(async () => {
    server?.close();
    await rm(folder, { recursive: true });
  });

  async function audit(
    url: string,
    exceptions: unknown,
    ...args: string[]
  ): Promise<{ code: number | null; said: string }> {
    await writeFile(path.join(folder, 'deploy', 'audit-exceptions.json'), JSON.stringify(exceptions));
    const { PATH } = process.env;
    const child = spawn(process.execPath, [path.join(ROOT, 'deploy/audit.mjs'), ...args], {
      cwd: folder,
      env: {
        PATH,
        HOME: folder,
        npm_config_registry: url,
        npm_config_fetch_retries: '0',
        npm_config_cache: path.join(folder, 'cache'),
        npm_config_update_notifier: 'false',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, said };
  }

  async function auditWith(severity: string | null, exceptions: unknown): ReturnType<typeof audit> {
    server = await registry(severity);
    return await audit(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, exceptions);
  }

  const excuse = (until: string): object => ({
    advisory: ADVISORY,
    package: 'leaky',
    reason: 'not reached by us',
    until,
  });

  it.each(['high', 'critical'])('fails on a hole of severity %s, and names it', async (severity) => {
    const { code, said } = await auditWith(severity, []);
    expect(code).toBe(1);
    expect(said).toContain(
      `${severity}: leaky: Leaks (https://github.com/advisories/${ADVISORY}): not excused`,
    );
  });

  it.each([
    ['moderate', [], 0, 'audited: no open hole'],
    [null, [], 0, 'audited: no open hole'],
    ['high', [excuse(TODAY)], 0, `excused until ${TODAY}`],
    ['high', [excuse(YESTERDAY)], 1, `excuse ended ${YESTERDAY}`],
    ['high', [{ ...excuse(TODAY), package: 'other' }], 1, 'is not found any more; remove it'],
    ['high', [{ ...excuse(TODAY), reason: ' ' }], 1, 'lacks "reason"'],
    ['high', [excuse('soon')], 1, '"until" is "soon": give a day'],
  ])('of severity %s with the exceptions %j ends with %i', async (severity, exceptions, code, words) => {
    const outcome = await auditWith(severity, exceptions);
    expect(outcome.said).toContain(words);
    expect(outcome.code).toBe(code);
  });

  it('says loudly that nobody looked, and passes, where the registry cannot be asked; not when it must be', async () => {
    const nowhere = 'http://127.0.0.1:1/';
    const outcome = await audit(nowhere, []);
    expect(outcome.said).toMatch(/!{20}[^]*NOT AUDITED: the registry does not answer[^]*ECONNREFUSED/);
    expect(outcome.code).toBe(0);
    expect((await audit(nowhere, [], '--strict')).code).toBe(1);
  });

  it('fails where npm fails by itself', async () => {
    await rm(path.join(folder, 'package-lock.json'));
    expect(await audit('http://127.0.0.1:1/', [])).toMatchObject({
      code: 1,
      said: expect.stringContaining('npm audit failed'),
    });
  });
});
