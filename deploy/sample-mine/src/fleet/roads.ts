import type { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { DAY_MS, ENTERED_AT_MS, EXPORTED_AT_MS, iso } from '../base/calendar.js';
import { at, between, integerBetween, round, shuffled } from '../base/draws.js';
import { DEFAULT_ROAD_ID, type IdSource } from '../base/ids.js';
import { tableOf, type Table } from '../base/table.js';
import type { RoadSurface } from '../laws/surface.js';
import type { DumpPoint, Pit, PitName, Places } from './places.js';

/** A haul road from a pit's exit to a dump area. */
export interface Road {
  readonly id: string;
  readonly name: string;
  readonly pit: Pit;
  readonly dump: DumpPoint;
  readonly distanceKm: number;
  /** In the loaded direction: positive is uphill. */
  readonly gradientPct: number;
  readonly maxSpeedKmh: number;
  readonly surface: RoadSurface;
  readonly isActive: boolean;
}

const ROADS_PER_PIT = 8;
/** PIT-02 comes first, so that the clients' default road is "Road Segment 1". */
const PIT_ORDER: readonly PitName[] = ['PIT-02', 'PIT-01', 'PIT-03'];
const SURFACES: readonly RoadSurface[] = [
  ...Array.from({ length: 5 }, () => 'EXCELLENT' as const),
  ...Array.from({ length: 9 }, () => 'GOOD' as const),
  ...Array.from({ length: 7 }, () => 'FAIR' as const),
  ...Array.from({ length: 3 }, () => 'POOR' as const),
];
const INACTIVE_ROADS = new Set([13, 22]);
/** No road climbs more than 90 m or falls more than 60 m: the pits are no deeper, the dumps no lower. */
const MOST_CLIMB_PCT_KM = 9;
const MOST_FALL_PCT_KM = 6;

function gradientOf(stream: RandomStream, distanceKm: number): number {
  const drawn = between(stream, -5, 10);
  return round(Math.max(-MOST_FALL_PCT_KM / distanceKm, Math.min(MOST_CLIMB_PCT_KM / distanceKm, drawn)), 4);
}

export function makeRoads(stream: RandomStream, ids: IdSource, places: Places): Road[] {
  const surfaces = shuffled(stream, SURFACES);
  return Array.from({ length: PIT_ORDER.length * ROADS_PER_PIT }, (_, i) => {
    const pitName = at(PIT_ORDER, Math.floor(i / ROADS_PER_PIT));
    const pit = places.pits.find(({ name }) => name === pitName);
    if (pit === undefined) throw new Error(`there is no ${pitName}`);
    const nth = i % ROADS_PER_PIT;
    // Spread over the range by construction, so that each pit has short and long hauls.
    const distanceKm = round(0.8 + (4 * ((nth * 3 + 1) % ROADS_PER_PIT) + between(stream, 0, 3.6)) / 8, 4);
    const drawn: Road = {
      id: ids.next(ENTERED_AT_MS + i * 2),
      name: `Road Segment ${i + 1}`,
      pit,
      dump: at(places.dumpPoints, nth % places.dumpPoints.length),
      distanceKm,
      gradientPct: gradientOf(stream, distanceKm),
      maxSpeedKmh: integerBetween(stream, 24, 49),
      surface: at(surfaces, i),
      isActive: !INACTIVE_ROADS.has(i),
    };
    // The default road of existing clients, as their documentation shows it: 2.68 km.
    return i === 0
      ? {
          ...drawn,
          id: DEFAULT_ROAD_ID,
          distanceKm: 2.6843,
          gradientPct: 1.8,
          maxSpeedKmh: 38,
          surface: 'GOOD',
        }
      : drawn;
  });
}

export function roadsTable(stream: RandomStream, roads: readonly Road[]): Table {
  const rows = roads.map((road, i) => ({
    id: road.id,
    code: `ROAD-${String(i + 1).padStart(4, '0')}`,
    name: road.name,
    miningSiteId: road.pit.siteId,
    startPoint: road.pit.name,
    endPoint: road.dump.name,
    distance: road.distanceKm,
    roadCondition: road.surface,
    maxSpeed: road.maxSpeedKmh,
    gradient: road.gradientPct,
    isActive: road.isActive,
    lastMaintenance: i % 6 === 4 ? null : iso(EXPORTED_AT_MS - integerBetween(stream, 3, 60) * DAY_MS),
    createdAt: iso(ENTERED_AT_MS + i * 2),
    updatedAt: iso(EXPORTED_AT_MS),
  }));
  return tableOf('road_segments.csv', rows);
}
