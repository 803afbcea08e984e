import type { CompiledMine } from '../../run/compiled-mine.js';
import type { Dispatcher, DispatchRule, DispatchView } from '../dispatch-rule.js';
import { planFlows, type FlowPlan } from '../flow-plan.js';

export const flow: DispatchRule = {
  name: 'flow',
  summary: 'Trucks follow the flows that a linear program finds to haul most with this fleet.',
  prepare: (mine) => new FlowDispatcher(mine, planFlows(mine)),
};

/** Sends each truck where the number sent so far lags furthest behind the plan's share. */
class FlowDispatcher implements Dispatcher {
  private readonly sites: number;
  /** Planned shares, [place · sites + site], the park as the last place; [site · dumps + dump]. */
  private readonly siteShares: Float64Array;
  private readonly dumpShares: Float64Array;
  private readonly sentSites: Float64Array;
  private readonly sentDumps: Float64Array;
  private readonly leftPlace: Float64Array;
  private readonly leftSite: Float64Array;

  constructor(
    private readonly mine: CompiledMine,
    plan: FlowPlan,
  ) {
    const sites = mine.names.loadSites.length;
    const dumps = mine.dumps.count;
    this.sites = sites;
    const bySite = Float64Array.from({ length: sites }, (_, site) => {
      let sum = 0;
      for (let dump = 0; dump < dumps; dump += 1) sum += plan.loaded[site * dumps + dump]!;
      return sum;
    });
    this.siteShares = new Float64Array((dumps + 1) * sites);
    for (let place = 0; place <= dumps; place += 1) {
      const planned = plan.empty.subarray(place * sites, (place + 1) * sites);
      // The park, and a dump that the plan leaves out, follow the plan's shares of the whole mine.
      this.siteShares.set(shares(place < dumps && sumOf(planned) > 0 ? planned : bySite), place * sites);
    }
    this.dumpShares = new Float64Array(sites * dumps);
    for (let site = 0; site < sites; site += 1)
      this.dumpShares.set(shares(plan.loaded.subarray(site * dumps, (site + 1) * dumps)), site * dumps);
    this.sentSites = new Float64Array(this.siteShares.length);
    this.sentDumps = new Float64Array(this.dumpShares.length);
    this.leftPlace = new Float64Array(dumps + 1);
    this.leftSite = new Float64Array(sites);
  }

  stationCost({ outlook, stationCosts }: DispatchView, _truck: number, place: number, station: number): void {
    const at = place * this.sites + this.mine.stations.sites[station]!;
    const lag = this.siteShares[at]! * (this.leftPlace[place]! + 1) - this.sentSites[at]!;
    // Among the loaders of one site, the one with the fewest trucks before it: below one truck's worth of lag.
    outlook.lookAtQueue(station);
    stationCosts[station] = -lag + 1e-6 * outlook.crowd[station]!;
  }

  dumpCost({ dumpCosts }: DispatchView, _truck: number, site: number, dump: number): void {
    const at = site * this.mine.dumps.count + dump;
    dumpCosts[dump] = this.sentDumps[at]! - this.dumpShares[at]! * (this.leftSite[site]! + 1);
  }

  sentToStation(place: number, station: number): void {
    this.sentSites[place * this.sites + this.mine.stations.sites[station]!]! += 1;
    this.leftPlace[place]! += 1;
  }

  sentToDump(site: number, dump: number): void {
    this.sentDumps[site * this.mine.dumps.count + dump]! += 1;
    this.leftSite[site]! += 1;
  }

  reset(): void {
    this.sentSites.fill(0);
    this.sentDumps.fill(0);
    this.leftPlace.fill(0);
    this.leftSite.fill(0);
  }
}

function sumOf(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0);
}

/** Parts of the whole; equal ones where there is nothing. */
function shares(values: Float64Array): Float64Array {
  const sum = sumOf(values);
  return values.map((value) => (sum > 0 ? value / sum : 1 / values.length));
}
