import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { drawSpread, type CompiledSpreads } from './compiled-spreads.js';

/** What a stream is for. The numbers are part of every result: changing one changes the answers. */
export const PURPOSE = {
  loading: 0,
  hauling: 1,
  dumping: 2,
  returning: 3,
  payload: 4,
  fuel: 5,
  delay: 6,
  passes: 7,
  dispatch: 8,
  life: 9,
  repair: 10,
  refuelling: 11,
  tank: 12,
  gate: 13,
} as const;
const PURPOSES = Object.keys(PURPOSE).length;

/** Entity numbers; loader l is −1 − l and truck k is k, so that fleets of any size agree. */
const WEATHER_ENTITY = -1_000_000;
const DAY_ENTITY = -2_000_000;
const MINE_ENTITY = -3_000_000;

/**
 * Random streams, each named by who draws and for what, so that a draw is the same whatever candidates differ in
 * (common random numbers). What happens to loads is drawn in the order in which it begins in the mine, whichever truck it
 * befalls: the n-th loading, the n-th way out. So one loader more can make every n-th event only earlier, and a mine of
 * one class hauls no less with it, replication by replication. Failures, tanks, delays, the place at the gate and random
 * dispatching belong to machines. Who draws is the trucks, then the loaders, then the mine.
 */
export class RunStreams {
  readonly weather = unseeded();
  readonly day = unseeded();
  /** Number of the mine among those who draw. */
  readonly mine: number;
  /** Where `draw` leaves its number, until the next draw of any stream. */
  readonly drawn = this.weather.drawn;
  private readonly streams: RandomStream[];
  private readonly entities: Int32Array;
  private seed = 0;
  private replication = 0;
  /** Round in which a stream was seeded last; streams that nobody draws from are never seeded. */
  private readonly seededIn: Int32Array;
  private round = 0;

  constructor(
    private readonly spreads: CompiledSpreads,
    private readonly trucks: number,
    loaders: number,
  ) {
    this.mine = trucks + loaders;
    const all = this.mine + 1;
    this.streams = Array.from({ length: all * PURPOSES }, unseeded);
    this.entities = Int32Array.from({ length: all }, (_, m) => (m < trucks ? m : trucks - 1 - m));
    this.entities[this.mine] = MINE_ENTITY;
    this.seededIn = new Int32Array(all * PURPOSES);
  }

  /** @param day the replication whose day it is: runs of one day share what is drawn for it */
  start(seed: number, replication: number, day: number): void {
    this.seed = seed;
    this.replication = replication;
    this.round += 1;
    this.weather.reseed(seed, replication, WEATHER_ENTITY, 0);
    this.day.reseed(seed, day, DAY_ENTITY, 0);
  }

  /** Number of a loader among those who draw; a truck's is its own. */
  loader(loader: number): number {
    return this.trucks + loader;
  }

  of(who: number, purpose: number): RandomStream {
    const at = who * PURPOSES + purpose;
    const stream = this.streams[at]!;
    if (this.seededIn[at] !== this.round) {
      this.seededIn[at] = this.round;
      stream.reseed(this.seed, this.replication, this.entities[who]!, purpose);
    }
    return stream;
  }

  /** Draws a variate of a spread, mean 1, into `drawn[0]`. */
  draw(who: number, purpose: number, spread: number): void {
    drawSpread(this.spreads, spread, this.of(who, purpose));
  }
}

function unseeded(): RandomStream {
  return new RandomStream([1, 0, 0, 0, 0, 0, 0, 0]);
}
