import { z } from 'zod';
import type { CellKind } from './cells.js';

/** What an operator may drive, from the `competency` JSON; null where the export does not say. */
export interface Competency {
  readonly drivesTruck: boolean | null;
  readonly runsHeavyEquipment: boolean | null;
  /** Years; 0 where missing, as the model's feature `operator_experience_years` has it. */
  readonly experienceYears: number;
}

export const UNKNOWN_COMPETENCY: Competency = Object.freeze({
  drivesTruck: null,
  runsHeavyEquipment: null,
  experienceYears: 0,
});

const exported = z.object({
  dump_truck: z.boolean().nullish(),
  heavy_equipment: z.boolean().nullish(),
  years_experience: z.number().nonnegative().nullish(),
});

export const competency: CellKind<Competency> = {
  json: z.object({
    drivesTruck: z.boolean().nullable(),
    runsHeavyEquipment: z.boolean().nullable(),
    experienceYears: z.number(),
  }),
  parse: (given, refuse) => {
    let json: unknown;
    try {
      json = JSON.parse(given);
    } catch {
      return refuse('is not JSON');
    }
    const read = exported.safeParse(json);
    if (!read.success) {
      const field = read.error.issues[0]?.path.join('.') ?? '';
      return refuse(field === '' ? 'is not a JSON object' : `has an impossible ${field}`);
    }
    return {
      drivesTruck: read.data.dump_truck ?? null,
      runsHeavyEquipment: read.data.heavy_equipment ?? null,
      experienceYears: read.data.years_experience ?? 0,
    };
  },
};
