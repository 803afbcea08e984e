import type { PayloadOf } from '@mining-ops/jobs/definitions/job-definition.js';
import { simulationJob } from '@mining-ops/jobs/definitions/simulation-job.js';
import { fanOut, type FanOut } from '@mining-ops/jobs/family/fan-out.js';
import type { Load } from '@mining-ops/jobs/worker/job-handler.js';
import { KPI_COUNT } from '@mining-ops/haulage/kpi/mine-kpis.js';
import type { CandidateSpace } from '@mining-ops/strategy/search/candidate-space.js';
import type { SearchBatch, SearchRound } from '@mining-ops/strategy/search/search-batch.js';
import { rowsName, type SearchState } from './search-state.js';

/** Work of one child, in simulated truck-shifts: some 40 ms of a core. Smaller batches are put together. */
const CHILD_WORK = 6_000;
/** Rows that are kept in Redis at once; a larger round is done here. */
const MOST_BYTES = 64 * 1024 * 1024;

/** What a batch takes, in simulated truck-shifts. */
export function workOf(space: CandidateSpace, { candidates, replications }: SearchBatch): number {
  return candidates.reduce((sum, one) => sum + space.candidate(one).truckCount, 0) * replications;
}

/**
 * Whether a round's missing batches are worth handing out: where there is work enough, and either other processes to
 * share it or other jobs that should not wait behind it.
 *
 * @param leastWork in simulated truck-shifts
 * @param load asked only where the work is enough
 */
export async function worthHandingOut(
  space: CandidateSpace,
  missing: readonly SearchBatch[],
  leastWork: number,
  load: () => Promise<Load>,
): Promise<boolean> {
  const work = missing.reduce((sum, batch) => sum + workOf(space, batch), 0);
  const rows = missing.reduce(
    (sum, { candidates, replications }) => sum + candidates.length * replications,
    0,
  );
  if (work < leastWork || rows * KPI_COUNT * Float64Array.BYTES_PER_ELEMENT > MOST_BYTES) return false;
  const { processes, waiting } = await load();
  return processes > 1 || waiting > 0;
}

/** What the children of one round are called by, before the number of their first batch. */
export function childKeys({ generation, round }: Pick<SearchState, 'generation' | 'round'>): string {
  return `g${generation}-r${round}-b`;
}

/** The missing batches of a round as children. How they are cut depends on the round alone. */
export function handOut(
  space: CandidateSpace,
  round: SearchRound,
  missing: readonly number[],
  state: SearchState,
  latestMs: number | null,
): FanOut {
  type Payload = PayloadOf<typeof simulationJob>;
  const children: { key: string; payload: Payload }[] = [];
  let batches: Payload['batches'] = [];
  let work = 0;
  for (const number of missing) {
    const batch = round.batches[number];
    if (!batch) continue;
    const more = workOf(space, batch);
    if (batches.length === 0 || work + more > CHILD_WORK) {
      batches = [];
      work = 0;
      const { question } = space;
      children.push({
        key: `${childKeys(state)}${number}`,
        payload: { question, basis: state.basis, batches, latestMs },
      });
    }
    batches.push({
      name: rowsName(state, round.number, number),
      candidates: [...batch.candidates],
      firstReplication: batch.firstReplication,
      replications: batch.replications,
    });
    work += more;
  }
  return fanOut(simulationJob, children);
}
