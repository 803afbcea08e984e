import { delayProbability } from './delay.js';
import { bucketLoadT, passesFor } from './loading.js';
import { retarderSpeedKmh, rimpullSpeedKmh } from './travel.js';
import { WEATHERS } from './surface.js';

test('rimpull gives the published speed (TRUTHS.md P2: 163.293 t, 700 kW, 10% in total: 13.38 km/h)', () => {
  expect(rimpullSpeedKmh(700, 163.293, 10)).toBeCloseTo(13.38, 2);
});

test('downhill the engine is no limit and the retarder is one', () => {
  expect(rimpullSpeedKmh(300, 40, -2)).toBe(Infinity);
  expect(retarderSpeedKmh(0, true)).toBe(Infinity);
  expect(retarderSpeedKmh(-5, true)).toBe(21);
  expect(retarderSpeedKmh(-5, false)).toBe(27);
});

test('a truck takes the fewest whole passes that fill it to 93%', () => {
  expect(bucketLoadT(10)).toBeCloseTo(7.92, 10);
  expect(passesFor(33, 10)).toBe(4); // 30.69 t wanted, 4 × 7.92 = 31.68
  expect(passesFor(35, 10)).toBe(5); // 32.55 t wanted
});

test('delays grow with rain, with a worse road and with time since maintenance, up to 60 days', () => {
  const base = { weather: 'CERAH', surface: 'GOOD', daysSinceMaintenance: 10 } as const;
  const byWeather = WEATHERS.map((weather) => delayProbability({ ...base, weather }));
  expect(byWeather).toEqual([...byWeather].sort((a, b) => a - b));
  expect(delayProbability({ ...base, surface: 'POOR' })).toBeGreaterThan(delayProbability(base));
  expect(delayProbability({ ...base, daysSinceMaintenance: 40 })).toBeGreaterThan(delayProbability(base));
  const late = delayProbability({ ...base, daysSinceMaintenance: 60 });
  expect(delayProbability({ ...base, daysSinceMaintenance: 365 })).toBe(late);
});
