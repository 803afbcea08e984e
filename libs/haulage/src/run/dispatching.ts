import type { EventCalendar } from '@mining-ops/des/calendar/event-calendar.js';
import { dispatchRuleNamed } from '../dispatch/all-rules.js';
import type { Dispatcher, DispatchView } from '../dispatch/dispatch-rule.js';
import { Outlook } from '../dispatch/outlook.js';
import { emptyLeg, loadedLeg, nearestDump, type CompiledMine } from './compiled-mine.js';
import { EVENT } from './events.js';
import type { HaulRoads } from './haul-roads.js';
import type { Loading } from './loading.js';
import type { RunContext } from './run-context.js';
import { PURPOSE } from './run-streams.js';

/** Where trucks are sent: empty to a load site, loaded to a dump, as the mine's rule has it. */
export class Dispatching implements DispatchView {
  readonly mine: CompiledMine;
  readonly clock: EventCalendar;
  readonly outlook: Outlook;
  readonly stationCosts: Float64Array;
  readonly dumpCosts: Float64Array;
  readonly drawn: Float64Array;
  private readonly dispatcher: Dispatcher;
  private readonly onTheWay: Int32Array;
  /** Nearest dump of each load site. */
  private readonly nearest: Int32Array;

  /** @throws RangeError where there is no such dispatch rule */
  constructor(
    private readonly context: RunContext,
    private readonly roads: HaulRoads,
    private readonly load: Loading,
  ) {
    const { mine } = context;
    const rule = dispatchRuleNamed(mine.dispatchRule);
    if (!rule) throw new RangeError(`there is no dispatch rule "${mine.dispatchRule}"`);
    this.mine = mine;
    this.clock = context.calendar;
    this.dispatcher = rule.prepare(mine);
    this.stationCosts = new Float64Array(mine.stations.count);
    this.dumpCosts = new Float64Array(mine.dumps.count);
    this.drawn = context.streams.drawn;
    this.onTheWay = new Int32Array(mine.stations.count);
    this.nearest = Int32Array.from(mine.names.loadSites, (_, site) => nearestDump(mine, site));
    this.outlook = new Outlook(this);
  }

  queued(station: number): number {
    return this.load.queued(station);
  }

  loading(station: number): number {
    return this.load.loading(station);
  }

  underWay(station: number): number {
    return this.onTheWay[station]!;
  }

  draw(truck: number): void {
    this.context.streams.of(truck, PURPOSE.dispatch).drawUniform();
  }

  reset(): void {
    this.dispatcher.reset();
    this.onTheWay.fill(0);
  }

  /** Sends a truck to the station that the rule chooses among those that leave time for one more load, or parks it. */
  dispatch(truck: number, place: number): void {
    const { mine, dispatcher, stationCosts } = this;
    const { hours, trucks, calendar } = this.context;
    let best = -1;
    let bestCost = Infinity;
    let bestLeg = -1;
    for (let station = 0; station < mine.stations.count; station += 1) {
      const leg = emptyLeg(mine, place, mine.stations.sites[station]!);
      if (leg < 0 || !hours.canBeDumpedInTime(station, leg)) continue;
      // Where there is only one station, no rule has a choice.
      if (mine.stations.count > 1) dispatcher.stationCost(this, truck, place, station);
      const cost = stationCosts[station]!;
      if (cost < bestCost) {
        best = station;
        bestCost = cost;
        bestLeg = leg;
      }
    }
    if (best < 0) {
      trucks.park(truck);
      return;
    }
    dispatcher.sentToStation(place, best);
    hours.begin(truck);
    trucks.startTrip(truck, place, best);
    this.onTheWay[best]! += 1;
    this.roads.travelEmpty(truck, bestLeg);
    calendar.scheduleFrom(trucks.endMin, EVENT.arriveAtLoader, truck);
  }

  /** A truck has arrived at the station that it was sent to. */
  arrived(truck: number): void {
    this.onTheWay[this.context.trucks.stations[truck]!]! -= 1;
  }

  /** Sends a loaded truck to the dump that the rule chooses. */
  haul(truck: number): void {
    const { mine } = this;
    const { trucks, hours, calendar } = this.context;
    const site = mine.stations.sites[trucks.stations[truck]!]!;
    const dump = mine.dumps.count === 1 ? 0 : this.chooseDump(truck, site);
    trucks.dumps[truck] = dump;
    hours.begin(truck);
    this.roads.travelLoaded(truck, loadedLeg(mine, site, dump));
    calendar.scheduleFrom(trucks.endMin, EVENT.arriveAtDump, truck);
  }

  private chooseDump(truck: number, site: number): number {
    const { mine, dispatcher, dumpCosts } = this;
    let best = this.nearest[site]!;
    let bestCost = Infinity;
    for (let dump = 0; dump < mine.dumps.count; dump += 1) {
      if (loadedLeg(mine, site, dump) < 0) continue;
      dispatcher.dumpCost(this, truck, site, dump);
      const cost = dumpCosts[dump]!;
      if (cost < bestCost) {
        best = dump;
        bestCost = cost;
      }
    }
    dispatcher.sentToDump(site, best);
    return best;
  }
}
