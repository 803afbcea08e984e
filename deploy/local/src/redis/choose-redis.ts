import type { Machine } from './machine.js';
import { PACKAGE_MANAGERS, type PackageManager } from './package-managers.js';

/** Which Redis to use: one that we were told of, or one of our own, started from a program. */
export type RedisChoice =
  { readonly kind: 'given'; readonly url: string } | { readonly kind: 'own'; readonly program: string };

export interface ChoiceOptions {
  readonly machine: Machine;
  /** Takes lines for the person at the console. */
  readonly report: (line: string) => void;
  /** Absent when none is set, or when (as in the tests) a Redis of somebody's must not be used. */
  readonly redisUrl?: string | undefined;
  /** Whether to name ways that hand over a URL when there is no Redis. */
  readonly urlIsAWay?: boolean;
  readonly signal?: AbortSignal;
}

/** There is no Redis, and none may be installed without a question. The message names the ways to get one. */
export class NoRedisError extends Error {
  override readonly name = 'NoRedisError';
}

const SERVERS = ['redis-server', 'valkey-server'];

/**
 * In this order: the URL that is set; a server on the PATH; one that the system's package manager installs, where it
 * may be used without a question.
 *
 * @throws NoRedisError
 */
export async function chooseRedis(options: ChoiceOptions): Promise<RedisChoice> {
  const { machine, redisUrl, urlIsAWay = true } = options;
  if (redisUrl !== undefined) return { kind: 'given', url: redisUrl };
  const found = serverOn(machine);
  if (found !== undefined) return { kind: 'own', program: found };

  const failures: string[] = [];
  for (const manager of PACKAGE_MANAGERS) {
    options.signal?.throwIfAborted();
    if (machine.which(manager.program) === undefined) continue;
    const prefix = await permission(machine, manager);
    if (prefix === undefined) {
      failures.push(`${manager.program}: it may not be used without a question here`);
      continue;
    }
    const failure = await install(manager, prefix, options);
    const installed = serverOn(machine);
    if (installed !== undefined) return { kind: 'own', program: installed };
    failures.push(`${manager.program}: ${failure ?? 'it installed no redis-server'}`);
  }
  options.signal?.throwIfAborted();
  throw new NoRedisError(waysToGetRedis(failures, urlIsAWay));
}

function serverOn(machine: Machine): string | undefined {
  return SERVERS.map((server) => machine.which(server)).find((program) => program !== undefined);
}

/** What to put before a manager's commands; undefined when they would have to ask somebody. */
export async function permission(
  machine: Machine,
  { needsRoot }: PackageManager,
): Promise<readonly string[] | undefined> {
  if (needsRoot === machine.isRoot) return [];
  if (!needsRoot || machine.which('sudo') === undefined) return undefined;
  const sudo = ['sudo', '-n'];
  const { code } = await machine.run([...sudo, 'true']);
  return code === 0 ? sudo : undefined;
}

/** @returns why the last way failed; undefined when one succeeded */
async function install(
  { program, attempts }: PackageManager,
  prefix: readonly string[],
  { machine, report, signal }: ChoiceOptions,
): Promise<string | undefined> {
  report(`installing redis-server with ${program}…`);
  let failure: string | undefined;
  for (const commands of attempts) {
    failure = undefined;
    for (const command of commands) {
      signal?.throwIfAborted();
      const { code, output } = await machine.run([...prefix, ...command]);
      if (code === 0) continue;
      failure = lastLine(output) ?? `it ended with ${code ?? 'a signal'}`;
      break;
    }
    if (failure === undefined) return undefined;
  }
  return failure;
}

function lastLine(output: string): string | undefined {
  return output
    .split('\n')
    .map((line) => line.trim())
    .findLast((line) => line !== '');
}

function waysToGetRedis(failures: readonly string[], urlIsAWay: boolean): string {
  const byUrl = [
    'with a Redis that runs already:  REDIS_URL=redis://127.0.0.1:6379 npm start',
    'with Docker:  docker run --detach --publish 127.0.0.1:6379:6379 redis:7 redis-server --appendonly yes',
    '              and then  REDIS_URL=redis://127.0.0.1:6379 npm start',
  ];
  const byInstalling = PACKAGE_MANAGERS.map(({ systems, typed }) => `on ${systems}:  ${typed}`);
  return [
    'there is no redis-server or valkey-server on the PATH, and none could be installed. Ways to get one:',
    ...byInstalling.map((line) => `  ${line}`),
    ...(urlIsAWay ? byUrl.map((line) => `  ${line}`) : []),
    ...(failures.length === 0 ? [] : ['What was tried:', ...failures.map((line) => `  ${line}`)]),
  ].join('\n');
}
