import { timingSafeEqual } from 'node:crypto';
import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import { ConfigError } from '../config-error.js';
import type { Config } from '../config.js';
import { digestOfKey, isApiKey } from './api-key.js';
import { readKeyEntries, type KeyEntry } from './key-entries.js';

/** A stat of one file: cheap, and sees changes on network volumes and in containers' mounts. */
const LOOK_EVERY_MS = 1_000;

export interface KeyRingLog {
  info(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** The keys that are accepted now. Those of a file follow the file: a key that is added or removed needs no restart. */
export class KeyRing {
  private constructor(
    private readonly fixed: readonly KeyEntry[],
    private fromFile: readonly KeyEntry[],
    private readonly file: string | null,
    private readonly watcher: (() => void) | null,
  ) {}

  /**
   * The configured keys, or null where none is configured: then everything is open, and only loopback may be listened
   * on (see `exposure.ts`).
   *
   * @throws ConfigError where they cannot be read, or a file or a variable is there that has none
   */
  static open(config: Pick<Config, 'apiKeys' | 'apiKeysFile'>, log?: KeyRingLog): KeyRing | null {
    const { apiKeys = null, apiKeysFile = null } = config;
    if (apiKeys === null && apiKeysFile === null) return null;
    const fixed = apiKeys === null ? [] : entriesOf('API_KEYS', apiKeys, []);
    const fromFile = apiKeysFile === null ? [] : readFile(apiKeysFile, fixed);
    const ring: KeyRing = new KeyRing(fixed, fromFile, apiKeysFile, () => {
      if (log) ring.readAgain(log);
    });
    if (fixed.length + fromFile.length === 0) {
      const [variable, value] =
        apiKeysFile === null ? ['API_KEYS', apiKeys ?? ''] : ['API_KEYS_FILE', apiKeysFile];
      throw new ConfigError([
        { variable, value, remedy: 'it has no key; make one with `npm run keys:create`, or leave it unset' },
      ]);
    }
    if (apiKeysFile !== null && log && ring.watcher) {
      watchFile(apiKeysFile, { interval: LOOK_EVERY_MS, persistent: false }, ring.watcher);
    }
    return ring;
  }

  /** The entry of a key, or null. Takes the same time whichever key it is, and whether it is one at all. */
  find(key: string): KeyEntry | null {
    const digest = Buffer.from(digestOfKey(key), 'hex');
    let found: KeyEntry | null = null;
    for (const entry of this.entries) {
      if (timingSafeEqual(Buffer.from(entry.digest, 'hex'), digest)) found = entry;
    }
    return isApiKey(key) ? found : null;
  }

  /** The entry with a digest, or null: whether a key that was accepted once still is. */
  withDigest(digest: string): KeyEntry | null {
    return this.entries.find((entry) => entry.digest === digest) ?? null;
  }

  close(): void {
    if (this.file !== null && this.watcher) unwatchFile(this.file, this.watcher);
  }

  private get entries(): readonly KeyEntry[] {
    return [...this.fixed, ...this.fromFile];
  }

  /** A file that cannot be used changes nothing: neither to lock everybody out, nor to let anybody in. */
  private readAgain(log: KeyRingLog): void {
    if (this.file === null) return;
    try {
      this.fromFile = readFile(this.file, this.fixed);
      log.info({ file: this.file, keys: this.fromFile.length }, 'API keys read again');
    } catch (error) {
      log.error({ err: error }, 'the changed API keys cannot be used; those before them stay');
    }
  }
}

function readFile(file: string, fixed: readonly KeyEntry[]): readonly KeyEntry[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const remedy = `it cannot be read (${reason}); make it with \`npm run keys:create -- --file ${file}\``;
    throw new ConfigError([{ variable: 'API_KEYS_FILE', value: file, remedy }]);
  }
  return entriesOf('API_KEYS_FILE', text, fixed);
}

/** @param before entries that stand beside these */
function entriesOf(variable: string, text: string, before: readonly KeyEntry[]): readonly KeyEntry[] {
  const { entries, faults } = readKeyEntries(variable, text, before);
  if (faults.length > 0) throw new ConfigError(faults);
  return entries;
}
