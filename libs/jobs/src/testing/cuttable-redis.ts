import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A way to a Redis server that a test can cut, block and mend: the network between them. */
export class CuttableRedis {
  private readonly sockets = new Set<Socket>();
  private blocked = false;

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
    private readonly port: number,
  ) {
    server.on('connection', (socket) => {
      this.relay(socket);
    });
  }

  static async to(redisUrl: string): Promise<CuttableRedis> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new CuttableRedis(server, new URL(redisUrl), (server.address() as AddressInfo).port);
  }

  get url(): string {
    const url = new URL(this.target);
    url.hostname = '127.0.0.1';
    url.port = String(this.port);
    return url.href;
  }

  /** Ends every connection and refuses new ones, as if Redis had stopped. */
  async cut(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  /** Takes connections again after `cut`, and lets through again after `block`. */
  async mend(): Promise<void> {
    this.blocked = false;
    if (this.server.listening) return;
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  /** Swallows everything from here on while connections stay open, as if Redis hung. */
  block(): void {
    this.blocked = true;
  }

  async close(): Promise<void> {
    if (this.server.listening) await this.cut();
  }

  private relay(socket: Socket): void {
    const upstream = connect(Number(this.target.port || 6379), this.target.hostname);
    const ends: readonly [Socket, Socket][] = [
      [socket, upstream],
      [upstream, socket],
    ];
    for (const [from, to] of ends) {
      this.sockets.add(from);
      from.on('data', (chunk) => {
        if (!this.blocked) to.write(chunk);
      });
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
    }
  }
}
