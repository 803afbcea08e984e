/** What a private Redis is told. It reads this from its standard input, so that the password is in no list of processes. */
export function redisSettings({
  port,
  password,
  folder,
}: {
  readonly port: number;
  readonly password: string;
  readonly folder: string;
}): string {
  return [
    'bind 127.0.0.1',
    'protected-mode yes',
    `port ${port}`,
    `requirepass ${password}`,
    'daemonize no',
    `dir ${quoted(folder)}`,
    // The append-only file holds all the data; snapshots beside it would only cost time at the end.
    'appendonly yes',
    'appendfsync everysec',
    'save ""',
    // The queue's keys must never be dropped to make room.
    'maxmemory-policy noeviction',
    '',
  ].join('\n');
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
