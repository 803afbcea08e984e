import type { DispatchRule } from './dispatch-rule.js';
import { earliestLoaded } from './rules/earliest-loaded.js';
import { fixed } from './rules/fixed.js';
import { flow } from './rules/flow.js';
import { leastLoaderIdle } from './rules/least-loader-idle.js';
import { nearest } from './rules/nearest.js';
import { random } from './rules/random.js';
import { shortestCycle } from './rules/shortest-cycle.js';
import { shortestQueue } from './rules/shortest-queue.js';

/** Every dispatch rule there is. */
export const DISPATCH_RULES: readonly DispatchRule[] = [
  fixed,
  random,
  nearest,
  shortestQueue,
  earliestLoaded,
  shortestCycle,
  leastLoaderIdle,
  flow,
];

export function dispatchRuleNamed(name: string): DispatchRule | undefined {
  return DISPATCH_RULES.find((rule) => rule.name === name);
}
