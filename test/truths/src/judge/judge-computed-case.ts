import type { ComputedCase } from '../cases/computed-cases.js';
import { rounding } from './rounding.js';
import type { Verdict } from './verdict.js';

/** Holds a computed number against the digits that were published. */
export function judgeComputedCase({ id, what, value, digits, unit }: ComputedCase): Verdict {
  const got = value();
  const rounded = rounding(got, digits);
  return {
    id,
    what,
    expected: `${digits}${unit}`,
    got: got.toPrecision(7),
    interval: null,
    replications: null,
    settled: false,
    miss: rounded === digits ? null : `rounds to ${rounded}`,
  };
}
