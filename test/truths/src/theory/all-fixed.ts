import type { ClosedNetwork } from '../network/closed-network.js';
import type { SteadyFigures } from '../network/steady-figures.js';

/**
 * D/D/c//N: a fixed source, one pool with a fixed time. Either nobody waits in the long run, or the pool never idles:
 * X = min(N/cycle, c/S).
 *
 * @throws RangeError for any other network
 */
export function allFixed({ customers, stations }: ClosedNetwork): SteadyFigures {
  const [source, pool, ...others] = stations;
  if (source.law !== 'fixed' || pool?.law !== 'fixed' || others.length > 0)
    throw new RangeError('network must be a source and one pool, both with fixed times');
  const throughput = Math.min(customers / (source.mean + pool.mean), pool.servers / pool.mean);
  const away = customers - throughput * source.mean;
  // The share of time with nobody away depends on how the trucks are bunched, which fixed times never change.
  return { throughput, noneAway: NaN, away, response: away / throughput };
}
