import fc from 'fast-check';
import {
  normaliseRoadCondition,
  normaliseShift,
  normaliseWeather,
  ROAD_CONDITIONS,
  SHIFTS,
  WEATHER_CONDITIONS,
} from './vocabulary.js';

const doors = [
  { name: 'weather', normalise: normaliseWeather, canonical: WEATHER_CONDITIONS },
  { name: 'road condition', normalise: normaliseRoadCondition, canonical: ROAD_CONDITIONS },
  { name: 'shift', normalise: normaliseShift, canonical: SHIFTS },
];

describe.each(doors)('the vocabulary of $name', ({ normalise, canonical }) => {
  it('knows each canonical value in any case and with any separators', () => {
    const spelt = fc
      .record({
        value: fc.constantFrom(...canonical),
        separator: fc.constantFrom('', ' ', '  ', '-', '_', ' - '),
        around: fc.constantFrom('', ' ', '\t'),
        upper: fc.infiniteStream(fc.boolean()),
      })
      .map(({ value, separator, around, upper }) => {
        const letters = Array.from(value, (letter) =>
          upper.next().value === true ? letter.toUpperCase() : letter.toLowerCase(),
        );
        return { value, text: around + letters.join('').replaceAll('_', separator) + around };
      });
    fc.assert(
      fc.property(spelt, ({ value, text }) => {
        expect(normalise(text)).toEqual({ value, known: true });
      }),
    );
  });

  it('changes nothing that it has normalised before', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom<string>(...canonical)), (text) => {
        const once = normalise(text);
        expect(normalise(once.value)).toEqual(once);
      }),
    );
  });

  it('keeps what it does not know as given, trimmed', () => {
    expect(normalise('  Badai Salju ')).toEqual({ value: 'Badai Salju', known: false });
    expect(normalise('constructor')).toEqual({ value: 'constructor', known: false });
    expect(normalise('')).toEqual({ value: '', known: false });
  });
});

it.each([
  ['Cerah', 'CERAH'],
  ['clear', 'CERAH'],
  ['Sunny', 'CERAH'],
  ['cloudy', 'BERAWAN'],
  ['Overcast', 'MENDUNG'],
  ['Hujan Ringan', 'HUJAN_RINGAN'],
  ['light rain', 'HUJAN_RINGAN'],
  ['moderate-rain', 'HUJAN_SEDANG'],
  ['Heavy Rain', 'HUJAN_LEBAT'],
])('takes the weather "%s" for %s', (text, value) => {
  expect(normaliseWeather(text)).toEqual({ value, known: true });
});

it.each([
  ['slippery', 'LICIN'],
  ['Baik', 'GOOD'],
  ['bad', 'POOR'],
])('takes the road condition "%s" for %s', (text, value) => {
  expect(normaliseRoadCondition(text)).toEqual({ value, known: true });
});
