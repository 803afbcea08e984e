import { once } from 'node:events';
import { createServer } from 'node:net';

/** A loopback port that nobody listens on now. Somebody may take it a moment later: who uses it must be ready to retry. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('the system gave no TCP port');
  return address.port;
}
