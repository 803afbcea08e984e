import { chiSquareHomogeneity } from './chi-square.js';
import { kolmogorovSmirnov } from './kolmogorov-smirnov.js';
import { jensenShannon, populationStability } from './share-distances.js';
import { populationDeviation, wasserstein } from './wasserstein.js';

// Values of scipy 1.10.1, on the same numbers. Statistics to 1e-9, p-values to 1e-6, relative.
const a = Float64Array.of(1, 2, 2.5, 3, 4.2, 5.1, 6.3, 7, 8.8, 9.9);
const b = Float64Array.of(2.2, 3.1, 3.9, 4.8, 5.5, 6.6, 7.7, 9.1, 10.4, 12, 13.5, 15);
const p = [0.12, 0.3, 0.26, 0.18, 0.1, 0.04];
const q = [0.08, 0.21, 0.27, 0.23, 0.13, 0.08];

/** How far off, as a part of what is expected. */
const off = (got: number, expected: number): number => Math.abs(got / expected - 1);

describe('the published numbers', () => {
  it('D1: Kolmogorov–Smirnov', () => {
    const { statistic, pValue } = kolmogorovSmirnov(a, b);
    expect(off(statistic, 1 / 3)).toBeLessThan(1e-9);
    expect(off(pValue, 0.4769564800524554)).toBeLessThan(1e-6);
  });

  it('D2: population stability index', () => {
    expect(off(populationStability(p, q), 0.09654969061671276)).toBeLessThan(1e-9);
    const withEmpty = populationStability([0.5, 0.3, 0.2, 0], [0.4, 0.25, 0.25, 0.1]);
    expect(off(withEmpty, 0.7326723629071447)).toBeLessThan(1e-9);
  });

  it('D3: Jensen–Shannon distance', () => {
    expect(off(jensenShannon(p, q), 0.10935907740077762)).toBeLessThan(1e-9);
    expect(off(jensenShannon(p, q, 2), 0.13135363847028583)).toBeLessThan(1e-9);
  });

  it('D4: Wasserstein distance, over the standard deviation', () => {
    expect(off(wasserstein(a, b), 2.8366666666666664)).toBeLessThan(1e-9);
    expect(off(wasserstein(a, b) / populationDeviation(a), 1.0026875386615401)).toBeLessThan(1e-9);
  });

  it('D5: chi-square homogeneity', () => {
    const { statistic, degrees, pValue } = chiSquareHomogeneity(
      [120, 300, 260, 180, 100, 40],
      [40, 105, 135, 115, 65, 40],
    );
    expect(off(statistic, 32.09114314134696)).toBeLessThan(1e-9);
    expect(degrees).toBe(5);
    expect(off(pValue, 5.69938674383179e-6)).toBeLessThan(1e-6);
  });
});
