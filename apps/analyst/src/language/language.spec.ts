import { languageOf } from './language.js';

describe('the language of a question', () => {
  it.each([
    'Mengapa opsi 1 lebih baik?',
    'bagaimana kalau 12 truk dan hujan lebat?',
    'Profit opsi 2 berapa',
    'Status MV Mahakam Indah?',
    'opsi 3',
    '?',
  ])('%j is Indonesian', (question) => {
    expect(languageOf(question)).toBe('id');
  });

  it.each([
    'Why is option 1 better?',
    'What if we use 12 trucks in heavy rain?',
    'Compare option 1 and option 2',
    'なぜオプション1ですか',
    'Почему вариант 1 лучше?',
  ])('%j is answered in English by rules', (question) => {
    expect(languageOf(question)).toBe('en');
  });
});
