import { excavators } from './excavators.js';
import { haulingActivities } from './hauling-activities.js';
import { maintenanceLogs } from './maintenance-logs.js';
import { operators } from './operators.js';
import { roadSegments } from './road-segments.js';
import { sailingSchedules } from './sailing-schedules.js';
import { trucks } from './trucks.js';
import { vessels } from './vessels.js';
import { weatherLogs } from './weather-logs.js';

/** Every table of the snapshot, by the name under which the snapshot holds it, in the order of loading. */
export const tableRegistry = {
  trucks,
  excavators,
  operators,
  roads: roadSegments,
  maintenance: maintenanceLogs,
  activities: haulingActivities,
  schedules: sailingSchedules,
  vessels,
  weather: weatherLogs,
} as const;

export type TableKey = keyof typeof tableRegistry;

export const tableKeys = Object.keys(tableRegistry) as readonly TableKey[]; // its own keys, nothing else
