import { normalCdf } from '@mining-ops/des/distributions/normal-cdf.js';

/** Where a chi-square variate of some ten degrees of freedom practically ends. */
const END = 80;
const STEPS = 320;

/**
 * Rinott's h (1978): with it, taking ⌈(h·S/δ)²⌉ observations of each of `systems` normal systems, S from `firstStage`
 * observations each, finds the best with the given probability, where it is better than all others by δ. The root of
 * ∫[∫Φ(h/√(ν(1/x + 1/y)))·f(x)dx]^(k−1)·f(y)dy = P, ν = n₀ − 1, f the density of chi-square with ν degrees of freedom.
 */
export function rinottH(probability: number, firstStage: number, systems: number): number {
  const degrees = firstStage - 1;
  const width = END / STEPS;
  const points = Float64Array.from({ length: STEPS - 1 }, (_, s) => (s + 1) * width);
  const masses = points.map(
    (x, s) => (s % 2 === 0 ? 4 : 2) * Math.exp((degrees / 2 - 1) * Math.log(x) - x / 2),
  );
  const sum = masses.reduce((a, b) => a + b, 0);
  const weights = masses.map((mass) => mass / sum); // the density's constant cancels
  const reached = (h: number): number => {
    let outer = 0;
    for (let y = 0; y < points.length; y += 1) {
      if (weights[y]! < 1e-12) continue;
      let inner = 0;
      for (let x = 0; x < points.length; x += 1)
        inner += weights[x]! * normalCdf(h / Math.sqrt(degrees * (1 / points[x]! + 1 / points[y]!)));
      outer += weights[y]! * inner ** (systems - 1);
    }
    return outer;
  };
  let [low, high] = [0, 20];
  while (high - low > 1e-6) {
    const middle = (low + high) / 2;
    if (reached(middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
