import { code, instant, number, optional, required, text } from './cells.js';
import { defineTable, from, type RowOf } from './table-definition.js';

export const maintenanceLogs = defineTable({
  name: 'maintenance-logs',
  file: 'maintenance_logs.csv',
  columns: [
    ...['id', 'maintenanceNumber', 'truckId', 'excavatorId', 'supportEquipmentId', 'maintenanceType'],
    ...['scheduledDate', 'actualDate', 'completionDate', 'duration', 'cost', 'description', 'partsReplaced'],
    ...['mechanicName', 'status', 'downtimeHours', 'remarks', 'createdAt', 'updatedAt'],
  ],
  requiredColumns: ['id', 'truckId', 'completionDate', 'status'],
  fields: {
    id: from('id', required(text)),
    maintenanceNumber: from('maintenanceNumber', optional(text)),
    /** At most one of the three is filled: what was maintained. */
    truckId: from('truckId', optional(text)),
    excavatorId: from('excavatorId', optional(text)),
    supportEquipmentId: from('supportEquipmentId', optional(text)),
    maintenanceType: from('maintenanceType', optional(code)),
    scheduledAtMs: from('scheduledDate', optional(instant)),
    actualAtMs: from('actualDate', optional(instant)),
    /** Null unless done. */
    completedAtMs: from('completionDate', optional(instant)),
    durationH: from('duration', optional(number({ atLeast: 0 }))),
    costIdr: from('cost', optional(number({ atLeast: 0 }))),
    description: from('description', optional(text)),
    /** JSON as exported, not interpreted here. */
    partsReplaced: from('partsReplaced', optional(text)),
    mechanicName: from('mechanicName', optional(text)),
    status: from('status', required(code)),
    downtimeH: from('downtimeHours', optional(number({ atLeast: 0 }))),
    remarks: from('remarks', optional(text)),
    createdAtMs: from('createdAt', optional(instant)),
    updatedAtMs: from('updatedAt', optional(instant)),
  },
  check: (row, refuse) => {
    const named = [row.truckId, row.excavatorId, row.supportEquipmentId].filter((id) => id !== null);
    if (named.length > 1) {
      refuse('truckId', 'is not the only machine: a log is of one truck, excavator or support equipment');
    }
  },
});

export type MaintenanceLog = RowOf<typeof maintenanceLogs>;
