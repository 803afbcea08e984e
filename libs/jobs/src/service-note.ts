import type { Redis } from 'ioredis';
import { z } from 'zod';

/** A short word of a service about itself, for those who ask for the system's health. */
const noteSchema = z.object({ ok: z.boolean(), detail: z.string() });
export type ServiceNote = z.infer<typeof noteSchema>;

const keyOf = (prefix: string, about: string): string => `${prefix}:notes:${about}`;

/** Leaves a note that lasts for `keepS`; the last of several processes that write the same note is heard. */
export async function leaveNote(
  redis: Redis,
  prefix: string,
  about: string,
  note: ServiceNote,
  keepS: number,
): Promise<void> {
  await redis.set(keyOf(prefix, about), JSON.stringify(note), 'EX', keepS);
}

/** The note, or null where nobody has left one lately. */
export async function readNote(redis: Redis, prefix: string, about: string): Promise<ServiceNote | null> {
  const stored = await redis.get(keyOf(prefix, about));
  return stored === null ? null : noteSchema.parse(JSON.parse(stored));
}
