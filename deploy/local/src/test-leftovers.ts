import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { openPrivateRedis, type PrivateRedisOptions } from './redis/private-redis.js';
import { readState } from './redis/state-file.js';

/**
 * Ends the Redis of every test run that was killed, and removes its folder. One whose run is alive is locked, and left
 * alone.
 *
 * @param parent folder of the test runs' folders
 * @param prefix how their names begin
 */
export async function removeLeftovers(
  parent: string,
  prefix: string,
  options: Pick<PrivateRedisOptions, 'program' | 'emergency'>,
): Promise<void> {
  const names = (await readdir(parent)).filter((name) => name.startsWith(prefix));
  for (const run of names.map((name) => path.join(parent, name))) {
    const folder = path.join(run, 'redis');
    if (!readState(folder)) continue; // it is not ours to read, or its run has only begun
    try {
      const redis = await openPrivateRedis({
        ...options,
        folder,
        logFile: path.join(run, 'redis.log'),
        report: () => undefined,
      });
      await redis.stop();
      await rm(run, { recursive: true, force: true });
    } catch {
      // In use, or not to be had: this run does not need it.
    }
  }
}
