import type { WeatherDefinition } from '../definition/mine-definition.js';
import type { Calibration } from './calibrate.js';

/** Weather as it was recorded, one entry a record. Codes are those of the cycle history's weather column. */
export interface WeatherHistory {
  /** Place of the record; records of different places are different histories. */
  readonly sites: Int32Array;
  /** Time of the record, min; ascending within a site. */
  readonly timesMin: Float64Array;
  /** −1 where unknown. */
  readonly codes: Int32Array;
}

/** A Markov chain in continuous time. */
export interface WeatherChain {
  /** Mean stay in each state, min; NaN for a state that was never seen. */
  readonly meanStaysMin: Float64Array;
  /** [state · states + next] */
  readonly nextProbabilities: Float64Array;
}

/** Records further apart than this say nothing of what was between them. */
const LONGEST_GAP_MIN = 12 * 60;
/** Fewer changes than this make no chain. */
const FEWEST_CHANGES = 10;

/**
 * Fits the chain: the mean stay in a state is the time seen in it over the times it was left (maximum likelihood for a
 * chain seen without gaps; each record is taken to hold until the next), what follows is counted.
 *
 * @param states number of codes
 * @returns null where fewer than ten changes were recorded
 */
export function fitWeatherChain(history: WeatherHistory, states: number): WeatherChain | null {
  const seenMin = new Float64Array(states);
  const moves = new Float64Array(states * states);
  let changes = 0;
  for (let i = 0; i + 1 < history.codes.length; i += 1) {
    const [from, to] = [history.codes[i]!, history.codes[i + 1]!];
    const gapMin = history.timesMin[i + 1]! - history.timesMin[i]!;
    if (history.sites[i] !== history.sites[i + 1] || from < 0 || to < 0) continue;
    if (!(gapMin > 0 && gapMin <= LONGEST_GAP_MIN)) continue;
    seenMin[from]! += gapMin;
    if (from === to) continue;
    moves[from * states + to]! += 1;
    changes += 1;
  }
  if (changes < FEWEST_CHANGES) return null;
  const meanStaysMin = new Float64Array(states);
  const nextProbabilities = new Float64Array(states * states);
  for (let from = 0; from < states; from += 1) {
    const left = moves.subarray(from * states, (from + 1) * states).reduce((a, b) => a + b, 0);
    meanStaysMin[from] = left > 0 ? seenMin[from]! / left : NaN;
    for (let to = 0; to < states; to += 1)
      nextProbabilities[from * states + to] = left > 0 ? moves[from * states + to]! / left : 0;
  }
  return { meanStaysMin, nextProbabilities };
}

/**
 * The weather of a shift that begins in state `start`: what the chain does from there, with the calibration's effect of
 * each state relative to the first.
 *
 * @param names of the codes
 * @returns null where the chain does not know the state at the start
 */
export function weatherOfShift(
  chain: WeatherChain,
  calibration: Calibration,
  names: readonly string[],
  start: number,
): WeatherDefinition | null {
  const known = names.map((_, code) => code).filter((code) => chain.meanStaysMin[code]! > 0);
  if (start < 0 || !known.includes(start)) return null;
  const order = [start, ...known.filter((code) => code !== start)];
  const effect = (factors: Float64Array, code: number): number =>
    (factors[code] ?? 1) / (factors[start] ?? 1);
  return {
    states: order.map((code) => ({
      name: names[code]!,
      meanStayMin: chain.meanStaysMin[code]!,
      travelFactor: effect(calibration.haulingMin.factors[0]!, code),
      loadingFactor: effect(calibration.loadingMin.factors[1]!, code),
      fuelFactor: effect(calibration.tripFuelL.factors[0]!, code),
    })),
    nextProbabilities: order.map((from) => normalised(order.map((to) => probability(chain, from, to)))),
  };
}

function probability(chain: WeatherChain, from: number, to: number): number {
  return chain.nextProbabilities[from * chain.meanStaysMin.length + to]!;
}

/** States that were never left are not in the chain: what led to them goes to the others. */
function normalised(row: readonly number[]): number[] {
  const sum = row.reduce((a, b) => a + b, 0);
  return sum > 0 ? row.map((p) => p / sum) : row.map((_, i) => (i === 0 ? 1 : 0));
}
