import { z } from 'zod';
import type { Leg, MineDefinition, TruckClass } from '../definition/mine-definition.js';
import { AVERAGE_TRUCK } from '../definition/average-truck.js';
import { CERTAIN } from '../definition/spread.js';

const matrix = z.array(z.array(z.number()));

/** The parts of an OpenMines configuration that say something of a mine. What it has beyond them is left alone. */
export const openMinesSchema = z.object({
  sim_time: z.number().optional().meta({ description: 'min' }),
  charging_site: z.object({
    trucks: z.array(
      z.object({
        type: z.string(),
        count: z.int().min(0),
        capacity: z.number().meta({ description: 't' }),
        speed: z.number().meta({ description: 'km/h' }),
      }),
    ),
  }),
  load_sites: z.array(
    z.object({
      name: z.string(),
      shovels: z.array(
        z.object({
          name: z.string(),
          tons: z.number().meta({ description: 't a pass' }),
          cycle_time: z.number().meta({ description: 'min a pass' }),
        }),
      ),
    }),
  ),
  dump_sites: z.array(
    z.object({
      name: z.string(),
      dumpers: z.array(
        z.object({ count: z.int().min(0).default(1), cycle_time: z.number().meta({ description: 'min' }) }),
      ),
    }),
  ),
  road: z.object({
    l2d_road_matrix: matrix.meta({ description: 'km, [load][dump]' }),
    d2l_road_matrix: matrix.meta({ description: 'km, [load][dump]' }),
    charging_to_load_road_matrix: z.array(z.number()).meta({ description: 'km, [load]' }),
    road_event_params: z.unknown().optional(),
  }),
});
export type OpenMinesConfig = z.infer<typeof openMinesSchema>;

export interface OpenMinesMine {
  readonly mine: MineDefinition;
  /** What the configuration has that the definition does not, or has otherwise. */
  readonly notes: readonly string[];
}

const DEFAULT_SIM_TIME_MIN = 240;
/** A road of no length, as between a park and the pit that it lies in, is driven as one metre. */
const SHORTEST_KM = 0.001;

/**
 * Reads a mine in the format of OpenMines (https://github.com/370025263/openmines).
 *
 * Differences that remain: a truck is filled by whole buckets (OpenMines takes capacity / bucket, which need not be
 * whole); each shovel has its own queue, as there; events on the road are not converted, and fuel is not known.
 */
export function mineFromOpenMines(config: OpenMinesConfig): OpenMinesMine {
  const { charging_site, load_sites, dump_sites, road } = config;
  const notes: string[] = ['OpenMines knows no fuel: it is 0 here'];
  if (road.road_event_params !== undefined) notes.push('road.road_event_params is not converted');
  const { trucks } = charging_site;
  const speeds = trucks.map(({ speed }) => speed);
  const pairs = load_sites.flatMap((load, l) => dump_sites.map((dump, d) => ({ load, dump, l, d })));
  return {
    mine: {
      shift: {
        durationMin: config.sim_time ?? DEFAULT_SIM_TIME_MIN,
        overrunMin: 0,
        startLossMin: 0,
        breaks: [],
      },
      truckClasses: trucks.map(({ capacity }, c): TruckClass => {
        return { id: className(trucks, c), capacityT: capacity, idleFuelLPerMin: 0, tankL: null };
      }),
      trucks: trucks.flatMap(({ count }, c) =>
        Array.from({ length: count }, (_, i) => ({
          id: `${className(trucks, c)}${i + 1}`,
          class: className(trucks, c),
          ...AVERAGE_TRUCK,
          loadSite: null,
        })),
      ),
      loadSites: load_sites.map(({ name, shovels }) => ({
        id: name,
        sharedQueue: false,
        loaders: shovels.map((shovel) => ({
          id: shovel.name,
          loading: {
            kind: 'passes',
            spotMin: { mean: 0, spread: CERTAIN },
            passMin: { mean: shovel.cycle_time, spread: CERTAIN },
            passT: { mean: shovel.tons, spread: CERTAIN },
          },
        })),
      })),
      dumpSites: dump_sites.map(({ name, dumpers }) => {
        const bays = dumpers.reduce((sum, { count }) => sum + count, 0);
        if (new Set(dumpers.map(({ cycle_time }) => cycle_time)).size > 1)
          notes.push(`dump ${name}: its dumpers' times differ; all have their mean here`);
        const mean = dumpers.reduce((sum, { count, cycle_time }) => sum + count * cycle_time, 0) / bays;
        return { id: name, bays, dumpingMin: { mean, spread: CERTAIN } };
      }),
      routes: pairs.map(({ load, dump, l, d }) => {
        const [thereKm, backKm] = [road.l2d_road_matrix[l]?.[d] ?? NaN, road.d2l_road_matrix[l]?.[d] ?? NaN];
        return {
          loadSite: load.name,
          dumpSite: dump.name,
          distanceKm: thereKm,
          loaded: legOf(thereKm, speeds),
          empty: legOf(backKm, speeds),
        };
      }),
      parkRoutes: load_sites.map(({ name }, l) => ({
        loadSite: name,
        leg: legOf(road.charging_to_load_road_matrix[l] ?? NaN, speeds),
      })),
      dispatchRule: 'earliest-loaded',
      weather: null,
      truckBreakdowns: null,
      loaderBreakdowns: null,
      refuelling: null,
      shiftEffects: [],
      delayProbability: 0,
      durationSource: 'given',
    },
    notes,
  };
}

/** A type may be listed more than once, with other capacities or speeds. */
function className(trucks: readonly { readonly type: string }[], index: number): string {
  const { type } = trucks[index]!;
  const before = trucks.slice(0, index).filter((other) => other.type === type).length;
  return before === 0 ? type : `${type} (${before + 1})`;
}

function legOf(km: number, speedsKmH: readonly number[]): Leg {
  return {
    travelMeansMin: speedsKmH.map((speedKmH) => (Math.max(km, SHORTEST_KM) / speedKmH) * 60),
    travelSpread: CERTAIN,
    fuelMeansL: speedsKmH.map(() => 0),
    fuelSpread: CERTAIN,
    overtaking: true,
  };
}
