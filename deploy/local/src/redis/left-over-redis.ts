import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, workingFolderOf } from '../processes/process-table.js';
import { askPrivateRedis, messageOf, stateOf } from './connection.js';
import { readState, type RedisState } from './state-file.js';

const PAUSE_MS = 50;
/** How long a server that is ours, by its process, may take until it listens. */
const LISTENS_WITHIN_MS = 5_000;
const LOADED_WITHIN_MS = 60_000;

export interface LeftOverRedis {
  readonly port: number;
  readonly password: string;
  readonly pid: number;
}

/** A server on our folder that cannot be talked to. A second one on the same files would destroy them. */
export class UnreachableRedisError extends Error {
  override readonly name = 'UnreachableRedisError';
}

/**
 * Finds the private Redis of a launcher that was killed. The record of it is not believed by itself: another process
 * may have its number or its port by now. It must take our password and work in our folder.
 *
 * @param folder folder of its data, without symbolic links
 * @returns undefined when there is none
 */
export async function findLeftOverRedis(
  folder: string,
  signal?: AbortSignal,
): Promise<LeftOverRedis | undefined> {
  const state = readState(folder);
  if (!state || (state.pid !== null && !isRunning(state.pid))) return undefined;
  const deadline = performance.now() + LISTENS_WITHIN_MS;
  for (;;) {
    signal?.throwIfAborted();
    const identity = await identify(state, folder);
    if (identity.pid !== undefined) {
      await untilLoaded(state, signal);
      return { ...state, pid: identity.pid };
    }
    if (state.pid === null || workingFolderOf(state.pid) !== folder) return undefined;
    if (performance.now() > deadline) {
      throw new UnreachableRedisError(
        `a Redis that an earlier start left over (process ${state.pid}, data in ${folder}) does not answer on port ` +
          `${state.port}: ${identity.reason}. End it by \`kill ${state.pid}\`, then start again.`,
      );
    }
    await sleep(PAUSE_MS, undefined, { signal });
  }
}

type Identity = { readonly pid: number } | { readonly pid?: undefined; readonly reason: string };

/** These commands are answered while the data is still being read, too. */
async function identify(state: RedisState, folder: string): Promise<Identity> {
  try {
    return await askPrivateRedis(state, async (redis) => {
      const setting = await redis.call('CONFIG', 'GET', 'dir');
      const dir: unknown = Array.isArray(setting) ? setting[1] : undefined;
      if (dir !== folder) return { reason: `its folder is ${String(dir)}` };
      const info = String(await redis.call('INFO', 'server'));
      const pid = Number(/^process_id:(\d+)/m.exec(info)?.[1]);
      return Number.isInteger(pid) ? { pid } : { reason: 'it does not tell its process number' };
    });
  } catch (error) {
    return { reason: messageOf(error) };
  }
}

async function untilLoaded(state: RedisState, signal?: AbortSignal): Promise<void> {
  const deadline = performance.now() + LOADED_WITHIN_MS;
  while ((await stateOf(state)) !== 'ready') {
    if (performance.now() > deadline) {
      throw new UnreachableRedisError(
        `the Redis on port ${state.port} is still reading its data; start again later`,
      );
    }
    await sleep(PAUSE_MS, undefined, { signal });
  }
}
