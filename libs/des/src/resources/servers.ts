/** What a server is at. */
const IDLE = 0;
const BUSY = 1;
/** Out of service, and nobody is with it. */
const DOWN = 2;
/** Taken down while it served: it still serves, and is down when that ends. */
const CLOSING = 3;

/**
 * The servers of a pool: which are free, which serve, which are down. It knows nobody who waits; a `Pool` joins it to a
 * queue. Nothing is allocated while it runs.
 */
export class Servers {
  /** Servers that could take somebody now. */
  idle: number;
  private readonly states: Uint8Array;

  /** @throws RangeError unless `count` is a whole number of at least 1 */
  constructor(readonly count: number) {
    if (!Number.isInteger(count) || count < 1)
      throw new RangeError(`a pool needs at least 1 server, got ${count}`);
    this.states = new Uint8Array(count);
    this.idle = count;
  }

  /** Makes the free server of the lowest number busy and returns it; −1 where none is free. */
  take(): number {
    if (this.idle === 0) return -1;
    this.idle -= 1;
    let server = 0;
    while (this.states[server] !== IDLE) server += 1;
    this.states[server] = BUSY;
    return server;
  }

  /**
   * Ends a service: the server is free, or down where it was taken down meanwhile.
   *
   * @throws RangeError where it serves nobody
   */
  release(server: number): void {
    if (!this.isServing(server)) throw new RangeError(`server ${server} is not busy`);
    if (this.states[server] === CLOSING) this.states[server] = DOWN;
    else {
      this.states[server] = IDLE;
      this.idle += 1;
    }
  }

  /**
   * Takes a server out of service: at once where it is free, when its service ends where it serves.
   *
   * @throws RangeError where it is down or closing already, or there is no such server
   */
  takeDown(server: number): void {
    const state = this.states[server];
    if (state === BUSY) this.states[server] = CLOSING;
    else if (state === IDLE) {
      this.states[server] = DOWN;
      this.idle -= 1;
    } else throw new RangeError(`server ${server} cannot go down: it is not up`);
  }

  /**
   * Puts a server back into service. One that was down is free, or `busy` at once; one that was closing goes on
   * serving, as if it had never been taken down.
   *
   * @throws RangeError where it is up, or there is no such server
   */
  bringUp(server: number, busy: boolean): void {
    const state = this.states[server];
    if (state === CLOSING || (state === DOWN && busy)) this.states[server] = BUSY;
    else if (state === DOWN) {
      this.states[server] = IDLE;
      this.idle += 1;
    } else throw new RangeError(`server ${server} cannot come up: it is not down`);
  }

  /** It is with somebody, closing or not. */
  isServing(server: number): boolean {
    const state = this.states[server];
    return state === BUSY || state === CLOSING;
  }

  /** It takes nobody any more: it is down, or will be when its service ends. */
  isOut(server: number): boolean {
    const state = this.states[server];
    return state === DOWN || state === CLOSING;
  }

  /** All are free. */
  reset(): void {
    this.states.fill(IDLE);
    this.idle = this.count;
  }
}
