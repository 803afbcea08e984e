import { Servers } from './servers.js';
import type { WaitingLine } from './waiting-line.js';

/**
 * Servers and those who wait for them. What both disciplines share; `ServerPool` and `PriorityPool` add how one joins.
 *
 * Guarantees:
 * - Of several free servers the one with the lowest number serves.
 * - While a server is free nobody waits, as long as every service ends with `finish`.
 * - A server that is down takes nobody. `takeDown` never breaks off a service: see there how a model does.
 * - Nobody is lost or served twice, and nothing is allocated while it runs.
 *
 * Entities are whole numbers from 0. The pool does not keep who is with which server: the model does.
 */
export abstract class Pool<Line extends WaitingLine> {
  protected readonly bank: Servers;

  protected constructor(
    /** Number of servers, those that are down counted. */
    readonly servers: number,
    protected readonly line: Line,
  ) {
    this.bank = new Servers(servers);
  }

  /** Number of entities in the queue, those in service not counted. */
  get waiting(): number {
    return this.line.length;
  }

  /** Number of servers that could take somebody now. */
  get idle(): number {
    return this.bank.idle;
  }

  /**
   * Ends a service. The server takes the next one who waits and stays busy, or it is free; where it was taken down
   * meanwhile it takes nobody and is down.
   *
   * @returns the entity that it serves now; −1 where it serves nobody
   * @throws RangeError where it served nobody
   */
  finish(server: number): number {
    if (this.line.length === 0 || this.bank.isOut(server)) {
      this.bank.release(server);
      return -1;
    }
    if (!this.bank.isServing(server)) throw new RangeError(`server ${server} is not busy`);
    return this.line.takeNext();
  }

  /**
   * Takes the entity whose turn it is, for a server that stays busy with it. −1 where none waits. For pools whose
   * servers never go down; `finish` minds that too.
   */
  takeNext(): number {
    return this.line.takeNext();
  }

  /**
   * Frees a busy server, or lets it be down where it was taken down meanwhile. Call it only where `takeNext` had
   * nobody, or after `takeDown` to break off a service.
   *
   * @throws RangeError where it serves nobody
   */
  release(server: number): void {
    this.bank.release(server);
  }

  /**
   * Takes a server out of service: a breakdown, a break, the end of its shift. A free one is down at once. A busy one
   * finishes first: `finish` then lets it be down. To break off its service instead, the model cancels the event that
   * would end it, calls `release`, and decides about the entity: send it back to the queue (`seizeFirst`, or `seize`) or
   * keep it.
   *
   * A server is up or down; a model in which it can be down for two reasons at once counts them.
   *
   * @throws RangeError where it is not up
   */
  takeDown(server: number): void {
    this.bank.takeDown(server);
  }

  /**
   * Puts a server back into service, and the next one who waits to it. One that was taken down but serves still goes
   * on serving.
   *
   * @returns the waiting entity that it serves from now on; −1 where it took nobody
   * @throws RangeError where it is up
   */
  bringUp(server: number): number {
    const comesBusy = !this.bank.isServing(server) && this.line.length > 0;
    this.bank.bringUp(server, comesBusy);
    return comesBusy ? this.line.takeNext() : -1;
  }

  /** It is with an entity, taken down meanwhile or not. */
  isServing(server: number): boolean {
    return this.bank.isServing(server);
  }

  /** It takes nobody any more: it is down, or will be when its service ends. */
  isOut(server: number): boolean {
    return this.bank.isOut(server);
  }

  /** Lets a waiting entity give up. False where it does not wait; the order of the others stays. */
  leave(entity: number): boolean {
    return this.line.remove(entity);
  }

  /** Nobody waits and all servers are up and free. */
  reset(): void {
    this.bank.reset();
    this.line.clear();
  }
}
