import path from 'node:path';
import type { EmergencyStop } from '../processes/emergency-stop.js';
import { chooseRedis } from './choose-redis.js';
import { checkGivenRedis } from './given-redis.js';
import type { Machine } from './machine.js';
import { openPrivateRedis } from './private-redis.js';

export interface ProvideOptions {
  readonly redisUrl?: string | undefined;
  readonly machine: Machine;
  /** Folder of the data of a private Redis. */
  readonly folder: string;
  readonly logFile: string;
  readonly emergency: EmergencyStop;
  readonly report: (line: string) => void;
  readonly urlIsAWay?: boolean;
  readonly signal?: AbortSignal;
}

export interface ProvidedRedis {
  readonly url: string;
  /** For the person at the console. */
  readonly description: string;
  /** Stops it if it is ours; leaves one that we were told of alone. */
  stop(): Promise<void>;
}

/** Provides a Redis that answers. See choose-redis.ts for which. */
export async function provideRedis(options: ProvideOptions): Promise<ProvidedRedis> {
  const choice = await chooseRedis(options);
  if (choice.kind === 'given') {
    await checkGivenRedis(choice.url, options.signal);
    return { url: choice.url, description: 'the one that REDIS_URL names', stop: () => Promise.resolve() };
  }
  const redis = await openPrivateRedis({ ...options, program: choice.program });
  const where = `port ${redis.address.port}, data in ${path.relative('', options.folder) || '.'}`;
  const description =
    redis.origin === 'started'
      ? `${path.basename(choice.program)}, private, ${where}`
      : `the one that an earlier start left over, ${where}`;
  return { url: redis.url, description, stop: () => redis.stop() };
}
