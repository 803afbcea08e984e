import { estimate, type Estimate } from '@mining-ops/des/statistics/estimate.js';
import { CO2_KG_PER_L } from '../physics/emissions.js';
import type { CompiledMine } from '../run/compiled-mine.js';
import { LOADER_STATES, TRUCK_STATES } from '../run/machine-clock.js';
import { MineRun } from '../run/mine-run.js';
import { matchFactor, mineFlow } from './match-factor.js';
import { KPI_COUNT, KPI_NAMES, writeMineKpis, type MineKpis } from './mine-kpis.js';

/** A machine's mean minutes in each state. */
export interface MachineSummary {
  readonly id: string;
  readonly minutes: Readonly<Record<string, number>>;
  /** Share of the time in which it did what it is for. */
  readonly utilisation: number;
}

export interface MineSummary {
  readonly replications: number;
  readonly kpis: Readonly<Record<keyof MineKpis, Estimate>>;
  readonly fuelLPerT: Estimate;
  readonly co2Kg: Estimate;
  readonly matchFactor: number;
  readonly queueHByPlace: Readonly<Record<string, Estimate>>;
  readonly trucks: readonly MachineSummary[];
  readonly loaders: readonly MachineSummary[];
}

/** Runs a mine and sums its replications up. */
export function summariseMine(mine: CompiledMine, seed: number, replications: number): MineSummary {
  const run = new MineRun(mine);
  const rows = new Float64Array(replications * KPI_COUNT);
  const { loadSites, dumpSites } = mine.names;
  const places = [...loadSites, ...dumpSites];
  const queueH = places.map(() => new Float64Array(replications));
  const truckMin = new Float64Array(run.trucks.clock.minutes.length);
  const loaderMin = new Float64Array(run.loaderClock.minutes.length);
  for (let r = 0; r < replications; r += 1) {
    run.run(seed, r);
    writeMineKpis(run, rows, r * KPI_COUNT);
    places.forEach((_, p) => {
      const minutes = p < loadSites.length ? run.siteQueueMin[p]! : run.dumpQueueMin[p - loadSites.length]!;
      queueH[p]![r] = minutes / 60;
    });
    addTo(truckMin, run.trucks.clock.minutes);
    addTo(loaderMin, run.loaderClock.minutes);
  }
  const column = (kpi: number): Float64Array =>
    Float64Array.from({ length: replications }, (_, r) => rows[r * KPI_COUNT + kpi]!);
  const columns = KPI_NAMES.map((_, kpi) => column(kpi));
  const [productionT, fuelL] = [
    columns[KPI_NAMES.indexOf('productionT')]!,
    columns[KPI_NAMES.indexOf('fuelL')]!,
  ];
  return {
    replications,
    kpis: Object.fromEntries(
      KPI_NAMES.map((name, kpi) => [name, estimate(columns[kpi]!)]),
    ) as MineSummary['kpis'],
    fuelLPerT: estimate(fuelL.map((litres, r) => (productionT[r]! > 0 ? litres / productionT[r]! : 0))),
    co2Kg: estimate(fuelL.map((litres) => litres * CO2_KG_PER_L)),
    matchFactor: matchFactor(mineFlow(mine), mine.trucks.count),
    queueHByPlace: Object.fromEntries(places.map((id, p) => [id, estimate(queueH[p]!)])),
    trucks: machines(mine.names.trucks, TRUCK_STATES, truckMin, replications, [
      'travellingEmpty',
      'loading',
      'travellingLoaded',
      'dumping',
    ]),
    loaders: machines(mine.names.loaders, LOADER_STATES, loaderMin, replications, ['loading']),
  };
}

function addTo(sums: Float64Array, values: Float64Array): void {
  for (let i = 0; i < sums.length; i += 1) sums[i]! += values[i]!;
}

function machines(
  ids: readonly string[],
  states: readonly string[],
  sumsMin: Float64Array,
  replications: number,
  working: readonly string[],
): MachineSummary[] {
  return ids.map((id, machine) => {
    const minutes = states.map((_, state) => sumsMin[machine * states.length + state]! / replications);
    const all = minutes.reduce((a, b) => a + b, 0);
    const work = minutes.reduce((sum, min, state) => sum + (working.includes(states[state]!) ? min : 0), 0);
    return {
      id,
      minutes: Object.fromEntries(states.map((state, i) => [state, minutes[i]!])),
      utilisation: work / all,
    };
  });
}
