import { requireTheory } from './same-model.js';

describe('requireTheory', () => {
  it('accepts throughputs whose interval holds that of theory', () => {
    expect(() => {
      requireTheory('c', [0.998, 1.001, 1.0, 1.002, 0.999], 1);
    }).not.toThrow();
  });

  it('refuses another model, and rounds too short to tell one', () => {
    expect(() => {
      requireTheory('c', [1.018, 1.021, 1.02, 1.022, 1.019], 1);
    }).toThrow(/^c has 1\.02000 ± 0\.\d+ cycles a minute, theory 1: not the same model$/);
    expect(() => {
      requireTheory('simpy', [0.9, 1.1, 1.0, 1.2, 0.8], 1);
    }).toThrow('too few cycles to tell');
  });
});
