import type { ClosedNetwork, Station } from '../network/closed-network.js';
import type { SteadyFigures } from '../network/steady-figures.js';

/**
 * Steady state of a closed network with a product form: every queueing station exponential, delays of any law
 * (insensitivity; Baskett, Chandy, Muntz & Palacios 1975). By Buzen's convolution (1973) over the weights
 * fᵢ(n) = Πⱼ₌₁ⁿ sᵢ/min(j, cᵢ), so X = G(N−1)/G(N), and the source holds n with the probability
 * f₀(n)·G₋₀(N−n)/G(N).
 *
 * @throws RangeError where a queueing station's service time is fixed: there is no product form then
 */
export function productForm({ customers, stations }: ClosedNetwork): SteadyFigures {
  const [source, ...others] = stations;
  // Times in units of the longest mean, so that G(150) stays within a double's range.
  const unit = Math.max(...stations.map((station) => station.mean));
  const sourceWeights = weights(source, customers, unit);
  const elsewhere = others.map((station) => weights(station, customers, unit)).reduce(convolve);
  const g = convolve(sourceWeights, elsewhere);
  const throughput = at(g, customers - 1) / at(g, customers) / unit;
  const atSource = (n: number): number =>
    (at(sourceWeights, n) * at(elsewhere, customers - n)) / at(g, customers);
  let away = 0;
  for (let n = 0; n <= customers; n += 1) away += (customers - n) * atSource(n);
  return { throughput, noneAway: atSource(customers), away, response: away / throughput };
}

/** fᵢ(n) for n = 0 … customers. */
function weights({ servers, law, mean }: Station, customers: number, unit: number): number[] {
  if (law === 'fixed' && Number.isFinite(servers))
    throw new RangeError(`law of a station with ${servers} servers must be exponential, got fixed`);
  const result = [1];
  for (let n = 1; n <= customers; n += 1)
    result.push((at(result, n - 1) * mean) / unit / Math.min(n, servers));
  return result;
}

function convolve(a: readonly number[], b: readonly number[]): number[] {
  return a.map((_, n) => {
    let sum = 0;
    for (let k = 0; k <= n; k += 1) sum += at(a, k) * at(b, n - k);
    return sum;
  });
}

function at(values: readonly number[], index: number): number {
  const value = values[index];
  if (value === undefined) throw new RangeError(`index must be below ${values.length}, got ${index}`);
  return value;
}
