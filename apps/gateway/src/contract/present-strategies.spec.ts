import { strategyAnswerSchema } from '@mining-ops/strategy/answer/strategy-answer.js';
import { answerOf, optionOf, vesselOf } from '../testing/strategy-answers.js';
import { presentStrategies, topThreeSchema, type ContractStrategy } from './present-strategies.js';

function cardOf(...[changes]: Parameters<typeof optionOf>): ContractStrategy {
  return presentStrategies(answerOf(optionOf(changes))).top_3_strategies[0]!['OPSI_1']!;
}

describe('the answer as the contract has it', () => {
  it('is a list, best first, of one key each', () => {
    const answer = answerOf(optionOf(), optionOf({ rank: 2 }), optionOf({ rank: 3 }));
    const { top_3_strategies: options } = presentStrategies(answer);
    expect(options.map((option) => Object.keys(option))).toEqual([['OPSI_1'], ['OPSI_2'], ['OPSI_3']]);
    const types = options.map((option) => Object.values(option)[0]?.TYPE);
    expect(types).toEqual(['REKOMENDASI UTAMA', 'ALTERNATIF', 'ALTERNATIF']);
  });

  it('has fewer entries where there are fewer strategies', () => {
    expect(presentStrategies(answerOf(optionOf())).top_3_strategies).toHaveLength(1);
  });

  it('has these keys and these forms, to the letter', () => {
    const { DETAIL, ...card } = cardOf({ vessel: vesselOf() });
    expect(card).toEqual({
      TYPE: 'REKOMENDASI UTAMA',
      INSTRUKSI_FLAT: {
        JUMLAH_DUMP_TRUCK: '10 Unit',
        JUMLAH_EXCAVATOR: '2 Unit',
        ALAT_MUAT_TARGET: 'PIT-02 (Unit: Caterpillar 349E-001)',
        JALUR_ANGKUT: 'Road Segment 1 (2.68 km)',
      },
      KPI_PREDIKSI: {
        PROFIT: '857 Juta IDR',
        PRODUKSI: '1,537 Ton',
        ESTIMASI_DURASI: '3.4 Hari',
        FUEL_RATIO: '0.83 L/Ton',
        IDLE_ANTRIAN: '3.6 Jam',
      },
      ANALISIS_KAPAL: 'Kapal: MV Coal | Status: DELAY_RISK | Estimasi Selesai: 3.4 Hari | DENDA: 50 Juta IDR',
      SOP_KESELAMATAN: 'SLIPPERY: Jalan licin | TRAFIK: Unit padat',
      PERINGATAN: [],
    });
    expect(DETAIL).toBeDefined();
  });

  it('is what the documents say of it, and the answers of these tests are what a simulator gives', () => {
    const answer = answerOf(optionOf({ vessel: vesselOf() }), optionOf({ rank: 2 }));
    expect(strategyAnswerSchema.parse(answer)).toEqual(answer);
    expect(topThreeSchema.parse(presentStrategies(answer))).toEqual(presentStrategies(answer));
  });

  it('counts the days from the vessel, and says N/A without one or where nothing is hauled', () => {
    expect(cardOf({ vessel: null }).KPI_PREDIKSI.ESTIMASI_DURASI).toBe('N/A');
    const stranded = cardOf({ vessel: vesselOf({ daysToComplete: null }) });
    expect(stranded.KPI_PREDIKSI.ESTIMASI_DURASI).toBe('N/A');
    expect(stranded.ANALISIS_KAPAL).toContain('| Estimasi Selesai: N/A |');
  });

  it('says so where there is no vessel', () => {
    expect(cardOf({ vessel: null }).ANALISIS_KAPAL).toBe('Tidak ada kapal.');
  });

  it.each([
    ['ON_SCHEDULE', 0, 0, false],
    ['TIGHT_SCHEDULE', 0, 0, false],
    ['DELAY_RISK', 5_000_000, 0, true],
    ['LATE', 0, 100_000_000, true],
    ['LATE', 5_000_000, 100_000_000, true],
  ] as const)(
    'a vessel that is %s and owes %d + %d has DENDA: %s',
    (status, demurrageIdr, latePenaltyIdr, fine) => {
      const text = cardOf({ vessel: vesselOf({ status, demurrageIdr, latePenaltyIdr }) }).ANALISIS_KAPAL;
      expect(text).toContain(`| Status: ${status} |`);
      expect(text.includes('DENDA')).toBe(fine);
    },
  );

  it('adds demurrage and penalty to one fine', () => {
    const vessel = vesselOf({ status: 'LATE', demurrageIdr: 5_000_000, latePenaltyIdr: 100_000_000 });
    expect(cardOf({ vessel }).ANALISIS_KAPAL).toMatch(/ \| DENDA: 105 Juta IDR$/);
  });

  it('says what is not known instead of leaving a hole', () => {
    expect(cardOf({ loadingPlace: null }).INSTRUKSI_FLAT.ALAT_MUAT_TARGET).toBe(
      'Lokasi tidak tercatat (Unit: Caterpillar 349E-001)',
    );
    const kpi = { ...optionOf().kpi, fuelRatioLPerT: null };
    expect(cardOf({ kpi }).KPI_PREDIKSI.FUEL_RATIO).toBe('N/A');
  });

  it("shows every warning and remark of the answer on every card, and has the option's numbers under DETAIL", () => {
    const warnings = [{ code: 'NO_HISTORY', message: 'no recorded cycle had weather HUJAN_LEBAT' }];
    const [first, second] = [optionOf(), optionOf({ rank: 2, truckCount: 7 })];
    const answer = answerOf(first, second);
    const remarks = [{ code: 'NOT_SURE' as const, id: 'Keyakinan 80%', en: '80% sure' }];
    const cards = presentStrategies({ ...answer, warnings, remarks }).top_3_strategies;
    for (const [card, option] of [
      [cards[0]?.['OPSI_1'], first],
      [cards[1]?.['OPSI_2'], second],
    ] as const) {
      expect(card?.PERINGATAN).toEqual(['no recorded cycle had weather HUJAN_LEBAT', 'Keyakinan 80%']);
      expect(card?.DETAIL).toEqual({
        ...option,
        warnings,
        search: {
          selection: answer.selection,
          candidates: answer.candidates,
          comparison: null,
          remarks,
          runnersUp: [],
          pareto: [],
          seed: 1,
          conditions: { weather: 'HUJAN_RINGAN', roadCondition: 'GOOD', shift: 'SHIFT_1' },
          assumptions: answer.assumptions,
          dataFingerprint: 'abc',
        },
      });
    }
  });
});
