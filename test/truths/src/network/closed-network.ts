/** A place that every customer visits once a cycle. */
export interface Station {
  /** Servers with one first-in-first-out queue; `Infinity`: nobody ever waits (travel, think time). */
  readonly servers: number;
  readonly law: 'exponential' | 'fixed';
  /** Mean service time, in the network's unit of time. */
  readonly mean: number;
}

/** Customers that visit the stations in order, for ever. The first station is where they come from: their source. */
export interface ClosedNetwork {
  readonly customers: number;
  readonly stations: readonly [Station, ...Station[]];
}

export const exponentialDelay = (mean: number): Station => ({ servers: Infinity, law: 'exponential', mean });
export const fixedDelay = (mean: number): Station => ({ servers: Infinity, law: 'fixed', mean });
export const exponentialPool = (servers: number, mean: number): Station => ({
  servers,
  law: 'exponential',
  mean,
});
export const fixedPool = (servers: number, mean: number): Station => ({ servers, law: 'fixed', mean });
