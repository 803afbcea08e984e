/**
 * A pool of servers with one queue before it, served by priority (the lowest number first) and, among equals, first in,
 * first out. Its capacity can change while it runs: breakdowns, shifts. Entities are integers; nothing is allocated
 * while it runs.
 *
 * Capacity: lowering it never interrupts a service. Servers above it are withdrawn as they fall idle; until then more
 * are busy than the capacity (a model that pre-empts schedules that itself: it cancels the service's event, and releases).
 */
export class PriorityPool {
  private capacity: number;
  private inService = 0;
  private size = 0;
  private arrivals = 0;
  /** Waiting entities in heap order; ranks and order of arrival by entity. */
  private readonly heap: Int32Array;
  private readonly priorities: Int32Array;
  private readonly orders: Float64Array;
  /** Heap position of each entity; −1 where it does not wait. */
  private readonly positions: Int32Array;

  /**
   * @param servers servers at the start, from 0
   * @param entities entities are numbered 0 … entities − 1
   */
  constructor(
    private readonly servers: number,
    entities: number,
  ) {
    requireCount('servers', servers, 0);
    requireCount('entities', entities, 1);
    this.capacity = servers;
    this.heap = new Int32Array(entities);
    this.priorities = new Int32Array(entities);
    this.orders = new Float64Array(entities);
    this.positions = new Int32Array(entities).fill(-1);
  }

  /** Entities in the queue, those in service not counted. */
  get waiting(): number {
    return this.size;
  }

  get busy(): number {
    return this.inService;
  }

  /** Takes a free server for an arriving entity (true), or lets it queue (false). */
  seize(entity: number, priority: number): boolean {
    if (this.positions[entity] !== -1)
      throw new RangeError(`entity ${entity} waits already, or is none of 0 … ${this.positions.length - 1}`);
    if (this.size === 0 && this.inService < this.capacity) {
      this.inService += 1;
      return true;
    }
    this.priorities[entity] = priority;
    this.orders[entity] = this.arrivals;
    this.arrivals += 1;
    this.size += 1;
    this.siftUp(this.size - 1, entity);
    return false;
  }

  /** Frees a busy server. Call `takeNext` then: somebody may wait for it. */
  release(): void {
    if (this.inService === 0) throw new RangeError('no server is busy');
    this.inService -= 1;
  }

  /** Takes the entity that is next in turn into service. −1 where none waits or no server is free. */
  takeNext(): number {
    if (this.size === 0 || this.inService >= this.capacity) return -1;
    const entity = this.heap[0]!;
    this.removeAt(0);
    this.inService += 1;
    return entity;
  }

  /** Changes the number of servers. Where it grows, call `takeNext` until nobody is left to take. */
  setCapacity(servers: number): void {
    requireCount('servers', servers, 0);
    this.capacity = servers;
  }

  /** Takes an entity out of the queue: it gives up, or is sent elsewhere. False where it does not wait. */
  withdraw(entity: number): boolean {
    const position = this.positions[entity] ?? -1;
    if (position < 0) return false;
    this.removeAt(position);
    return true;
  }

  /** Forgets everybody, and goes back to the capacity of the start. */
  reset(): void {
    for (let i = 0; i < this.size; i += 1) this.positions[this.heap[i]!] = -1;
    this.capacity = this.servers;
    this.inService = 0;
    this.size = 0;
    this.arrivals = 0;
  }

  private removeAt(position: number): void {
    this.positions[this.heap[position]!] = -1;
    this.size -= 1;
    if (position === this.size) return;
    const last = this.heap[this.size]!;
    if (position > 0 && this.precedes(last, this.heap[(position - 1) >> 1]!)) this.siftUp(position, last);
    else this.siftDown(position, last);
  }

  private siftUp(start: number, entity: number): void {
    let position = start;
    while (position > 0) {
      const parent = this.heap[(position - 1) >> 1]!;
      if (!this.precedes(entity, parent)) break;
      this.place(parent, position);
      position = (position - 1) >> 1;
    }
    this.place(entity, position);
  }

  private siftDown(start: number, entity: number): void {
    let position = start;
    for (;;) {
      let child = 2 * position + 1;
      if (child >= this.size) break;
      if (child + 1 < this.size && this.precedes(this.heap[child + 1]!, this.heap[child]!)) child += 1;
      if (!this.precedes(this.heap[child]!, entity)) break;
      this.place(this.heap[child]!, position);
      position = child;
    }
    this.place(entity, position);
  }

  private place(entity: number, position: number): void {
    this.heap[position] = entity;
    this.positions[entity] = position;
  }

  private precedes(a: number, b: number): boolean {
    const rankA = this.priorities[a]!;
    const rankB = this.priorities[b]!;
    return rankA === rankB ? this.orders[a]! < this.orders[b]! : rankA < rankB;
  }
}

function requireCount(name: string, value: number, least: number): void {
  if (!Number.isInteger(value) || value < least)
    throw new RangeError(`${name} must be a whole number from ${least}, got ${value}`);
}
