import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { digestOfKey } from '@mining-ops/platform/sign-in/api-key.js';
import { KeyRing } from '@mining-ops/platform/sign-in/key-ring.js';
import { createKey } from './create-key.js';
import { OptionsError, readOptions } from './options.js';

const KEY = /mops_[\w-]{43}/;

describe('npm run keys:create', () => {
  let folder: string;
  let file: string;
  let keyFile: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'keys-'));
    file = path.join(folder, 'keys', 'api-keys');
    keyFile = path.join(folder, 'keys', 'dashboard.key');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const create = async (...args: string[]): Promise<string> => {
    const options = readOptions(args);
    if (options.command !== 'create') throw new Error('not a create');
    return await createKey(options);
  };
  const dashboard = (...args: string[]): Promise<string> =>
    create('--role', 'planner', '--name', 'dashboard', ...args);

  it('shows a key and the line that accepts it', async () => {
    const text = await dashboard();
    const key = KEY.exec(text)?.[0] ?? '';
    const entry = /planner:dashboard:[0-9a-f]{64}/.exec(text)?.[0];
    expect(KeyRing.open({ apiKeys: entry, apiKeysFile: undefined })?.find(key)).toMatchObject({
      name: 'dashboard',
    });
  });

  it('keeps digests only, and two keys of a name', async () => {
    const keys = [await dashboard('--file', file), await dashboard('--file', file)].map(
      (text) => KEY.exec(text)?.[0] ?? '',
    );
    const text = await readFile(file, 'utf8');
    expect(text).not.toMatch(KEY);
    for (const key of keys) expect(text).toContain(`planner:dashboard:${digestOfKey(key)}\n`);
    await expect(dashboard('--file', file)).rejects.toThrow('"dashboard" has two keys already');
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it("writes the key to a file that is its owner's alone, and shows it nowhere", async () => {
    expect(await dashboard('--file', file, '--key-file', keyFile)).not.toMatch(KEY);
    const key = (await readFile(keyFile, 'utf8')).trim();
    expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
    expect(KeyRing.open({ apiKeys: undefined, apiKeysFile: file })?.find(key)).toMatchObject({
      role: 'planner',
    });
    await expect(dashboard('--file', file, '--key-file', keyFile)).rejects.toThrow('is there already');
    expect((await readFile(file, 'utf8')).match(/dashboard/g)).toHaveLength(1);
  });

  it('makes none by --if-none where there is one, so that a start may run it each time', async () => {
    await dashboard('--file', file, '--if-none');
    expect(await dashboard('--file', file, '--if-none')).toContain('has a key "dashboard" already');
    expect((await readFile(file, 'utf8')).match(/dashboard/g)).toHaveLength(1);
  });

  it('loses no key when two are made at once', async () => {
    await Promise.all(
      Array.from({ length: 8 }, (_, i) => create('--role', 'viewer', '--name', `n${i}`, '--file', file)),
    );
    expect((await readFile(file, 'utf8')).match(/^viewer:n\d:/gm)).toHaveLength(8);
  });

  it('does not add to a file that it cannot read as keys', async () => {
    file = path.join(folder, 'notes');
    await writeFile(file, 'buy diesel\n');
    await expect(dashboard('--file', file)).rejects.toThrow('is "buy diesel": write ROLE:NAME:DIGEST');
    expect(await readFile(file, 'utf8')).toBe('buy diesel\n');
  });

  it.each([
    [['--name', 'x'], '--role is not given: give one of viewer, planner, operator'],
    [['--role', 'admin', '--name', 'x'], '--role is "admin"'],
    [['--role', 'viewer'], '--name is not given'],
    [['--role', 'viewer', '--name', 'a:b'], '--name is "a:b"'],
    [['--role', 'viewer', '--name', 'x', '--if-none'], '--if-none looks into the file of --file'],
    [['--strong'], "'--strong'"],
  ])('refuses %j by name', (args, message) => {
    const read = (): unknown => readOptions(args);
    expect(read).toThrow(OptionsError);
    expect(read).toThrow(message);
  });

  it('explains itself', () => {
    expect(readOptions(['--help'])).toEqual({ command: 'help' });
  });
});
