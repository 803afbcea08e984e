import { z } from 'zod';

const ERROR_LEVEL = 50;

const lineSchema = z.object({
  level: z.number(),
  msg: z.string().optional(),
  err: z.object({ message: z.string().optional() }).optional(),
});

/**
 * What to show a person of a line of a service's log: its message if it is an error or worse.
 *
 * @returns undefined for every other line, and for one that is not from our logger
 */
export function errorMessageOf(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined;
  const parsed = lineSchema.safeParse(parseJson(line));
  if (!parsed.success || parsed.data.level < ERROR_LEVEL) return undefined;
  const { msg, err } = parsed.data;
  if (msg === undefined) return err?.message ?? line;
  return err?.message === undefined || msg.includes(err.message) ? msg : `${msg}: ${err.message}`;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
