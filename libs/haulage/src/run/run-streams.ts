import { drawSpread, type Spread } from '../definition/spread.js';
import { RandomStream } from '@mining-ops/des/random/random-stream.js';

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

/** Entity number of the weather's stream; loader l is −1 − l and truck k is k, so that fleets of any size agree. */
const WEATHER_ENTITY = -1_000_000;

/**
 * One random stream for each machine and purpose, so that the n-th haul of truck k draws the same number whatever the
 * fleet around it does (common random numbers across candidates).
 */
export class RunStreams {
  readonly weather = unseeded();
  private readonly trucks: RandomStream[];
  private readonly loaders: RandomStream[];
  private seed = 0;
  private replication = 0;
  /** Replication for which a stream was seeded last; streams that nobody draws from are never seeded. */
  private readonly truckSeeded: Float64Array;
  private readonly loaderSeeded: Float64Array;
  private round = 0;

  constructor(trucks: number, loaders: number) {
    this.trucks = Array.from({ length: trucks * PURPOSES }, unseeded);
    this.loaders = Array.from({ length: loaders * PURPOSES }, unseeded);
    this.truckSeeded = new Float64Array(trucks * PURPOSES);
    this.loaderSeeded = new Float64Array(loaders * PURPOSES);
  }

  start(seed: number, replication: number): void {
    this.seed = seed;
    this.replication = replication;
    this.round += 1;
    this.weather.reseed(seed, replication, WEATHER_ENTITY, 0);
  }

  ofTruck(truck: number, purpose: number): RandomStream {
    const at = truck * PURPOSES + purpose;
    const stream = this.trucks[at]!;
    if (this.truckSeeded[at] !== this.round) {
      this.truckSeeded[at] = this.round;
      stream.reseed(this.seed, this.replication, truck, purpose);
    }
    return stream;
  }

  ofLoader(loader: number, purpose: number): RandomStream {
    const at = loader * PURPOSES + purpose;
    const stream = this.loaders[at]!;
    if (this.loaderSeeded[at] !== this.round) {
      this.loaderSeeded[at] = this.round;
      stream.reseed(this.seed, this.replication, -1 - loader, purpose);
    }
    return stream;
  }

  drawTruck(truck: number, purpose: number, mean: number, spread: Spread): number {
    return mean * drawSpread(this.ofTruck(truck, purpose), spread);
  }
}

function unseeded(): RandomStream {
  return new RandomStream([1, 0, 0, 0, 0, 0, 0, 0]);
}
