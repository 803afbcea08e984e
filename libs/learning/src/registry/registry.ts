import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { atomicWrite, syncDirectory } from '@mining-ops/fleet-data/atomic-write.js';
import { systemCode } from '@mining-ops/fleet-data/fleet-data-error.js';
import { MANIFEST_FILE, MODEL_FILE, versionFolder } from '@mining-ops/model-files/model-folder.js';
import { ModelFilesError } from '@mining-ops/model-files/model-files-error.js';
import { readJson } from '@mining-ops/model-files/read-json.js';
import { DECISION_FILE, decisionSchema, type Decision } from './decision.js';
import { modelManifestSchema, type ModelManifest } from './manifest.js';

/** In the folder of each version: what its inputs and predictions were like (see `profileSchema`). */
export const PROFILE_FILE = 'profile.json';

/** A version as it lies in the folder of models. */
export interface StoredVersion {
  readonly target: string;
  readonly version: string;
  readonly manifest: ModelManifest;
  /** Null where the gate has not looked at it yet. */
  readonly decision: Decision | null;
}

const VERSION = /^(\d{4,})-[0-9a-f]{8}$/;
const numberOf = (version: string): number => Number(VERSION.exec(version)?.[1] ?? Number.NaN);

/** Names of a target's versions, the oldest first. */
export async function versionNames(modelsDir: string, target: string): Promise<string[]> {
  try {
    const names = await readdir(path.join(modelsDir, target));
    return names.filter((name) => VERSION.test(name)).sort((a, b) => numberOf(a) - numberOf(b));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** The name of the next version: its number, and what its key begins with. */
export function nextVersion(names: readonly string[], key: string): string {
  const newest = names.at(-1);
  const number = newest === undefined ? 1 : numberOf(newest) + 1;
  return `${String(number).padStart(4, '0')}-${key.slice(0, 8)}`;
}

/** The version with this key, if it is there already. */
export const versionWithKey = (names: readonly string[], key: string): string | null =>
  names.findLast((name) => name.endsWith(`-${key.slice(0, 8)}`)) ?? null;

/** @throws ModelFilesError where the version is not there, or a file of it is not as it should be */
export async function readVersion(
  modelsDir: string,
  target: string,
  version: string,
): Promise<StoredVersion> {
  const folder = versionFolder(modelsDir, target, version);
  const manifest = await readJson(path.join(folder, MANIFEST_FILE), modelManifestSchema);
  return { target, version, manifest, decision: await readDecision(folder) };
}

/** A target's versions, the oldest first. @throws ModelFilesError */
export async function listVersions(modelsDir: string, target: string): Promise<StoredVersion[]> {
  const names = await versionNames(modelsDir, target);
  return Promise.all(names.map((version) => readVersion(modelsDir, target, version)));
}

async function readDecision(folder: string): Promise<Decision | null> {
  try {
    return await readJson(path.join(folder, DECISION_FILE), decisionSchema);
  } catch (error) {
    if (error instanceof ModelFilesError && error.code === 'MISSING_FILE') return null;
    throw error;
  }
}

/** What a version's folder holds. */
export interface VersionContent {
  readonly onnx: Uint8Array;
  readonly manifest: ModelManifest;
  readonly profile: unknown;
}

/**
 * Writes a version, whole or not at all: into a folder of another name, which is renamed when every file is on the disk.
 * Where the version is there already, it stays as it is.
 */
export async function writeVersion(
  modelsDir: string,
  { onnx, manifest, profile }: VersionContent,
): Promise<void> {
  const folder = versionFolder(modelsDir, manifest.target, manifest.version);
  const temporary = path.join(path.dirname(folder), `.${manifest.version}.${randomUUID()}`);
  await mkdir(temporary, { recursive: true });
  try {
    await writeSynced(path.join(temporary, MODEL_FILE), onnx);
    await writeSynced(path.join(temporary, PROFILE_FILE), `${JSON.stringify(profile)}\n`);
    await writeSynced(path.join(temporary, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
    await rename(temporary, folder);
    await syncDirectory(path.dirname(folder));
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    const isThere = systemCode(error) === 'ENOTEMPTY' || systemCode(error) === 'EEXIST';
    if (!isThere) throw error;
  }
}

async function writeSynced(file: string, content: string | Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o644);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes what the gate decided beside the version that it is about. */
export async function writeDecision(modelsDir: string, decision: Decision): Promise<void> {
  const folder = versionFolder(modelsDir, decision.target, decision.version);
  await atomicWrite(path.join(folder, DECISION_FILE), `${JSON.stringify(decision, null, 2)}\n`);
}
