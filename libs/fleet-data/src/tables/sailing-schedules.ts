import { code, instant, number, optional, required, text, withDefault } from './cells.js';
import { defineTable, from, type RowOf } from './table-definition.js';

export const sailingSchedules = defineTable({
  name: 'sailing-schedules',
  file: 'sailing_schedules.csv',
  columns: [
    ...['id', 'scheduleNumber', 'vesselId', 'voyageNumber', 'loadingPort', 'destination', 'etaLoading'],
    ...['etsLoading', 'etaDestination', 'ataLoading', 'loadingStart', 'loadingComplete', 'atsLoading'],
    ...['ataDestination', 'plannedQuantity', 'actualQuantity', 'buyer', 'contractNumber', 'status'],
    ...['remarks', 'createdAt', 'updatedAt'],
  ],
  requiredColumns: ['id', 'vesselId', 'etaLoading', 'etsLoading', 'plannedQuantity', 'status'],
  fields: {
    id: from('id', required(text)),
    scheduleNumber: from('scheduleNumber', optional(text)),
    vesselId: from('vesselId', required(text)),
    voyageNumber: from('voyageNumber', optional(text)),
    loadingPort: from('loadingPort', optional(text)),
    destination: from('destination', optional(text)),
    etaLoadingMs: from('etaLoading', required(instant)),
    /** The loading deadline. */
    etsLoadingMs: from('etsLoading', required(instant)),
    etaDestinationMs: from('etaDestination', optional(instant)),
    ataLoadingMs: from('ataLoading', optional(instant)),
    loadingStartMs: from('loadingStart', optional(instant)),
    loadingCompleteMs: from('loadingComplete', optional(instant)),
    atsLoadingMs: from('atsLoading', optional(instant)),
    ataDestinationMs: from('ataDestination', optional(instant)),
    plannedQuantityT: from('plannedQuantity', required(number({ above: 0 }))),
    /** Loaded so far; empty means nothing yet. */
    actualQuantityT: from('actualQuantity', withDefault(number({ atLeast: 0 }), 0)),
    buyer: from('buyer', optional(text)),
    contractNumber: from('contractNumber', optional(text)),
    status: from('status', required(code)),
    remarks: from('remarks', optional(text)),
    createdAtMs: from('createdAt', optional(instant)),
    updatedAtMs: from('updatedAt', optional(instant)),
  },
});

export type SailingSchedule = RowOf<typeof sailingSchedules>;
