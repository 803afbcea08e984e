import type { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { ENTERED_AT_MS, iso, MINUTE_MS } from '../base/calendar.js';
import { integerBetween, lognormalFactor, pick, round, standardNormal } from '../base/draws.js';
import type { IdSource } from '../base/ids.js';
import { delayProbability } from '../laws/delay.js';
import type { TripConditions } from '../laws/trip-conditions.js';
import { cycleMin, type Trip } from './loader-shift.js';

const DELAY_REASONS = {
  rain: ['Jalan licin', 'Visibilitas rendah', 'Genangan di tanjakan'],
  road: ['Perbaikan jalan', 'Papasan di jalan sempit'],
  machine: ['Ban bocor', 'Rem panas', 'Mesin overheat'],
  other: ['Antre di jembatan timbang', 'Pergantian operator'],
} as const;
type ReasonGroup = keyof typeof DELAY_REASONS;
const REASON_GROUPS: readonly ReasonGroup[] = ['rain', 'road', 'machine', 'other'];

function reasonGroup(stream: RandomStream, { weather, daysSinceMaintenance }: TripConditions): ReasonGroup {
  if (weather.startsWith('HUJAN') && stream.uniform() < 0.6) return 'rain';
  if (daysSinceMaintenance > 20 && stream.uniform() < 0.5) return 'machine';
  return pick(stream, ['road', 'machine', 'other'] as const);
}

/** The old system's own guess, kept by the export: the true probability seen through a thick fog. */
function oldGuess(stream: RandomStream, conditions: TripConditions): { risk: string; minutes: number } {
  const guess = delayProbability(conditions) * lognormalFactor(standardNormal(stream), 0.8);
  return {
    risk: guess > 0.35 ? 'HIGH' : guess > 0.13 ? 'MEDIUM' : 'LOW',
    minutes: Math.min(30, Math.round(40 * guess) + integerBetween(stream, 0, 5)),
  };
}

function times({ queueStartMs, queueMin, outcome }: Trip) {
  const after = (minutes: number): string => iso(queueStartMs + minutes * MINUTE_MS);
  const loaded = queueMin + outcome.loadingMin;
  const arrived = loaded + outcome.haulMin;
  const dumped = arrived + outcome.dumpingMin;
  return {
    queueStartTime: after(0),
    queueEndTime: after(queueMin),
    loadingStartTime: after(queueMin),
    loadingEndTime: after(loaded),
    departureTime: after(loaded),
    arrivalTime: after(arrived),
    dumpingStartTime: after(arrived),
    dumpingEndTime: after(dumped),
    returnTime: after(dumped + outcome.returnMin),
  };
}

/** A clean row of hauling_activities.csv for each trip, in the columns' order. */
export function tripRows(stream: RandomStream, ids: IdSource, trips: readonly Trip[]) {
  const supervisorIds = Array.from({ length: 9 }, () => ids.next(ENTERED_AT_MS));
  const reasonIds = Object.fromEntries(REASON_GROUPS.map((group) => [group, ids.next(ENTERED_AT_MS)]));
  return trips.map((trip, i) => {
    const { conditions, loaderShift, outcome } = trip;
    const { truck, excavator, operator, road } = conditions;
    // Dispatch closes a trip within some minutes of the truck's return.
    const lagMs = integerBetween(stream, 20_000, 240_000);
    const createdAtMs = trip.queueStartMs + cycleMin(trip) * MINUTE_MS + lagMs;
    const group = reasonGroup(stream, conditions);
    const detail = pick(stream, DELAY_REASONS[group]);
    const guess = oldGuess(stream, conditions);
    const loadT = round(outcome.loadT, 4);
    return {
      id: ids.next(createdAtMs),
      activityNumber: `HA-${String(i + 1).padStart(7, '0')}`,
      truckId: truck.id,
      excavatorId: excavator.id,
      operatorId: operator.id,
      supervisorId: supervisorIds[Math.floor(loaderShift.startMs / 28_800_000) % 9] ?? null,
      loadingPointId: loaderShift.loadingPoint.id,
      dumpingPointId: road.dump.id,
      roadSegmentId: road.id,
      shift: loaderShift.shift,
      ...times(trip),
      queueDuration: trip.queueMin,
      loadingDuration: outcome.loadingMin,
      haulingDuration: outcome.haulMin,
      dumpingDuration: outcome.dumpingMin,
      returnDuration: outcome.returnMin,
      totalCycleTime: cycleMin(trip),
      loadWeight: loadT,
      targetWeight: truck.capacityT,
      loadEfficiency: round((100 * loadT) / truck.capacityT, 4),
      distance: conditions.distanceKm,
      fuelConsumed: round(trip.fuelL, 4),
      status: 'COMPLETED',
      weatherCondition: conditions.weather,
      roadCondition: conditions.surface,
      isDelayed: outcome.isDelayed,
      delayMinutes: outcome.delayMin,
      delayReasonId: outcome.isDelayed ? (reasonIds[group] ?? null) : null,
      delayReasonDetail: outcome.isDelayed ? detail : null,
      predictedDelayRisk: guess.risk,
      predictedDelayMinutes: guess.minutes,
      remarks: null,
      createdAt: iso(createdAtMs),
      updatedAt: iso(createdAtMs),
    };
  });
}
