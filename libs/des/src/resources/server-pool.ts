import { FifoLine } from './fifo-line.js';
import { Pool } from './pool.js';

/** A pool of servers before which entities wait first in, first out. `Pool` says what it guarantees. */
export class ServerPool extends Pool<FifoLine> {
  /**
   * @param servers number of servers, at least 1
   * @param entities number of entities that could wait at once
   * @throws RangeError unless `servers` is a whole number of at least 1
   */
  constructor(servers: number, entities: number) {
    super(servers, new FifoLine(entities));
  }

  /**
   * Takes a free server for an arriving entity, or lets it queue.
   *
   * @returns the server, or −1 where it waits
   * @throws RangeError where more would wait than the pool was made for
   */
  seize(entity: number): number {
    const server = this.bank.take();
    if (server < 0) this.line.join(entity);
    return server;
  }

  /**
   * As `seize`, but before everybody who waits: for an entity whose service was broken off.
   *
   * @returns the server, or −1 where it waits
   * @throws RangeError where more would wait than the pool was made for
   */
  seizeFirst(entity: number): number {
    const server = this.bank.take();
    if (server < 0) this.line.joinFirst(entity);
    return server;
  }
}
