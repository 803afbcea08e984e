import { z } from 'zod';

/**
 * What a key may do, each role all that the one before it may: a viewer looks, a planner also asks for strategies and
 * adds vessels, an operator also changes data and models and sees the operator pages.
 */
export const ROLES = ['viewer', 'planner', 'operator'] as const;
export type Role = (typeof ROLES)[number];

export const roleSchema = z.enum(ROLES, `give one of ${ROLES.join(', ')}`);

/** Whether a role may do what needs another. */
export function includesRole(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}
