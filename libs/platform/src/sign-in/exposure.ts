import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { ConfigError } from '../config-error.js';
import type { Config } from '../config.js';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** Whether an address can be reached from this machine only. */
export function isLoopbackAddress(address: string): boolean {
  const version = isIP(address);
  return version !== 0 && LOOPBACK.check(address, version === 4 ? 'ipv4' : 'ipv6');
}

/**
 * Refuses to be reached by others without keys.
 *
 * @param hasKeys whether API keys are configured
 * @throws ConfigError where `REACHED_AT`, or else `HOST`, is or resolves to anything but loopback, and there are no keys
 */
export async function checkExposure(
  { host, reachedAt }: Pick<Config, 'host' | 'reachedAt'>,
  hasKeys: boolean,
): Promise<void> {
  if (hasKeys || (await isLoopback(reachedAt ?? host))) return;
  if (reachedAt !== null) {
    const remedy =
      'without API keys only loopback may be published, as everybody who reaches the port may do everything. ' +
      'Make a key (docs/operate.md) and put its line into API_KEYS, or publish at 127.0.0.1';
    throw new ConfigError([{ variable: 'REACHED_AT', value: reachedAt, remedy }]);
  }
  throw new ConfigError([
    {
      variable: 'HOST',
      value: host,
      remedy:
        'without API keys only loopback may be listened on, as everybody who reaches the port may do everything. ' +
        'Make a key with `npm run keys:create -- --role operator --name NAME --file FILE` and set API_KEYS_FILE=FILE, ' +
        'or listen on HOST=127.0.0.1',
    },
  ]);
}

async function isLoopback(host: string): Promise<boolean> {
  if (isIP(host) !== 0) return isLoopbackAddress(host);
  const addresses = await lookup(host, { all: true }).catch(() => []); // listening will say that there is no such host
  return addresses.length > 0 && addresses.every(({ address }) => isLoopbackAddress(address));
}
