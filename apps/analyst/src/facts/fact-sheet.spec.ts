import fc from 'fast-check';
import { Wording } from '../language/wording.js';
import { STRATEGIES } from '../testing/sample-strategies.js';
import { factSheet } from './fact-sheet.js';
import { readOptions } from './read-options.js';
import { estimateTokens } from './tokens.js';

const indonesian = new Wording('id');

describe('the fact sheet', () => {
  const facts = readOptions(STRATEGIES);
  const whole = factSheet(facts, indonesian, 10_000);

  it('has the options with numbers and units, the vessel, safety, conditions and assumptions', () => {
    for (const line of [
      'KONDISI: cuaca HUJAN_RINGAN; kondisi jalan GOOD; shift SHIFT_1',
      'OPSI 1 susunan: 10 truk; 2 excavator; lokasi muat PIT-02; alat muat Caterpillar 349E-001; jalan Road Segment 1; 2,68 km',
      'OPSI 1 antrian truk (total jam-truk): 3,6 jam',
      'OPSI 2 rasio bahan bakar: 0,71 L/ton',
    ])
      expect(whole.split('\n')).toContain(line);
    expect(whole).toMatch(/OPSI 1 profit: 857 juta IDR \(± 8,6 juta IDR selang kepercayaan 95%/);
    expect(whole).toMatch(
      /OPSI 1 kapal: MV Coal; status DELAY_RISK; sisa muatan 12\.000,0 ton; .*terlambat 10,0 jam; denda 50,0 juta IDR/,
    );
    expect(whole).toMatch(/ASUMSI: satu shift 8,0 jam; 3 shift per hari/);
  });

  it('has the differences worked out', () => {
    expect(whole).toMatch(
      /^SELISIH OPSI 1 terhadap OPSI 2: profit \+27,0 juta IDR \(\+3,3%\); produksi \+136 ton \(\+9,7%\); truk \+2/m,
    );
  });

  it('keeps to its budget by whole lines, the important ones longest, and says that there was more', () => {
    const lines = new Set(whole.split('\n'));
    for (const budget of [100, 200, 400, 800]) {
      const sheet = factSheet(facts, indonesian, budget);
      expect(estimateTokens(sheet)).toBeLessThanOrEqual(budget);
      const kept = sheet.split('\n');
      expect(kept.pop()).toBe('… (fakta lain tidak dimuat)');
      for (const line of kept) expect(lines).toContain(line);
    }
    expect(factSheet(facts, indonesian, 200)).toContain('OPSI 1 profit');
  });

  it('is made from the cards alone where a client has left DETAIL out', () => {
    const cards = (structuredClone(STRATEGIES) as Record<string, { DETAIL?: unknown }>[]).map((entry) => {
      for (const card of Object.values(entry)) delete card.DETAIL;
      return entry;
    });
    const sheet = factSheet(readOptions(cards), indonesian, 10_000);
    expect(sheet).toContain('OPSI 1 profit: 857 juta IDR');
    expect(sheet).toContain('OPSI 1 produksi: 1.537 ton');
    expect(sheet).toContain('denda 50,0 juta IDR');
  });

  it('is empty without strategies, and made of anything that a client may send', () => {
    expect(factSheet(readOptions(null), indonesian, 1_000)).toBe('');
    const section = fc.constantFrom(
      'DETAIL',
      'KPI_PREDIKSI',
      'INSTRUKSI_FLAT',
      'ANALISIS_KAPAL',
      'PERINGATAN',
    );
    const strategies = fc.array(
      fc.dictionary(fc.constantFrom('OPSI_1', 'OPSI_2', 'x'), fc.dictionary(section, fc.jsonValue())),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(strategies, (given) => {
        expect(
          estimateTokens(factSheet(readOptions(given as Record<string, unknown>[]), indonesian, 500)),
        ).toBeLessThanOrEqual(500);
      }),
    );
  });
});
