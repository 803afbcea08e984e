import { code, flag, instant, number, optional, required, text, withDefault } from './cells.js';
import { defineTable, from, type RowOf } from './table-definition.js';

export const trucks = defineTable({
  name: 'trucks',
  file: 'trucks.csv',
  columns: [
    ...['id', 'code', 'name', 'brand', 'model', 'yearManufacture', 'capacity', 'fuelCapacity', 'status'],
    ...['lastMaintenance', 'nextMaintenance', 'totalHours', 'totalDistance', 'currentOperatorId'],
    ...['currentLocation', 'isActive', 'purchaseDate', 'retirementDate', 'remarks', 'createdAt', 'updatedAt'],
  ],
  requiredColumns: ['id', 'brand', 'capacity', 'status', 'purchaseDate'],
  fields: {
    id: from('id', required(text)),
    code: from('code', optional(text)),
    name: from('name', optional(text)),
    brand: from('brand', required(text)),
    model: from('model', optional(text)),
    yearManufacture: from('yearManufacture', optional(number({ atLeast: 1900, atMost: 2200 }))),
    capacityT: from('capacity', required(number({ above: 0 }))),
    fuelCapacityL: from('fuelCapacity', optional(number({ above: 0 }))),
    status: from('status', required(code)),
    lastMaintenanceAtMs: from('lastMaintenance', optional(instant)),
    nextMaintenanceAtMs: from('nextMaintenance', optional(instant)),
    totalHours: from('totalHours', optional(number({ atLeast: 0 }))),
    totalDistanceKm: from('totalDistance', optional(number({ atLeast: 0 }))),
    currentOperatorId: from('currentOperatorId', optional(text)),
    currentLocation: from('currentLocation', optional(text)),
    /** Active unless the export says otherwise: older exports have no such column. */
    isActive: from('isActive', withDefault(flag, true)),
    /** Null where the export leaves it empty: the truck still drives, only its age is unknown. */
    purchasedAtMs: from('purchaseDate', optional(instant)),
    retiredAtMs: from('retirementDate', optional(instant)),
    remarks: from('remarks', optional(text)),
    createdAtMs: from('createdAt', optional(instant)),
    updatedAtMs: from('updatedAt', optional(instant)),
  },
});

export type Truck = RowOf<typeof trucks>;
