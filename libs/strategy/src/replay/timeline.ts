/** What a machine does in a stretch of a replayed shift. */
export const TIMELINE_STATES = [
  'travellingEmpty',
  'queueingToLoad',
  'loading',
  'travellingLoaded',
  'queueingToDump',
  'dumping',
] as const;

/** The moments of a trip, min from the shift's start; null where it did not come so far. */
export interface TripMoments {
  readonly truck: number;
  readonly loader: number | null;
  readonly departureMin: number | null;
  readonly queueStartMin: number | null;
  readonly queueEndMin: number | null;
  readonly loadingEndMin: number | null;
  readonly dumpArrivalMin: number | null;
  readonly dumpingStartMin: number | null;
  readonly dumpingEndMin: number | null;
}

/** What a machine did for a while. */
export interface Stretch {
  readonly machine: 'truck' | 'loader';
  readonly index: number;
  readonly state: (typeof TIMELINE_STATES)[number];
  readonly fromMin: number;
  readonly toMin: number;
}

/** The stretches of a trip: each state from one moment of it to the next. */
const STRETCHES = [
  ['travellingEmpty', 'departureMin', 'queueStartMin'],
  ['queueingToLoad', 'queueStartMin', 'queueEndMin'],
  ['loading', 'queueEndMin', 'loadingEndMin'],
  ['travellingLoaded', 'loadingEndMin', 'dumpArrivalMin'],
  ['queueingToDump', 'dumpArrivalMin', 'dumpingStartMin'],
  ['dumping', 'dumpingStartMin', 'dumpingEndMin'],
] as const satisfies readonly (readonly [
  (typeof TIMELINE_STATES)[number],
  keyof TripMoments,
  keyof TripMoments,
])[];

/** What each truck and loader did when, by machine, then by time; stretches of no length are left out. */
export function timelineOf(trips: readonly TripMoments[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const trip of trips) {
    for (const [state, from, to] of STRETCHES) {
      const [fromMin, toMin] = [trip[from], trip[to]];
      if (fromMin === null || toMin === null || toMin <= fromMin) continue;
      stretches.push({ machine: 'truck', index: trip.truck, state, fromMin, toMin });
      if (state === 'loading' && trip.loader !== null)
        stretches.push({ machine: 'loader', index: trip.loader, state, fromMin, toMin });
    }
  }
  const kind = ({ machine }: Stretch): number => (machine === 'truck' ? 0 : 1);
  return stretches.sort((a, b) => kind(a) - kind(b) || a.index - b.index || a.fromMin - b.fromMin);
}
