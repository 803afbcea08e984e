import { code, flag, instant, number, optional, required, text, withDefault } from './cells.js';
import { defineTable, from, type RowOf } from './table-definition.js';

export const excavators = defineTable({
  name: 'excavators',
  file: 'excavators.csv',
  columns: [
    ...['id', 'code', 'name', 'brand', 'model', 'yearManufacture', 'bucketCapacity', 'status'],
    ...['lastMaintenance', 'nextMaintenance', 'totalHours', 'currentLocation', 'isActive', 'purchaseDate'],
    ...['retirementDate', 'remarks', 'createdAt', 'updatedAt'],
  ],
  requiredColumns: ['id', 'name', 'model', 'bucketCapacity', 'status', 'currentLocation'],
  fields: {
    id: from('id', required(text)),
    code: from('code', optional(text)),
    name: from('name', required(text)),
    brand: from('brand', optional(text)),
    model: from('model', required(text)),
    yearManufacture: from('yearManufacture', optional(number({ atLeast: 1900, atMost: 2200 }))),
    bucketCapacityM3: from('bucketCapacity', required(number({ above: 0 }))),
    status: from('status', required(code)),
    lastMaintenanceAtMs: from('lastMaintenance', optional(instant)),
    nextMaintenanceAtMs: from('nextMaintenance', optional(instant)),
    totalHours: from('totalHours', optional(number({ atLeast: 0 }))),
    /** "PIT-01", "ROM-01", …; null where unknown: the machine exists, where it stands is not recorded. */
    currentLocation: from('currentLocation', optional(text)),
    /** Active unless the export says otherwise: older exports have no such column. */
    isActive: from('isActive', withDefault(flag, true)),
    purchasedAtMs: from('purchaseDate', optional(instant)),
    retiredAtMs: from('retirementDate', optional(instant)),
    remarks: from('remarks', optional(text)),
    createdAtMs: from('createdAt', optional(instant)),
    updatedAtMs: from('updatedAt', optional(instant)),
  },
});

export type Excavator = RowOf<typeof excavators>;
