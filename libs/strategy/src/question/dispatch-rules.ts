import { DISPATCH_RULES } from '@mining-ops/haulage/dispatch/all-rules.js';

/** All trucks wait in one queue for whichever loader of the set is free: no dispatcher decides. */
export const SHARED_QUEUE = 'shared-queue';

/** Every way in which trucks may find their loader: the shared queue, and each rule of a dispatcher. */
export const ALL_RULES: readonly string[] = [SHARED_QUEUE, ...DISPATCH_RULES.map(({ name }) => name)];

/**
 * What a search of the whole space tries. With one pit and one dump, `shortest-cycle` is `earliest-loaded`, `nearest`
 * sends everyone to the first loader, `random` is what no dispatching comes to, and `flow` follows means that the others
 * follow by what they see; a request may name them all the same.
 */
export const USUAL_RULES: readonly string[] = [
  SHARED_QUEUE,
  'fixed',
  'shortest-queue',
  'earliest-loaded',
  'least-loader-idle',
];
