import { code, instant, number, optional, required, shift, text, withDefault } from './cells.js';
import { competency, UNKNOWN_COMPETENCY } from './competency.js';
import { defineTable, from, type RowOf } from './table-definition.js';

export const operators = defineTable({
  name: 'operators',
  file: 'operators.csv',
  columns: [
    ...['id', 'userId', 'employeeNumber', 'licenseNumber', 'licenseType', 'licenseExpiry', 'competency'],
    ...['status', 'shift', 'totalHours', 'rating', 'joinDate', 'resignDate', 'createdAt', 'updatedAt'],
  ],
  requiredColumns: ['id', 'licenseType', 'competency', 'status', 'rating'],
  // An unreadable competency costs the years, not the operator: the licence says what they may drive.
  forgivenColumns: ['competency'],
  fields: {
    id: from('id', required(text)),
    userId: from('userId', optional(text)),
    employeeNumber: from('employeeNumber', optional(text)),
    licenseNumber: from('licenseNumber', optional(text)),
    licenseType: from('licenseType', required(code)),
    licenseExpiresAtMs: from('licenseExpiry', optional(instant)),
    competency: from('competency', withDefault(competency, UNKNOWN_COMPETENCY)),
    status: from('status', required(code)),
    shift: from('shift', optional(shift)),
    totalHours: from('totalHours', optional(number({ atLeast: 0 }))),
    /** 0–5 stars; null for an operator who was not rated yet. */
    rating: from('rating', optional(number({ atLeast: 0, atMost: 5 }))),
    joinedAtMs: from('joinDate', optional(instant)),
    resignedAtMs: from('resignDate', optional(instant)),
    createdAtMs: from('createdAt', optional(instant)),
    updatedAtMs: from('updatedAt', optional(instant)),
  },
});

export type Operator = RowOf<typeof operators>;
