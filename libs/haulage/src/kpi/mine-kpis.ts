import { LOADER, TRUCK } from '../run/machine-clock.js';
import type { MineRun } from '../run/mine-run.js';

/** Key figures of one replication of a shift. */
export interface MineKpis {
  readonly productionT: number;
  /** Loads dumped. */
  readonly cycles: number;
  readonly fuelL: number;
  /** Truck-hours waiting for a loader, for a dump bay, and for fuel. */
  readonly loaderQueueH: number;
  readonly dumpQueueH: number;
  readonly refuelQueueH: number;
  /** Cycles with a delay or incident. */
  readonly incidents: number;
  /** Loader-hours spent loading, standing idle, and broken down. */
  readonly loadingH: number;
  readonly loaderIdleH: number;
  readonly loaderDownH: number;
  /** Truck-hours travelling, being loaded and dumping; and broken down. */
  readonly truckWorkH: number;
  readonly truckDownH: number;
}

/** Names of the key figures in the order in which `writeMineKpis` stores them. */
export const KPI_NAMES = [
  'productionT',
  'cycles',
  'fuelL',
  'loaderQueueH',
  'dumpQueueH',
  'refuelQueueH',
  'incidents',
  'loadingH',
  'loaderIdleH',
  'loaderDownH',
  'truckWorkH',
  'truckDownH',
] as const satisfies readonly (keyof MineKpis)[];

export const KPI_COUNT = KPI_NAMES.length;

/** Stores the key figures of a run's last replication at `offset` of `target`, in the order of `KPI_NAMES`. */
export function writeMineKpis(run: MineRun, target: Float64Array, offset: number): void {
  const { trucks, loaderClock } = run;
  let fuelL = 0;
  for (let truck = 0; truck < trucks.fuelL.length; truck += 1) fuelL += trucks.fuelL[truck]!;
  const { clock } = trucks;
  target[offset] = run.loadedT;
  target[offset + 1] = run.loads;
  target[offset + 2] = fuelL;
  target[offset + 3] = clock.total(TRUCK.queueingToLoad) / 60;
  target[offset + 4] = clock.total(TRUCK.queueingToDump) / 60;
  target[offset + 5] = clock.total(TRUCK.queueingToRefuel) / 60;
  target[offset + 6] = run.delayedLoads;
  target[offset + 7] = loaderClock.total(LOADER.loading) / 60;
  target[offset + 8] = loaderClock.total(LOADER.idle) / 60;
  target[offset + 9] = loaderClock.total(LOADER.down) / 60;
  target[offset + 10] =
    (clock.total(TRUCK.travellingEmpty) +
      clock.total(TRUCK.travellingLoaded) +
      clock.total(TRUCK.loading) +
      clock.total(TRUCK.dumping)) /
    60;
  target[offset + 11] = clock.total(TRUCK.down) / 60;
}

/** The key figures stored at `offset`. */
export function readMineKpis(source: Float64Array, offset: number): MineKpis {
  return Object.fromEntries(KPI_NAMES.map((name, i) => [name, source[offset + i]!])) as unknown as MineKpis;
}
