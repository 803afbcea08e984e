import type { CandidateSpace } from '@mining-ops/strategy/search/candidate-space.js';

/**
 * Candidates of all spaces that are kept for later, in one place: some 3 kB each, as measured with the sample mine. The
 * last space is kept however large it is.
 */
export const MOST_CANDIDATES_KEPT = 25_000;

/** What a space counts for among those that are kept, candidates. */
export const weightOf = ({ size }: Pick<CandidateSpace, 'size'>): number =>
  Math.min(Math.max(size, 1), MOST_CANDIDATES_KEPT);
