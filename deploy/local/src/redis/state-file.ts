import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const stateSchema = z.object({
  port: z.int().min(1).max(65_535),
  password: z.string().min(1),
  /** Null while it is being started. */
  pid: z.int().positive().nullable(),
});

/** What is needed to find a private Redis again. */
export type RedisState = Readonly<z.output<typeof stateSchema>>;

const fileIn = (folder: string): string => path.join(folder, 'redis.json');

/** Only the owner may read it: it holds the password. Synchronous: no moment between a start and its record. */
export function writeState(folder: string, state: RedisState): void {
  const file = fileIn(folder);
  rmSync(file, { force: true }); // the mode is that of a new file only
  writeFileSync(file, `${JSON.stringify(state)}\n`, { mode: 0o600, flag: 'wx' });
}

/** Undefined when there is none, or none that can be understood. */
export function readState(folder: string): RedisState | undefined {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8')));
  } catch {
    return undefined;
  }
}

export function removeState(folder: string): void {
  rmSync(fileIn(folder), { force: true });
}
