import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { digestOfKey, newApiKey } from './api-key.js';
import { writeKeyEntry, type KeyEntry } from './key-entries.js';
import { KeyRing } from './key-ring.js';

const entryOf = (key: string, rest: Partial<KeyEntry> = {}): KeyEntry => ({
  role: 'planner',
  name: 'dashboard',
  digest: digestOfKey(key),
  ...rest,
});
const ringOf = (...entries: KeyEntry[]): KeyRing | null =>
  KeyRing.open({ apiKeys: entries.map(writeKeyEntry).join(','), apiKeysFile: undefined });

describe('KeyRing', () => {
  let folder: string;
  let file: string;
  let told: string[];
  let wake: () => void;
  const rings: KeyRing[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'key-ring-'));
    file = path.join(folder, 'keys');
    told = [];
    wake = () => undefined;
  });
  afterEach(async () => {
    for (const ring of rings.splice(0)) ring.close();
    await rm(folder, { recursive: true });
  });

  const tell = (_details: object, message: string): void => {
    told.push(message);
    wake();
  };
  const untilTold = async (message: string): Promise<void> => {
    while (!told.includes(message)) await new Promise<void>((resolve) => (wake = resolve));
  };
  const openFile = (): KeyRing => {
    const ring = KeyRing.open({ apiKeys: undefined, apiKeysFile: file }, { info: tell, error: tell })!;
    rings.push(ring);
    return ring;
  };
  /** As an editor or Kubernetes does it: another file takes the name. */
  const replaceFile = async (text: string): Promise<void> => {
    await writeFile(`${file}.new`, text);
    await rename(`${file}.new`, file);
  };

  it('is null where no key is configured', () => {
    expect(KeyRing.open({ apiKeys: undefined, apiKeysFile: undefined })).toBeNull();
  });

  it('finds whose a key is, both keys of a name, and nothing else', () => {
    const [old, young, other] = [newApiKey(), newApiKey(), newApiKey()];
    const ring = ringOf(entryOf(old), entryOf(young), entryOf(other, { name: 'ops', role: 'operator' }));
    expect(ring?.find(old)).toEqual(entryOf(old));
    expect(ring?.find(young)).toEqual(entryOf(young));
    expect(ring?.find(other)?.role).toBe('operator');
    for (const wrong of [newApiKey(), '', old.slice(0, -1), `${old}A`, digestOfKey(old), 'x'.repeat(100_000)])
      expect(ring?.find(wrong)).toBeNull();
  });

  it('does not accept a made-up password, though its digest is there', () => {
    expect(ringOf(entryOf('secret'))?.find('secret')).toBeNull();
  });

  it.each([
    [{ apiKeys: '# none', apiKeysFile: undefined }, 'API_KEYS is "# none": it has no key'],
    [{ apiKeys: 'x', apiKeysFile: undefined }, 'API_KEYS is "x": write ROLE:NAME:DIGEST'],
    [
      { apiKeys: undefined, apiKeysFile: '/nowhere/keys' },
      'API_KEYS_FILE is "/nowhere/keys": it cannot be read (',
    ],
  ])('refuses to begin with %j, and says why', (config, message) => {
    expect(() => KeyRing.open(config)).toThrow(message);
  });

  it('does not show a key that stands where its digest should', () => {
    const key = newApiKey();
    const open = (): unknown => KeyRing.open({ apiKeys: `viewer:a:${key}`, apiKeysFile: undefined });
    expect(open).toThrow('API_KEYS is "viewer:a:mops_***"');
  });

  it('follows its file: a key that is added counts, one that is removed does not, without a restart', async () => {
    const [old, young] = [newApiKey(), newApiKey()];
    await writeFile(file, writeKeyEntry(entryOf(old)));
    const ring = openFile();
    await replaceFile(writeKeyEntry(entryOf(young)));
    await untilTold('API keys read again');
    expect(ring.find(old)).toBeNull();
    expect(ring.withDigest(digestOfKey(old))).toBeNull();
    expect(ring.find(young)).toEqual(entryOf(young));
  });

  it('keeps what it has while the file cannot be used, and lets nobody in by an empty one', async () => {
    const key = newApiKey();
    await writeFile(file, writeKeyEntry(entryOf(key)));
    const ring = openFile();
    await replaceFile('broken');
    await untilTold('the changed API keys cannot be used; those before them stay');
    expect(ring.find(key)).toEqual(entryOf(key));
    await replaceFile('# nobody\n');
    await untilTold('API keys read again');
    expect(ring.find(key)).toBeNull();
  });
});
