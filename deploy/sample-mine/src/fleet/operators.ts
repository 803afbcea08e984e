import type { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { DAY_MS, ENTERED_AT_MS, EXPORTED_AT_MS, iso, SHIFT_NAMES, type ShiftName } from '../base/calendar.js';
import { at, between, integerBetween, pickWeighted, round, standardNormal } from '../base/draws.js';
import type { IdSource } from '../base/ids.js';
import { tableOf, type Table } from '../base/table.js';

export interface Operator {
  readonly id: string;
  readonly userId: string;
  readonly licenceType: string;
  readonly licenceExpiresAtMs: number;
  readonly runsExcavators: boolean;
  readonly experienceYears: number;
  /** 3.5 to 5. */
  readonly rating: number;
  readonly status: string;
  readonly shift: ShiftName;
}

const DRIVERS = 72;
const EXCAVATOR_OPERATORS = 18;
const LICENCE_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/**
 * Position within the shift's own crew decides who is absent, so that every shift keeps at least 20 drivers and 4
 * excavator operators who may work.
 */
function absenceOf(rankInCrew: number, shift: ShiftName, runsExcavators: boolean): string {
  if (runsExcavators) return rankInCrew === 2 ? (shift === 'SHIFT_2' ? 'SICK' : 'ON_LEAVE') : 'ACTIVE';
  if (rankInCrew === 5) return 'SICK';
  return rankInCrew === 14 ? 'ON_LEAVE' : 'ACTIVE';
}

/** Two drivers, of the first and the third shift, have let their licences expire. */
const hasExpired = (rankInCrew: number, shift: ShiftName, runsExcavators: boolean): boolean =>
  !runsExcavators && rankInCrew === 20 && shift !== 'SHIFT_2';

/** Reflected at the ends of the scale, so that no two operators meet there. */
const withinScale = (rating: number): number =>
  rating > 5 ? 10 - rating : rating < 3.5 ? 7 - rating : rating;

function makeOperator(stream: RandomStream, ids: IdSource, i: number): Operator {
  const runsExcavators = i >= DRIVERS;
  const shift = at(SHIFT_NAMES, i % SHIFT_NAMES.length);
  const rankInCrew = Math.floor((runsExcavators ? i - DRIVERS : i) / SHIFT_NAMES.length);
  const experienceYears = Math.floor(18 * between(stream, 0, 1) * between(stream, 0.2, 1));
  // Raters like experience, and much else.
  const rating = 4.05 + 0.025 * experienceYears + 0.3 * standardNormal(stream);
  const expiryDays = hasExpired(rankInCrew, shift, runsExcavators)
    ? -integerBetween(stream, 20, 90)
    : integerBetween(stream, 270, 1500);
  return {
    id: ids.next(ENTERED_AT_MS + i * 2),
    userId: ids.next(ENTERED_AT_MS - DAY_MS + i),
    licenceType: runsExcavators
      ? 'OPERATOR_ALAT_BERAT'
      : pickWeighted(stream, [
          ['SIM_B2', 0.66],
          ['SIM_B1', 0.28],
          ['SIM_A', 0.06],
        ]),
    licenceExpiresAtMs: EXPORTED_AT_MS + expiryDays * DAY_MS,
    runsExcavators,
    experienceYears,
    rating: round(withinScale(rating), 4),
    status: absenceOf(rankInCrew, shift, runsExcavators),
    shift,
  };
}

export const makeOperators = (stream: RandomStream, ids: IdSource): Operator[] =>
  Array.from({ length: DRIVERS + EXCAVATOR_OPERATORS }, (_, i) => makeOperator(stream, ids, i));

/** What the export's JSON holds; some never had their years entered, which leaves them to the reader as 0. */
const NO_YEARS = new Set([11, 47]);
const NO_COMPETENCY = new Set([63]);
const NO_RATING = new Set([80]);

function competencyOf(operator: Operator, i: number): string | null {
  if (NO_COMPETENCY.has(i)) return null;
  const skills = { dump_truck: true, heavy_equipment: operator.runsExcavators };
  return JSON.stringify(NO_YEARS.has(i) ? skills : { ...skills, years_experience: operator.experienceYears });
}

export function operatorsTable(stream: RandomStream, operators: readonly Operator[]): Table {
  const rows = operators.map((operator, i) => {
    const letters = Array.from({ length: 8 }, () =>
      LICENCE_LETTERS.charAt(stream.integer(LICENCE_LETTERS.length)),
    ).join('');
    const joinedAtMs = EXPORTED_AT_MS - operator.experienceYears * 365 * DAY_MS - 40 * DAY_MS;
    return {
      id: operator.id,
      userId: operator.userId,
      employeeNumber: `OPR-${String(i + 1).padStart(4, '0')}`,
      licenseNumber: `SIM-${letters}`,
      licenseType: operator.licenceType,
      licenseExpiry: iso(operator.licenceExpiresAtMs),
      competency: competencyOf(operator, i),
      status: operator.status,
      shift: operator.shift,
      totalHours: operator.experienceYears * 2000 + integerBetween(stream, 100, 1900),
      rating: NO_RATING.has(i) ? null : operator.rating,
      joinDate: iso(joinedAtMs),
      resignDate: null,
      createdAt: iso(ENTERED_AT_MS + i * 2),
      updatedAt: iso(EXPORTED_AT_MS),
    };
  });
  return tableOf('operators.csv', rows);
}
