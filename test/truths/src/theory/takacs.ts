import type { ClosedNetwork } from '../network/closed-network.js';
import type { SteadyFigures } from '../network/steady-figures.js';

/**
 * Steady state of M/D/1//N: an exponential source, one server with a fixed service time S (Takács 1962).
 * A = Σₙ₌₀ᴺ⁻¹ C(N−1, n) Πᵢ₌₁ⁿ (1 − f*(iλ))/f*(iλ) with f*(s) = e^(−sS), U = SA/(SA + 1/(Nλ)), X = U/S.
 *
 * @throws RangeError for any other network
 */
export function takacs({ customers, stations }: ClosedNetwork): SteadyFigures {
  const [source, server, ...others] = stations;
  if (source.law !== 'exponential' || server?.servers !== 1 || server.law !== 'fixed' || others.length > 0)
    throw new RangeError('network must be an exponential source and one server with a fixed time');
  const rate = 1 / source.mean;
  let sum = 0;
  let term = 1; // C(N−1, n) times the product
  for (let n = 0; n < customers; n += 1) {
    sum += term;
    const i = n + 1;
    term *= ((customers - i) / i) * Math.expm1(i * rate * server.mean); // (1 − f*)/f* = e^(iλS) − 1
  }
  const utilisation = (server.mean * sum) / (server.mean * sum + 1 / (customers * rate));
  const throughput = utilisation / server.mean;
  const away = customers - throughput / rate;
  return { throughput, noneAway: 1 - utilisation, away, response: away / throughput };
}
