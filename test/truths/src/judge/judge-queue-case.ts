import type { ConfidenceInterval } from '@mining-ops/des/statistics/confidence-interval.js';
import type { PublishedFigure, QueueCase } from '../cases/queue-cases.js';
import { casePurpose } from './case-purpose.js';
import { relativeWidth, replicate, type Effort } from './replicate.js';
import { rounding } from './rounding.js';
import type { Verdict } from './verdict.js';

/** A miss is settled by this many times as much data; see README.md. */
const SETTLING = 10;

/** Simulates one network and holds what it finds against what is published of it. */
export function judgeQueueCase(queueCase: QueueCase, effort: Effort): Verdict[] {
  const first = attempt(queueCase, effort);
  if (first.verdicts.every(({ miss }) => miss === null)) return first.verdicts;
  const replications = SETTLING * first.replications;
  const long = { ...effort, leastReplications: replications, mostReplications: replications };
  return attempt(queueCase, long).verdicts.map((verdict) => ({ ...verdict, settled: true }));
}

interface Attempt {
  readonly replications: number;
  readonly verdicts: Verdict[];
}

function attempt({ id, what, network, theory, published }: QueueCase, effort: Effort): Attempt {
  const exact = theory(network);
  const wanted = published.map(({ figure }) => figure);
  const purpose = casePurpose(`${id} ${what}`);
  const { replications, intervals } = replicate(network, wanted, purpose, exact.throughput, effort);
  const verdicts = published.map((figure) => ({
    id,
    what: `${what}: ${figure.symbol}`,
    ...judge(figure, exact[figure.figure], intervals[figure.figure], effort),
    replications,
    settled: false,
  }));
  return { replications, verdicts };
}

function judge(
  { factor, unit, digits }: PublishedFigure,
  exactInModel: number,
  { mean, low, high, ...rest }: ConfidenceInterval,
  effort: Effort,
): Pick<Verdict, 'expected' | 'got' | 'interval' | 'miss'> {
  const exact = exactInModel * factor;
  const width = relativeWidth({ mean, low, high, ...rest });
  const print = (value: number): string => (value * factor).toPrecision(7);
  const misses = [
    rounding(exact, digits) === digits ? null : `theory gives ${exact}`,
    width <= effort.relativeWidth ? null : 'interval too wide',
    low <= exactInModel && exactInModel <= high ? null : 'expected lies outside the interval',
  ].filter((miss) => miss !== null);
  return {
    expected: `${digits}${unit}`,
    got: print(mean),
    interval: { low: print(low), high: print(high), widthPercent: 100 * width },
    miss: misses.length > 0 ? misses.join('; ') : null,
  };
}
