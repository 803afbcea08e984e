import type { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { HISTORY_DAYS, HOUR_MS, SHIFT_NAMES, shiftStartMs, type ShiftName } from '../base/calendar.js';
import { at, pick, pickWeighted, shuffled, streamFor } from '../base/draws.js';
import type { Excavator } from '../fleet/excavators.js';
import type { Operator } from '../fleet/operators.js';
import { PIT_NAMES, type PitName } from '../fleet/places.js';
import type { Road } from '../fleet/roads.js';
import type { Truck } from '../fleet/trucks.js';
import { readingAt } from '../fleet/weather.js';
import { WEATHERS, type RoadSurface, type Weather } from '../laws/surface.js';
import type { Background, CrewedTruck, LoaderShift } from './loader-shift.js';

/** Who and what can be sent out. */
export interface Fleet {
  readonly trucks: readonly Truck[];
  readonly excavators: readonly Excavator[];
  readonly operators: readonly Operator[];
  readonly roads: readonly Road[];
}

/** One pit in one shift. */
export interface PitShift {
  readonly day: number;
  readonly shift: ShiftName;
  readonly pit: PitName;
}

/** How many trucks dispatch sends to an excavator; the match is at some five or six. */
export const CREW_SIZES: readonly (readonly [number, number])[] = [
  [3, 0.12],
  [4, 0.26],
  [5, 0.31],
  [6, 0.21],
  [7, 0.1],
];
/** How many of a pit's excavators were recorded. */
const RECORDED_EXCAVATORS: readonly (readonly [number, number])[] = [
  [1, 0.6],
  [2, 0.22],
  [3, 0.18],
];

/**
 * All pits in all shifts of the history, in the order in which they are sampled: each day once before any day twice, so
 * that a sample of any size is spread over the months.
 */
export function pitShiftsInRandomOrder(seed: number): PitShift[] {
  const stream = streamFor(seed, 'roster');
  const kinds = SHIFT_NAMES.flatMap((shift) => PIT_NAMES.map((pit) => ({ shift, pit })));
  const byDay = Array.from({ length: HISTORY_DAYS }, () => shuffled(stream, kinds));
  return kinds.flatMap((_, round) => {
    const days = shuffled(
      stream,
      byDay.map((_kinds, day) => day),
    );
    return days.map((day) => ({ day, ...at(at(byDay, day), round) }));
  });
}

const worse = (surface: RoadSurface): RoadSurface =>
  at(['GOOD', 'FAIR', 'POOR', 'POOR'] as const, ['EXCELLENT', 'GOOD', 'FAIR', 'POOR'].indexOf(surface));

/** What rain makes of a road in a shift, on average over its length. Grading crews keep up with light rain only. */
export function surfaceAfter(stream: RandomStream, surface: RoadSurface, weather: Weather): RoadSurface {
  const u = stream.uniform();
  if (weather === 'HUJAN_LEBAT') return u < 0.5 ? 'LICIN' : worse(surface);
  if (weather === 'HUJAN_SEDANG') return u < 0.2 ? 'LICIN' : u < 0.7 ? worse(surface) : surface;
  if (weather === 'HUJAN_RINGAN') return u < 0.35 ? worse(surface) : surface;
  return u < 0.08 ? worse(surface) : surface;
}

function worstWeather(background: Background, siteId: string, startMs: number): Weather {
  const seen = [0, 3, 6].map((h) => readingAt(background.weather, siteId, startMs + h * HOUR_MS).condition);
  return at(WEATHERS, Math.max(...seen.map((weather) => WEATHERS.indexOf(weather))));
}

/**
 * Trucks of the pit and drivers of the shift who can work, paired in random order.
 *
 * @param isOut whether a truck or driver, by id, is at work elsewhere
 */
export function availableCrews(
  stream: RandomStream,
  { pit, shift }: PitShift,
  startMs: number,
  fleet: Fleet,
  { maintenance }: Background,
  isOut: (id: string) => boolean = () => false,
): CrewedTruck[] {
  const trucks = fleet.trucks.filter(
    (truck) => truck.isActive && truck.homePit === pit && !maintenance.isDownInShift(truck.id, startMs),
  );
  const drivers = fleet.operators.filter(
    (operator) =>
      !operator.runsExcavators && operator.shift === shift && operator.licenceExpiresAtMs > startMs,
  );
  const order = shuffled(stream, drivers).filter(({ id }) => !isOut(id));
  return shuffled(stream, trucks)
    .filter(({ id }) => !isOut(id))
    .slice(0, order.length)
    .map((truck, i) => ({ truck, operator: at(order, i) }));
}

/** The recorded excavators of a pit in a shift, each with its road and its trucks. No truck or driver is sent twice. */
export function rosterOf(
  stream: RandomStream,
  pitShift: PitShift,
  fleet: Fleet,
  background: Background,
  isOut: (id: string) => boolean,
): LoaderShift[] {
  const { day, shift, pit } = pitShift;
  const startMs = shiftStartMs(day, shift);
  const crews = availableCrews(stream, pitShift, startMs, fleet, background, isOut);
  const excavators = shuffled(
    stream,
    fleet.excavators.filter(
      (each) => each.pit === pit && !background.maintenance.isDownInShift(each.id, startMs),
    ),
  ).slice(0, pickWeighted(stream, RECORDED_EXCAVATORS));
  const roads = fleet.roads.filter((road) => road.pit.name === pit && road.isActive);
  let sent = 0;
  return excavators
    .map((excavator): LoaderShift => {
      const road = pick(stream, roads);
      const crew = crews.slice(sent, sent + pickWeighted(stream, CREW_SIZES));
      sent += crew.length;
      // Each excavator moves on to the next face of its pit every month.
      const face =
        (fleet.excavators.indexOf(excavator) + Math.floor(day / 31)) % road.pit.loadingPoints.length;
      const weather = worstWeather(background, road.pit.siteId, startMs);
      return {
        ...{ shift, startMs, excavator, road, crew },
        loadingPoint: at(road.pit.loadingPoints, face),
        surface: surfaceAfter(stream, road.surface, weather),
      };
    })
    .filter(({ crew }) => crew.length >= 2);
}
