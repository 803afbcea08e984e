import {
  code,
  flag,
  instant,
  number,
  optional,
  required,
  roadCondition,
  shift,
  text,
  weather,
} from './cells.js';
import { defineTable, from, type Refuse, type RowOf } from './table-definition.js';

const minutes = number({ atLeast: 0 });

/** A finished trip has moved coal and burnt fuel; one that was cancelled or is under way need not have. */
function checkCompletedTrip(
  trip: {
    status: string | null;
    loadWeightT: number | null;
    fuelL: number | null;
    distanceKm: number | null;
  },
  refuse: Refuse,
): void {
  if (trip.status !== 'COMPLETED') return;
  const measured = { loadWeight: trip.loadWeightT, fuelConsumed: trip.fuelL };
  for (const [column, value] of Object.entries(measured)) {
    if (value === null) refuse(column, 'is empty, and a COMPLETED trip needs it');
    else if (value === 0) refuse(column, 'must be more than 0 for a COMPLETED trip');
  }
  // Empty is fine: the join then takes the road's own distance.
  if (trip.distanceKm === 0) refuse('distance', 'must be more than 0 for a COMPLETED trip');
}

export const haulingActivities = defineTable({
  name: 'hauling-activities',
  file: 'hauling_activities.csv',
  columns: [
    ...['id', 'activityNumber', 'truckId', 'excavatorId', 'operatorId', 'supervisorId', 'loadingPointId'],
    ...['dumpingPointId', 'roadSegmentId', 'shift', 'queueStartTime', 'queueEndTime', 'loadingStartTime'],
    ...['loadingEndTime', 'departureTime', 'arrivalTime', 'dumpingStartTime', 'dumpingEndTime', 'returnTime'],
    ...['queueDuration', 'loadingDuration', 'haulingDuration', 'dumpingDuration', 'returnDuration'],
    ...['totalCycleTime', 'loadWeight', 'targetWeight', 'loadEfficiency', 'distance', 'fuelConsumed'],
    ...['status', 'weatherCondition', 'roadCondition', 'isDelayed', 'delayMinutes', 'delayReasonId'],
    ...['delayReasonDetail', 'predictedDelayRisk', 'predictedDelayMinutes', 'remarks', 'createdAt'],
    'updatedAt',
  ],
  requiredColumns: [
    ...['id', 'truckId', 'excavatorId', 'operatorId', 'roadSegmentId', 'shift', 'loadWeight', 'distance'],
    ...['fuelConsumed', 'weatherCondition', 'roadCondition', 'isDelayed', 'createdAt'],
  ],
  fields: {
    id: from('id', required(text)),
    truckId: from('truckId', optional(text)),
    excavatorId: from('excavatorId', optional(text)),
    operatorId: from('operatorId', optional(text)),
    roadSegmentId: from('roadSegmentId', optional(text)),
    shift: from('shift', optional(shift)),
    status: from('status', optional(code)),
    /** Canonical where known, else as given; null where not recorded. */
    weatherCondition: from('weatherCondition', optional(weather)),
    roadCondition: from('roadCondition', optional(roadCondition)),
    queueMin: from('queueDuration', optional(minutes)),
    loadingMin: from('loadingDuration', optional(minutes)),
    haulingMin: from('haulingDuration', optional(minutes)),
    dumpingMin: from('dumpingDuration', optional(minutes)),
    returnMin: from('returnDuration', optional(minutes)),
    cycleMin: from('totalCycleTime', optional(minutes)),
    loadWeightT: from('loadWeight', optional(number({ atLeast: 0 }))),
    targetWeightT: from('targetWeight', optional(number({ above: 0 }))),
    /** What this trip drove, which is not the road's own distance. */
    distanceKm: from('distance', optional(number({ atLeast: 0 }))),
    fuelL: from('fuelConsumed', optional(number({ atLeast: 0 }))),
    isDelayed: from('isDelayed', optional(flag)),
    delayMin: from('delayMinutes', optional(minutes)),
    createdAtMs: from('createdAt', required(instant)),
  },
  check: checkCompletedTrip,
});

export type HaulingActivity = RowOf<typeof haulingActivities>;
