import { createServer } from 'node:net';
import { errorCode } from './processes/process-table.js';

/** The gateway could not listen where it should. The message names the address and the remedy. */
export class PortError extends Error {
  override readonly name = 'PortError';
}

/** @throws PortError */
export async function checkPortIsFree(host: string, port: number): Promise<void> {
  const server = createServer();
  const failure = await new Promise<unknown>((resolve) => {
    server.once('error', resolve);
    server.listen({ host, port, exclusive: true }, () => {
      server.close(() => {
        resolve(undefined);
      });
    });
  });
  if (failure !== undefined) throw new PortError(explain(host, port, failure));
}

function explain(host: string, port: number, failure: unknown): string {
  const other = port < 65_535 ? port + 1 : port - 1;
  switch (errorCode(failure)) {
    case 'EADDRINUSE':
      return `port ${port} on ${host} is in use by another program. Stop that one, or use another port: PORT=${other} npm start`;
    case 'EACCES':
      return `port ${port} may not be used by this user. Use one from 1024 on: PORT=8000 npm start`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `HOST is "${host}", which is no address of this machine. Use HOST=127.0.0.1, or HOST=0.0.0.0 to be reached from others`;
    default:
      return `port ${port} on ${host} cannot be listened on: ${failure instanceof Error ? failure.message : String(failure)}`;
  }
}
