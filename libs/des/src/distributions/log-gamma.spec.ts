import { logGamma } from './log-gamma.js';

describe('logGamma', () => {
  it('is that of factorials and of √π', () => {
    expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 12);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
  });
});
