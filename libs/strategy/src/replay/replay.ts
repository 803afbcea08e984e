import { KPI_COUNT, KPI_NAMES, readMineKpis, writeMineKpis } from '@mining-ops/haulage/kpi/mine-kpis.js';
import { MineRun } from '@mining-ops/haulage/run/mine-run.js';
import { TripRecords, type TripRecord } from '@mining-ops/haulage/run/trip-records.js';
import { z } from 'zod';
import { assignments, assignmentsSchema } from '../answer/assignments.js';
import type { CandidateSpace } from '../search/candidate-space.js';
import { mineOfFleet } from '../search/simulation-task.js';
import { TIMELINE_STATES, timelineOf } from './timeline.js';

const minute = z.number().nullable();

const replayedTripSchema = z.object({
  truck: z.int().meta({ description: 'Place of the truck in `trucks`' }),
  loader: z.int().nullable().meta({
    description: 'Place in `loaders`; null where the truck left without a load, too late to dump it',
  }),
  departureMin: z.number(),
  queueStartMin: minute,
  queueEndMin: minute,
  loadingEndMin: minute,
  dumpArrivalMin: minute,
  dumpingStartMin: minute,
  dumpingEndMin: minute,
  payloadT: z.number(),
  fuelL: z.number(),
  delayed: z.boolean(),
});
export type ReplayedTrip = z.infer<typeof replayedTripSchema>;

/** One simulated shift of one candidate, trip by trip. Minutes count from the shift's start; null did not happen. */
export const replaySchema = z.object({
  candidate: z.int(),
  replication: z.int(),
  seed: z.int(),
  startMs: z.number(),
  durationMin: z.number(),
  road: z.object({ id: z.string(), name: z.string(), distanceKm: z.number() }),
  dispatchRule: z.string(),
  ...assignmentsSchema.shape,
  kpis: z.record(z.enum(KPI_NAMES), z.number()),
  trips: z.array(replayedTripSchema),
  timeline: z
    .array(
      z.object({
        machine: z.enum(['truck', 'loader']),
        index: z.int(),
        state: z.enum(TIMELINE_STATES),
        fromMin: z.number(),
        toMin: z.number(),
      }),
    )
    .meta({
      description: 'What each machine did when; gaps are idle time, repairs are in what they interrupt',
    }),
});
export type Replay = z.infer<typeof replaySchema>;

/**
 * Simulates one replication of one candidate again, and writes every trip down. The same as in the search, to the bit.
 *
 * @throws RangeError where there is no such candidate, or the replication is no whole number from 0
 */
export function replay(space: CandidateSpace, index: number, replication: number): Replay {
  if (!(Number.isSafeInteger(replication) && replication >= 0))
    throw new RangeError(`a replication is a whole number from 0, got ${replication}`);
  const { group, truckCount, rule } = space.candidate(index);
  const { crew, mine } = space.prepare(group);
  const { question, assumptions } = space;
  const records = new TripRecords();
  const run = new MineRun(mineOfFleet(mine, truckCount, rule), { records });
  const row = new Float64Array(KPI_COUNT);
  writeMineKpis(run.run(question.seed, replication), row, 0);
  const trips = Array.from({ length: records.count }, (_, i) => replayed(records.at(i)));
  return {
    candidate: index,
    replication,
    seed: question.seed,
    startMs: question.startMs,
    durationMin: assumptions.shiftDurationMin,
    road: { id: group.road.id, name: group.road.name, distanceKm: group.road.distanceKm },
    dispatchRule: rule,
    ...assignments(crew, truckCount),
    kpis: { ...readMineKpis(row, 0) },
    trips,
    timeline: timelineOf(trips),
  };
}

function replayed(trip: TripRecord): ReplayedTrip {
  const at = (minutes: number): number | null => (minutes < 0 ? null : minutes);
  return {
    truck: trip.truck,
    loader: at(trip.loader),
    departureMin: trip.departureMin,
    queueStartMin: at(trip.queueStartMin),
    queueEndMin: at(trip.queueEndMin),
    loadingEndMin: at(trip.loadingEndMin),
    dumpArrivalMin: at(trip.dumpArrivalMin),
    dumpingStartMin: at(trip.dumpingStartMin),
    dumpingEndMin: at(trip.dumpingEndMin),
    payloadT: trip.payloadT,
    fuelL: trip.fuelL,
    delayed: trip.delayed,
  };
}
