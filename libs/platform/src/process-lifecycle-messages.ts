import { z } from 'zod';

/** What a process that `npm start` started tells it over IPC. */
export const processMessage = z.discriminatedUnion('type', [
  /** It can do its work. Further keys are details, such as the port that it listens on. */
  z.looseObject({ type: z.literal('ready') }),
  /** It cannot start, and why, in words for the person at the console. */
  z.looseObject({ type: z.literal('failed'), reason: z.string() }),
]);

export type ProcessMessage = z.output<typeof processMessage>;
