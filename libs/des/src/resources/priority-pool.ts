import { Pool } from './pool.js';
import { PriorityLine } from './priority-line.js';

/**
 * A pool of servers before which entities wait by priority, the lower number first, and in one priority first in, first
 * out. A priority decides who is next, it does not break off a service. `Pool` says what it guarantees.
 */
export class PriorityPool extends Pool<PriorityLine> {
  /**
   * @param servers number of servers, at least 1
   * @param entities number of entities that could wait at once
   * @throws RangeError unless `servers` is a whole number of at least 1
   */
  constructor(servers: number, entities: number) {
    super(servers, new PriorityLine(entities));
  }

  /**
   * Takes a free server for an arriving entity, or lets it queue.
   *
   * @returns the server, or −1 where it waits
   * @throws RangeError where more would wait than the pool was made for, or `priority` is not a number
   */
  seize(entity: number, priority: number): number {
    const server = this.bank.take();
    if (server < 0) this.line.join(entity, priority);
    return server;
  }

  /**
   * As `seize`, but before everybody of the same priority: for an entity whose service was broken off.
   *
   * @returns the server, or −1 where it waits
   * @throws RangeError where more would wait than the pool was made for, or `priority` is not a number
   */
  seizeFirst(entity: number, priority: number): number {
    const server = this.bank.take();
    if (server < 0) this.line.joinFirst(entity, priority);
    return server;
  }
}
