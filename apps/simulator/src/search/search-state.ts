import type { KeptResults } from '@mining-ops/jobs/family/kept-results.js';
import { searchBasisSchema } from '@mining-ops/jobs/definitions/search-basis.js';
import { z } from 'zod';

const NAME = 'state';

const stateSchema = z.object({
  /** Tells the parts of this beginning of the search from those of an earlier one, over older data. */
  generation: z.int(),
  /** How often it began anew because data or models had changed. */
  restarts: z.int(),
  /** When it began, its data read: its time counts from here. Epoch ms. */
  begunAtMs: z.number(),
  /** What it is over: no answer mixes two. */
  basis: searchBasisSchema,
  /** The last round that was handed out; the answer is settled up to there. */
  round: z.int(),
  /** The round in which the time was over; a repetition ends there, too. */
  stoppedIn: z.int().nullable(),
  /** Of the search's time, what passed while a worker was dead, ms: its limit does not count it. */
  lostMs: z.number(),
  /** When the last round was handed out, epoch ms. */
  handedOutAtMs: z.number(),
  /** Of the job, then. */
  stalls: z.int(),
  percent: z.number(),
});
/** What whoever goes on with a search needs to know of it, beside the rows. */
export type SearchState = z.infer<typeof stateSchema>;

export async function keepState(kept: KeptResults, state: SearchState): Promise<void> {
  await kept.put(new Map([[NAME, Buffer.from(JSON.stringify(state))]]));
}

/** The state of a search that handed out a round before, or null where it is kept no longer. */
export async function readState(kept: KeptResults): Promise<SearchState | null> {
  const [bytes] = await kept.get([NAME]);
  return bytes ? stateSchema.parse(JSON.parse(bytes.toString())) : null;
}

/** Name under which the rows of a batch are kept. */
export function rowsName(
  { generation }: Pick<SearchState, 'generation'>,
  round: number,
  batch: number,
): string {
  return `${generation}.${round}.${batch}`;
}
