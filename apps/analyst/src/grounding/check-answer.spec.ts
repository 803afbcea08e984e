import fc from 'fast-check';
import { factSheet } from '../facts/fact-sheet.js';
import { readOptions } from '../facts/read-options.js';
import { Wording } from '../language/wording.js';
import { ruleAnswer } from '../rules/rule-answer.js';
import { STRATEGIES, strategyOf } from '../testing/sample-strategies.js';
import { unfoundedIn } from './check-answer.js';
import { evidenceOf } from './evidence.js';

const facts = readOptions(STRATEGIES);
const evidence = evidenceOf(facts, [], { question: '', nowMs: Date.UTC(2026, 10, 24) });
const blamed = (answer: string): string[] => unfoundedIn(answer, evidence).map(({ text }) => text);

describe('a number of an answer', () => {
  it.each([
    ['Opsi 1 menghasilkan 1.537 ton.'],
    ['Option 1 hauls 1,537 t.'],
    ['Opsi 1 untung 857 juta IDR, opsi 2 830 juta.'],
    ['Opsi 1 untung Rp 0,857 miliar.'],
    ['Opsi 1 untung Rp857 jt.'],
    ['Opsi 1 butuh 0,65 L/Ton.'],
    ['Opsi 1 antri 3,6 jam, yaitu 216 menit.'],
    ['Opsi 1 memakai sepuluh truk dan dua excavator.'],
    ['Opsi 1 lebih untung 27 juta IDR dari opsi 2 (3,3%).'],
    ['Opsi 1 menghasilkan sekitar 1.500 ton.'],
    ['Opsi 1 menghasilkan lebih dari 1.500 ton.'],
    ['Utilisasi excavator opsi 1 adalah 70% atau 0,7.'],
  ])('has its source, in either notation and unit: %s', (answer) => {
    expect(blamed(answer)).toEqual([]);
  });

  it.each([
    ['of another option', 'Opsi 2 menghasilkan 1.537 ton.', 'another option'],
    ['of another quantity', 'Pendapatan opsi 1 adalah 857 juta IDR.', 'another quantity'],
    ['in another unit', 'Opsi 1 antri 3,6 hari.', 'another unit'],
    ['a thousand times too large', 'Opsi 1 untung 857 miliar IDR.', 'another unit'],
    ['rounded wrongly', 'Opsi 1 menghasilkan 1.538 ton.', 'no source'],
    ['out of nowhere', 'Biaya ban 35 juta IDR.', 'no source'],
    ['a difference of nothing', 'Opsi 1 lebih untung 40 juta dari opsi 2.', 'no source'],
    ['spelled, and wrong', 'Opsi 1 memakai dua belas truk.', 'no source'],
  ])('%s has none', (_what, answer) => {
    expect(blamed(answer)).toHaveLength(1);
  });

  it.each([
    ['1. Opsi 1 aman.\n2) Opsi 2 juga.'],
    ['Unit HD-0020, PC1250-8 dan 349E-001 siap di PIT-02 lewat ROAD-0001.'],
    ['Mulai pukul 07.00 WIB pada 24 November 2026, SHIFT_1.'],
    ['Lihat langkah 3, Top 3, dan rapat ke-2 jam 6 pagi.'],
    ['Road Segment 1 menuju Caterpillar 349E-001.'],
    ['Opsi 1, 2 dan 3; alternatif 2.'],
  ])('is none where it claims nothing: %s', (answer) => {
    expect(blamed(answer)).toEqual([]);
  });

  it('is a date only where something is said of a vessel with it', () => {
    expect(blamed('Tenggat kapal 27 November 2026.')).toEqual([]);
    expect(blamed('Tenggat kapal 29 November 2026.')).toEqual(['29 November 2026']);
    expect(blamed('The vessel departs on 2026-12-24.')).toEqual(['2026-12-24']);
  });
});

describe('what the system itself writes', () => {
  const strategies = fc
    .array(
      fc.record({
        trucks: fc.integer({ min: 1, max: 60 }),
        loaders: fc.integer({ min: 1, max: 5 }),
        profitIdr: fc.integer({ min: 1_000_000, max: 9_000_000_000 }),
        productionT: fc.integer({ min: 100, max: 90_000 }),
        queueH: fc.integer({ min: 0, max: 400 }).map((tenths) => tenths / 10),
      }),
      { minLength: 1, maxLength: 3 },
    )
    .map((figures) => readOptions(figures.map((figure, i) => strategyOf({ rank: i + 1, ...figure }))));

  it('by rules is founded, whatever the options', () => {
    fc.assert(
      fc.property(strategies, fc.constantFrom('id', 'en'), (options, language) => {
        const own = evidenceOf(options, [], { question: '', nowMs: 0 });
        const answer = ruleAnswer(options, 'Bandingkan opsi 1 dan opsi 2', new Wording(language));
        expect({ answer, blamed: unfoundedIn(answer, own) }).toEqual({ answer, blamed: [] });
      }),
      { numRuns: 60 },
    );
  });

  it('on the sheet is founded, line by line: a model that copies is not blamed', () => {
    for (const language of ['id', 'en'] as const) {
      const lines = factSheet(facts, new Wording(language), 10_000).split('\n');
      expect(lines.flatMap((line) => blamed(line).map((text) => `${text} in ${line}`))).toEqual([]);
    }
  });
});
