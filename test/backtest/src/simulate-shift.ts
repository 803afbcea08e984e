import type { FleetSnapshot } from '@mining-ops/fleet-data/snapshot.js';
import { bernoulli } from '@mining-ops/des/distributions/bernoulli.js';
import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { UNDISTURBED } from '@mining-ops/haulage/calibration/expected-shift.js';
import { shiftDefinition } from '@mining-ops/haulage/calibration/shift-definition.js';
import type { MineDefinition } from '@mining-ops/haulage/definition/mine-definition.js';
import { compileMine } from '@mining-ops/haulage/run/compile-mine.js';
import { MineRun } from '@mining-ops/haulage/run/mine-run.js';
import { TripRecords } from '@mining-ops/haulage/run/trip-records.js';
import type { Learned } from './learn.js';
import { MEASURES, type Measure } from './measures.js';
import type { RecordedShift } from '@mining-ops/simulator/recorded-shifts.js';
import { minutesIntoShift } from '@mining-ops/simulator/shift-clock.js';
import { TripSums } from './trip-means.js';
import { workingSpells, type Spell } from './working-spells.js';

const MINUTE_MS = 60_000;

/** One entry a replication; a replication without a trip has none. */
export type SimulatedMeans = Readonly<Record<Measure, Float64Array>>;

/** Number of the stream that draws which trips were recorded; trucks are 0, 1, …, loaders −1, −2, … */
const RECORDER_ENTITY = 1_000_000;

/** The run goes on so long after the last call, so that every trip that counts is seen to its end. */
const AFTER_LAST_CALL_MIN = 480;

/** The shift's definition: what was learned, under the conditions and with the machines that were recorded. */
export function definitionOf(
  { roads, trucks, excavators }: FleetSnapshot,
  { calibration, clock, firstArrivalMin, shiftEffects }: Learned,
  shift: RecordedShift,
): MineDefinition {
  const fleet = shift.trucks.map(({ truck, operator }) => ({
    id: trucks[truck]?.id ?? '',
    capacityT: trucks[truck]?.capacityT ?? NaN,
    code: truck,
    operator,
  }));
  return shiftDefinition(
    calibration,
    {
      road: shift.road,
      roadDistanceKm: roads[shift.road]?.distanceKm ?? NaN,
      ...(Number.isNaN(shift.tripKm) ? {} : { tripDistanceKm: shift.tripKm }),
      weather: -1,
      weathers: shift.weathers,
      roadCondition: shift.roadCondition,
      ...(firstArrivalMin ? { firstArrivalMin } : {}),
      durationMin: clock.lastCallMin,
      overrunMin: AFTER_LAST_CALL_MIN,
      // The records have no wait at the dump apart from the dumping time, which holds it already.
      dumpBays: fleet.length,
    },
    fleet,
    [
      {
        id: excavators[shift.loader]?.id ?? '',
        code: shift.loader,
        bucketM3: excavators[shift.loader]?.bucketCapacityM3 ?? NaN,
      },
    ],
    { ...UNDISTURBED, shiftEffects },
  );
}

/** When work went on in the shift, as far as the weather log tells. */
export function spellsOf(
  { roads, weather }: FleetSnapshot,
  { clock }: Learned,
  shift: RecordedShift,
): Spell[] {
  const startMs = shift.startMs - (minutesIntoShift(clock, shift)[0] ?? 0) * MINUTE_MS;
  return workingSpells(weather, roads[shift.road]?.miningSiteId ?? null, startMs, clock.lastCallMin);
}

/**
 * Runs the shift again and again; the means of each replication's trips. A stop for weather ends one spell of work, and
 * the next begins like a shift: trucks come back to the loader one by one. All spells are of one day.
 */
export function simulateShift(
  definition: MineDefinition,
  spells: readonly Spell[],
  { recordedShare }: Pick<Learned, 'recordedShare'>,
  seed: number,
  replications: number,
): SimulatedMeans {
  const records = new TripRecords();
  const means: Record<Measure, number[]> = { cycleMin: [], payloadT: [], fuelLPerT: [], queueMin: [] };
  const mine = compileMine(definition);
  const run = new MineRun(mine, { records });
  for (let replication = 0; replication < replications; replication += 1) {
    const recorder = RandomStream.of({ seed, replication, entity: RECORDER_ENTITY, purpose: 0 });
    const sums = new TripSums();
    spells.forEach(({ startMin, endMin }, spell) => {
      run.run(seed, replication * spells.length + spell, replication);
      sums.add(records, mine.trucks.count, endMin - startMin, () => bernoulli(recorder, recordedShare));
    });
    const ofTrips = sums.means();
    if (ofTrips) for (const measure of MEASURES) means[measure].push(ofTrips[measure]);
  }
  const column = (measure: Measure): Float64Array => Float64Array.from(means[measure]);
  return {
    cycleMin: column('cycleMin'),
    payloadT: column('payloadT'),
    fuelLPerT: column('fuelLPerT'),
    queueMin: column('queueMin'),
  };
}
