import { remarksOn, type Findings } from './remarks.js';

const FINE: Findings = {
  outcome: { probability: 0.97, reached: true, endedBy: 'guarantee' },
  confidence: 0.95,
  unexamined: 0,
  bestProfitIdr: 1e9,
  lateH: null,
  targetT: 0,
  mostT: null,
};

describe('the remarks', () => {
  it('are none where all is well', () => {
    expect(remarksOn(FINE)).toEqual([]);
    expect(remarksOn({ ...FINE, bestProfitIdr: null })).toEqual([]);
  });

  it.each<[Partial<Findings>, string, string, string]>([
    [
      { bestProfitIdr: -25_400_000 },
      'ALL_LOSE_MONEY',
      'Semua strategi merugi: yang terbaik pun -25,4 juta IDR per shift. Tidak menambang pada shift ini lebih murah.',
      'Every strategy loses money: even the best comes to -25.4 million IDR a shift. Not to haul in this shift is cheaper.',
    ],
    [
      { lateH: 12.25 },
      'DEADLINE_PASSED',
      'Batas waktu kapal (ETS) sudah lewat 12,3 jam saat shift mulai: penalti keterlambatan berlaku, dan demurrage berjalan sampai sisa muatan selesai.',
      "The vessel's deadline (ETS) passed 12.3 h before the shift begins: the penalty is due, and demurrage runs until the rest is loaded.",
    ],
    [
      { targetT: 9_000, mostT: 4_123.6 },
      'TARGET_OUT_OF_REACH',
      'Target 9.000 ton tidak terjangkau oleh kandidat mana pun: paling banyak 4.124 ton per shift.',
      'The target of 9,000 t is out of reach of every candidate: the most is 4,124 t a shift.',
    ],
    [
      { outcome: { probability: 0.614, reached: false, endedBy: 'time' } },
      'NOT_SURE',
      'Keyakinan atas pilihan ini 61%, di bawah 95% yang diminta: waktu habis.',
      'The choice is 61% sure, less than the 95% asked for: the time ran out.',
    ],
    [
      { unexamined: 12, outcome: { probability: 0, reached: false, endedBy: 'time' } },
      'NOT_ALL_EXAMINED',
      '12 kandidat belum diperiksa: pilihan ini hanya yang terbaik di antara yang sudah disimulasikan.',
      '12 candidates were not examined: these are the best of those that were simulated only.',
    ],
  ])('say of %j: %s', (changes, code, id, en) => {
    expect(remarksOn({ ...FINE, ...changes })).toEqual([{ code, id, en }]);
  });

  it('say that the replications ran out where they did', () => {
    const [remark] = remarksOn({
      ...FINE,
      outcome: { probability: 0.5, reached: false, endedBy: 'budget' },
    });
    expect([remark?.id, remark?.en]).toEqual([
      expect.stringContaining('replikasi habis'),
      expect.stringContaining('the replications ran out'),
    ]);
  });
});
