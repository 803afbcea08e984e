/**
 * A pool of servers with one first-in-first-out queue before it. Of several free servers the one with the lowest
 * number serves. Entities and servers are integers; nothing is allocated while it runs.
 */
export class ServerPool {
  private readonly busy: Uint8Array;
  private readonly queue: Int32Array;
  private idle: number;
  private head = 0;
  private length = 0;

  /**
   * @param servers number of servers, at least 1
   * @param entities number of entities that could wait at once
   */
  constructor(
    readonly servers: number,
    entities: number,
  ) {
    if (!Number.isInteger(servers) || servers < 1)
      throw new RangeError(`a pool needs at least 1 server, got ${servers}`);
    this.busy = new Uint8Array(servers);
    this.idle = servers;
    this.queue = new Int32Array(Math.max(1, entities));
  }

  /** Number of entities in the queue, those in service not counted. */
  get waiting(): number {
    return this.length;
  }

  /** Takes a free server for an arriving entity, or lets it queue. Returns the server, or −1 where it waits. */
  seize(entity: number): number {
    if (this.idle > 0) {
      this.idle -= 1;
      let server = 0;
      while (this.busy[server] === 1) server += 1;
      this.busy[server] = 1;
      return server;
    }
    const { queue } = this;
    if (this.length === queue.length) throw new RangeError('more entities wait than the pool was made for');
    const end = this.head + this.length;
    queue[end < queue.length ? end : end - queue.length] = entity;
    this.length += 1;
    return -1;
  }

  /** Takes the entity that has waited longest, for a server that stays busy with it. −1 where none waits. */
  takeNext(): number {
    if (this.length === 0) return -1;
    const entity = this.queue[this.head]!;
    this.head = this.head + 1 < this.queue.length ? this.head + 1 : 0;
    this.length -= 1;
    return entity;
  }

  /** Frees a busy server. Call it only where `takeNext` had nobody. */
  release(server: number): void {
    if (this.busy[server] !== 1) throw new RangeError(`server ${server} is not busy`);
    this.busy[server] = 0;
    this.idle += 1;
  }

  reset(): void {
    this.busy.fill(0);
    this.idle = this.servers;
    this.head = 0;
    this.length = 0;
  }
}
