import { mkdir, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { atomicWrite } from '@mining-ops/fleet-data/atomic-write.js';
import { withFileLock } from '@mining-ops/fleet-data/file-lock.js';
import { ConfigError } from '@mining-ops/platform/config-error.js';
import { digestOfKey, newApiKey } from '@mining-ops/platform/sign-in/api-key.js';
import { readKeyEntries, writeKeyEntry, type KeyEntry } from '@mining-ops/platform/sign-in/key-entries.js';
import { OptionsError, type Options } from './options.js';

const HEAD =
  '# API keys that are accepted: ROLE:NAME:DIGEST, a line each. Remove a line to refuse its key.\n';
const OWNER_ONLY = 0o600;

/**
 * Makes a key and says what to do with it. Nothing is kept where a file cannot be written.
 *
 * @throws OptionsError where the key file is there already; ConfigError where the keys in the file, or this one beside
 *   them, cannot be used
 */
export async function createKey(options: Extract<Options, { command: 'create' }>): Promise<string> {
  const { role, name, file, keyFile, ifNone } = options;
  const key = newApiKey();
  const entry: KeyEntry = { role, name, digest: digestOfKey(key) };
  if (file === null) {
    await handOver(key, keyFile);
    return `${textOf(key, keyFile)}\nAdd this to API_KEYS, or as a line to the file of API_KEYS_FILE:\n\n  ${writeKeyEntry(entry)}\n`;
  }
  await mkdir(path.dirname(file), { recursive: true });
  return await withFileLock(file, async ({ assertHeld }) => {
    const before = await textIn(file);
    const there = usable(file, before);
    if (ifNone && there.some((one) => one.name === name)) return `${file} has a key "${name}" already.\n`;
    const after = `${before === '' ? HEAD : before.replace(/\n?$/, '\n')}${writeKeyEntry(entry)}\n`;
    usable(file, after);
    await handOver(key, keyFile);
    try {
      await atomicWrite(file, after, { beforeReplace: assertHeld });
    } catch (error) {
      if (keyFile !== null) await rm(keyFile, { force: true });
      throw error;
    }
    return `${textOf(key, keyFile)}\nIts digest is in ${file}; with API_KEYS_FILE=${file} it is accepted.\n`;
  });
}

function textOf(key: string, keyFile: string | null): string {
  return keyFile === null ? `The key, shown only here:\n\n  ${key}\n` : `The key is in ${keyFile}.\n`;
}

/** Writes the key where it is wanted, for its owner's eyes only. */
async function handOver(key: string, keyFile: string | null): Promise<void> {
  if (keyFile === null) return;
  await mkdir(path.dirname(keyFile), { recursive: true });
  const handle = await open(keyFile, 'wx', OWNER_ONLY).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new OptionsError(`--key-file ${keyFile} is there already; remove it, or name another`);
  });
  try {
    await handle.writeFile(`${key}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function textIn(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

function usable(file: string, text: string): readonly KeyEntry[] {
  const { entries, faults } = readKeyEntries(file, text);
  if (faults.length > 0) throw new ConfigError(faults);
  return entries;
}
