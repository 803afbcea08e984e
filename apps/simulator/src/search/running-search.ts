import type { SearchRound } from '@mining-ops/strategy/search/search-batch.js';
import type { StrategySearch } from '@mining-ops/strategy/search/strategy-search.js';
import type { PreparedSearch } from '../mine-preparation.js';
import type { SearchState } from './search-state.js';

/** A search as it runs in this process. */
export interface RunningSearch {
  readonly search: StrategySearch;
  state: SearchState;
  /** The round in hand; null before the first, and between two. */
  round: SearchRound | null;
  /** The time was over before all of the last round was done. */
  late: boolean;
  /** When it last said how far it is, epoch ms. */
  toldAtMs: number;
}

/** A search at its beginning. */
export function beginning(
  { search, basis }: PreparedSearch,
  { generation, restarts, begunAtMs }: Pick<SearchState, 'generation' | 'restarts' | 'begunAtMs'>,
  stalls: number,
): RunningSearch {
  const state: SearchState = {
    generation,
    restarts,
    begunAtMs,
    basis,
    round: -1,
    stoppedIn: null,
    lostMs: 0,
    handedOutAtMs: 0,
    stalls,
    percent: 0,
  };
  return { search, state, round: null, late: false, toldAtMs: begunAtMs };
}
