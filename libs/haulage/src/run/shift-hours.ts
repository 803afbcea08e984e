import type { EventCalendar } from '@mining-ops/des/calendar/event-calendar.js';
import { loadedLeg, nearestDump, type CompiledMine } from './compiled-mine.js';
import { TRUCK } from './machine-clock.js';
import type { RunningWeather } from './running-weather.js';
import type { TruckLedger } from './truck-ledger.js';

/** When work goes on: not within a break, and no load that could not be expected to be dumped in time. */
export class ShiftHours {
  /** A moment, moved by `skipBreaks` to the first from there on that no break covers. */
  private readonly openMin = new Float64Array(1);
  /** How long a load takes from each load site until it is dumped at the nearest dump, min. */
  private readonly deliveryMin: Float64Array;

  constructor(
    private readonly mine: CompiledMine,
    private readonly calendar: EventCalendar,
    private readonly weather: RunningWeather,
    private readonly trucks: TruckLedger,
  ) {
    const { names, legs, dumps } = mine;
    this.deliveryMin = Float64Array.from(names.loadSites, (_, site) => {
      const dump = nearestDump(mine, site);
      return dump < 0
        ? Infinity
        : legs.fleetMeansMin[loadedLeg(mine, site, dump)]! + dumps.fleetMeansMin[dump]!;
    });
  }

  /** The next activity of a truck begins now, or when the break is over: until then it rests. */
  begin(truck: number): void {
    const { trucks } = this;
    const { now } = this.calendar;
    this.openMin[0] = now;
    this.skipBreaks();
    const startMin = this.openMin[0];
    trucks.startMin[truck] = startMin;
    if (startMin > now) trucks.clock.minutes[trucks.clock.at(truck, TRUCK.onBreak)]! += startMin - now;
  }

  /** Whether a load can be expected to be dumped in time, for which a truck must travel a leg first (−1: none). */
  canBeDumpedInTime(station: number, leg: number): boolean {
    const { stations, legs, lastDumpMin } = this.mine;
    const { travelFactor, loadingFactor } = this.weather;
    this.openMin[0] = this.calendar.now;
    this.skipBreaks();
    const leadMin = leg < 0 ? 0 : legs.fleetMeansMin[leg]! * travelFactor;
    const loadingMin = stations.meanLoadingMin[station]! * loadingFactor;
    const deliveryMin = this.deliveryMin[stations.sites[station]!]! * travelFactor;
    return this.openMin[0] + leadMin + loadingMin + deliveryMin <= lastDumpMin;
  }

  /** The first moment from `atMin` on that no break covers. */
  openFrom(atMin: number): number {
    this.openMin[0] = atMin;
    this.skipBreaks();
    return this.openMin[0];
  }

  private skipBreaks(): void {
    const { openMin } = this;
    const { breakStartsMin, breakEndsMin } = this.mine;
    for (let i = 0; i < breakStartsMin.length; i += 1) {
      if (openMin[0]! >= breakStartsMin[i]! && openMin[0]! < breakEndsMin[i]!) openMin[0] = breakEndsMin[i]!;
    }
  }
}
