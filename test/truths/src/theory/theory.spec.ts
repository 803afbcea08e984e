import { QUEUE_CASES } from '../cases/queue-cases.js';
import { rounding } from '../judge/rounding.js';
import { exponentialDelay, exponentialPool, fixedDelay, fixedPool } from '../network/closed-network.js';
import { allFixed } from './all-fixed.js';
import { productForm } from './product-form.js';
import { takacs } from './takacs.js';

const rows = QUEUE_CASES.flatMap(({ id, what, network, theory, published }) =>
  published.map(
    (p) => [`${id} ${what}, ${p.symbol}${p.unit}`, theory(network)[p.figure] * p.factor, p.digits] as const,
  ),
);

describe('theory', () => {
  it.each(rows)('%s: %d is published as %s', (_, exact, digits) => {
    expect(rounding(exact, digits)).toBe(digits);
  });

  it('gives machine repair by its own recursion, p(n)/p(n−1) = (N−n+1)λ/(min(n, c)μ)', () => {
    const terms = [1];
    for (let n = 1; n <= 6; n += 1) terms.push((terms.at(-1)! * (6 - n + 1) * 4) / (Math.min(n, 2) * 20));
    const total = terms.reduce((a, b) => a + b);
    const away = terms.reduce((sum, term, n) => sum + n * term, 0) / total;
    const {
      noneAway,
      away: got,
      throughput,
    } = productForm({
      customers: 6,
      stations: [exponentialDelay(20), exponentialPool(2, 4)],
    });
    expect(noneAway).toBeCloseTo(1 / total, 12);
    expect(got).toBeCloseTo(away, 12);
    expect(throughput).toBeCloseTo((6 - away) / 20, 12);
  });

  it('refuses networks that it is not about', () => {
    const stations = [exponentialDelay(17), fixedPool(1, 3)] as const;
    expect(() => productForm({ customers: 2, stations })).toThrow('must be exponential, got fixed');
    expect(() => takacs({ customers: 2, stations: [fixedDelay(17), fixedPool(1, 3)] })).toThrow(RangeError);
    expect(() => allFixed({ customers: 2, stations })).toThrow(RangeError);
  });
});
