import { SAFETY_TEXTS, safetyRules, type SafetyConditions } from './safety-rules.js';

const calm: SafetyConditions = {
  weather: 'CERAH',
  roadCondition: 'GOOD',
  shift: 'SHIFT_1',
  gradientPct: 3,
  truckCount: 5,
  matchFactor: 0.8,
};
const codes = (changes: Partial<SafetyConditions>): string[] =>
  safetyRules({ ...calm, ...changes }).map(({ code }) => code);

describe('safety rules', () => {
  it('are the standard ones where nothing is special', () => {
    expect(codes({})).toEqual(['NORMAL']);
  });

  it.each<[Partial<SafetyConditions>, string[]]>([
    [{ weather: 'HUJAN_RINGAN' }, ['SLIPPERY']],
    [{ weather: 'HUJAN_SEDANG' }, ['SLIPPERY', 'VISIBILITY']],
    [{ weather: 'HUJAN_LEBAT' }, ['STOP', 'SLIPPERY', 'VISIBILITY']],
    [{ weather: 'Hujan Badai' }, ['SLIPPERY']], // rain that the vocabulary does not know is rain
    [{ weather: 'BERAWAN' }, ['NORMAL']],
    [{ weather: 'MENDUNG' }, ['VISIBILITY']],
    [{ roadCondition: 'LICIN' }, ['SLIPPERY']],
    [{ roadCondition: 'POOR' }, ['ROAD']],
    [{ gradientPct: 8 }, ['GRADE']],
    [{ gradientPct: 7.9 }, ['NORMAL']],
    [{ gradientPct: -9 }, ['GRADE']],
    [{ gradientPct: null }, ['NORMAL']],
    [{ truckCount: 11, matchFactor: 1 }, ['NORMAL']],
    [{ truckCount: 12 }, ['TRAFFIC']],
    [{ matchFactor: 1.1 }, ['TRAFFIC']],
    [{ shift: 'SHIFT_3' }, ['NIGHT']],
  ])('follow the conditions %j: %j', (changes, expected) => {
    expect(codes(changes)).toEqual(expected);
  });

  it('are all said, the most urgent first', () => {
    expect(
      codes({
        weather: 'HUJAN_LEBAT',
        roadCondition: 'POOR',
        shift: 'SHIFT_3',
        truckCount: 20,
        gradientPct: 10,
      }),
    ).toEqual(['STOP', 'SLIPPERY', 'VISIBILITY', 'ROAD', 'GRADE', 'TRAFFIC', 'NIGHT']);
  });

  it('begin with the word by which clients know them, and hold no bar, which separates them on the cards', () => {
    const texts = safetyRules({
      weather: 'HUJAN_LEBAT',
      roadCondition: 'POOR',
      shift: 'SHIFT_3',
      truckCount: 20,
      gradientPct: 10,
      matchFactor: 2,
    }).map(({ text }) => text);
    expect(texts.map((text) => text.slice(0, text.indexOf(':')))).toEqual([
      'STOP',
      'SLIPPERY',
      'VISIBILITAS',
      'JALAN',
      'TANJAKAN',
      'TRAFIK',
      'MALAM',
    ]);
    expect(texts.join('')).not.toContain('|');
  });

  it.each(Object.entries(SAFETY_TEXTS))('have the same limits in both languages: %s', (_code, rule) => {
    const limits = (text: string): string[] => text.match(/\d+/g) ?? [];
    expect(limits(rule.english)).toEqual(limits(rule.text));
  });
});
