import type { RiskTerms } from './risk-terms.js';
import type { Allocation } from './selection-outcome.js';

/** A system's replications grow by this factor in a round at most, so that early estimates cannot misplace many. */
const MOST_GROWTH = 2;
/**
 * Only this part of what seems to be missing is given, since looking again costs little, and what was given too early for
 * an estimate that was too low cannot be taken back.
 */
const REACH = 0.5;
/** They grow by this part of what there is at least, so that rounds are few. */
const LEAST_GROWTH = 0.1;

/**
 * The next round: every risk that is above its share gets, of both its systems, the replications that bring it
 * half-way to the share, if they go on as they did; in total no more than `left`.
 */
export function nextRound(
  terms: RiskTerms,
  counts: Int32Array,
  allowedRisk: number,
  left: number,
): { readonly allocations: Allocation[]; readonly contenders: Uint8Array } {
  const contenders = new Uint8Array(counts.length);
  const targets = Int32Array.from(counts);
  const share = terms.share(allowedRisk);
  for (let e = 0; e < terms.size; e += 1) {
    const risk = terms.risk[e]!;
    const rate = terms.rate[e]!;
    if (risk <= share / rate) continue;
    const first = terms.first[e]!;
    const second = terms.second[e]!;
    if (second >= 0) contenders[second] = 1;
    const common = second < 0 ? counts[first]! : Math.min(counts[first]!, counts[second]!);
    const missing = Math.log((risk * rate) / share) / rate;
    const wanted = common + Math.max(REACH * missing, LEAST_GROWTH * common);
    const target = Math.ceil(Math.min(wanted, MOST_GROWTH * common));
    targets[first] = Math.max(targets[first]!, target);
    if (second >= 0) targets[second] = Math.max(targets[second]!, target);
  }
  return { allocations: within(left, counts, targets), contenders };
}

/** What takes `counts` to `targets`; all cut by the same factor, and the rest given in order, where it exceeds `left`. */
function within(left: number, counts: Int32Array, targets: Int32Array): Allocation[] {
  let total = 0;
  for (let j = 0; j < counts.length; j += 1) total += targets[j]! - counts[j]!;
  if (total === 0) return [];
  const factor = Math.min(1, left / total);
  let rest = left;
  const given = targets.map((target, j) => Math.floor((target - counts[j]!) * factor));
  for (const part of given) rest -= part;
  const allocations: Allocation[] = [];
  for (let j = 0; j < counts.length; j += 1) {
    let replications = given[j]!;
    if (factor < 1 && rest > 0 && counts[j]! + replications < targets[j]!) {
      replications += 1;
      rest -= 1;
    }
    if (replications > 0) allocations.push({ system: j, firstReplication: counts[j]!, replications });
  }
  return allocations;
}
