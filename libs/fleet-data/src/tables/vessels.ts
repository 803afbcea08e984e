import { code, flag, instant, number, optional, required, text, withDefault } from './cells.js';
import { defineTable, from, type RowOf } from './table-definition.js';

export const vessels = defineTable({
  name: 'vessels',
  file: 'vessels.csv',
  columns: [
    ...['id', 'code', 'name', 'vesselType', 'gt', 'dwt', 'loa', 'capacity', 'owner', 'isOwned', 'status'],
    ...['currentLocation', 'isActive', 'remarks', 'createdAt', 'updatedAt'],
  ],
  requiredColumns: ['id', 'name', 'capacity'],
  aliases: { vesselType: ['type'] },
  fields: {
    id: from('id', required(text)),
    code: from('code', optional(text)),
    name: from('name', required(text)),
    /** As given ("Bulk Carrier", MOTHER_VESSEL). */
    vesselType: from('vesselType', optional(text)),
    grossTonnage: from('gt', optional(number({ above: 0 }))),
    deadweightT: from('dwt', optional(number({ above: 0 }))),
    lengthM: from('loa', optional(number({ above: 0 }))),
    capacityT: from('capacity', required(number({ above: 0 }))),
    owner: from('owner', optional(text)),
    isOwned: from('isOwned', optional(flag)),
    status: from('status', optional(code)),
    currentLocation: from('currentLocation', optional(text)),
    /** Active unless the export says otherwise: older exports have no such column. */
    isActive: from('isActive', withDefault(flag, true)),
    remarks: from('remarks', optional(text)),
    createdAtMs: from('createdAt', optional(instant)),
    updatedAtMs: from('updatedAt', optional(instant)),
  },
});

export type Vessel = RowOf<typeof vessels>;
