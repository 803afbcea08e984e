import { CO2_KG_PER_L } from './emissions.js';
import { fuelKecojevicLPerH, fuelRungeLPerH, SPECIFIC_CONSUMPTION_KG_PER_KWH } from './fuel.js';

describe('fuel of 700 kW at a load factor of 0.3 (TRUTHS P4)', () => {
  it('is 63.0 L/h by Runge, 52.6–66.2 L/h by Kecojevic & Komljenovic, 168.8 kg of CO₂ an hour', () => {
    const { low, high } = SPECIFIC_CONSUMPTION_KG_PER_KWH;
    expect(fuelRungeLPerH(700, 0.3).toFixed(1)).toBe('63.0');
    expect(fuelKecojevicLPerH(700, 0.3, low).toFixed(1)).toBe('52.6');
    expect(fuelKecojevicLPerH(700, 0.3, high).toFixed(1)).toBe('66.2');
    expect((fuelRungeLPerH(700, 0.3) * CO2_KG_PER_L).toFixed(1)).toBe('168.8');
  });

  it('refuses a load factor above 1 and an engine without power', () => {
    expect(() => fuelRungeLPerH(700, 1.1)).toThrow('loadFactor must be above 0 and at most 1, got 1.1');
    expect(() => fuelKecojevicLPerH(0, 0.3, 0.2)).toThrow('powerKw must be above 0 and finite, got 0');
    expect(() => fuelKecojevicLPerH(700, 0.3, NaN)).toThrow('specificKgPerKwh must be above 0');
  });
});
