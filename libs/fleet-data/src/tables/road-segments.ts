import { flag, instant, number, optional, required, roadCondition, text, withDefault } from './cells.js';
import { defineTable, from, type RowOf } from './table-definition.js';

export const roadSegments = defineTable({
  name: 'road-segments',
  file: 'road_segments.csv',
  columns: [
    ...['id', 'code', 'name', 'miningSiteId', 'startPoint', 'endPoint', 'distance', 'roadCondition'],
    ...['maxSpeed', 'gradient', 'isActive', 'lastMaintenance', 'createdAt', 'updatedAt'],
  ],
  requiredColumns: ['id', 'name', 'distance', 'roadCondition', 'gradient'],
  fields: {
    id: from('id', required(text)),
    code: from('code', optional(text)),
    name: from('name', required(text)),
    miningSiteId: from('miningSiteId', optional(text)),
    startPoint: from('startPoint', optional(text)),
    endPoint: from('endPoint', optional(text)),
    distanceKm: from('distance', required(number({ above: 0 }))),
    /** Canonical where known, else as given; null where not recorded. */
    roadCondition: from('roadCondition', optional(roadCondition)),
    maxSpeedKmh: from('maxSpeed', optional(number({ above: 0 }))),
    /** %, uphill positive; beyond 45° (100 %) it is no haul road. Null where not surveyed. */
    gradientPct: from('gradient', optional(number({ atLeast: -100, atMost: 100 }))),
    /** Active unless the export says otherwise: older exports have no such column. */
    isActive: from('isActive', withDefault(flag, true)),
    lastMaintenanceAtMs: from('lastMaintenance', optional(instant)),
    createdAtMs: from('createdAt', optional(instant)),
    updatedAtMs: from('updatedAt', optional(instant)),
  },
});

export type RoadSegment = RowOf<typeof roadSegments>;
