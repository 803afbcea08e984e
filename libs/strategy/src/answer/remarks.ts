import type { SearchOutcome } from '../search/search-outcome.js';
import type { Remark } from './strategy-answer.js';
import { digits, ENGLISH, INDONESIAN, rupiah } from './words.js';

/** What the remarks are about. */
export interface Findings {
  readonly outcome: Pick<SearchOutcome, 'probability' | 'reached' | 'endedBy'>;
  readonly confidence: number;
  readonly unexamined: number;
  /** The largest mean profit of all candidates, IDR; null where it is not known of all. */
  readonly bestProfitIdr: number | null;
  /** The vessel's deadline has passed with coal missing: by so many hours. */
  readonly lateH: number | null;
  readonly targetT: number;
  /** The largest mean production of any candidate, t; null where some candidate could reach the target. */
  readonly mostT: number | null;
}

/** What has to be said, and is not to be guessed from the numbers. */
export function remarksOn(findings: Findings): Remark[] {
  const { outcome, confidence, unexamined, bestProfitIdr, lateH, targetT, mostT } = findings;
  const remarks: Remark[] = [];
  const say = (code: Remark['code'], id: string, en: string): void => {
    remarks.push({ code, id, en });
  };
  if (bestProfitIdr !== null && bestProfitIdr < 0) {
    say(
      'ALL_LOSE_MONEY',
      `Semua strategi merugi: yang terbaik pun ${rupiah(bestProfitIdr, INDONESIAN)} per shift. Tidak menambang pada shift ini lebih murah.`,
      `Every strategy loses money: even the best comes to ${rupiah(bestProfitIdr, ENGLISH)} a shift. Not to haul in this shift is cheaper.`,
    );
  }
  if (lateH !== null) {
    say(
      'DEADLINE_PASSED',
      `Batas waktu kapal (ETS) sudah lewat ${digits(lateH, 1, 'id-ID')} jam saat shift mulai: penalti keterlambatan berlaku, dan demurrage berjalan sampai sisa muatan selesai.`,
      `The vessel's deadline (ETS) passed ${digits(lateH, 1, 'en-US')} h before the shift begins: the penalty is due, and demurrage runs until the rest is loaded.`,
    );
  }
  if (mostT !== null) {
    say(
      'TARGET_OUT_OF_REACH',
      `Target ${digits(targetT, 0, 'id-ID')} ton tidak terjangkau oleh kandidat mana pun: paling banyak ${digits(mostT, 0, 'id-ID')} ton per shift.`,
      `The target of ${digits(targetT, 0, 'en-US')} t is out of reach of every candidate: the most is ${digits(mostT, 0, 'en-US')} t a shift.`,
    );
  }
  if (unexamined > 0) {
    say(
      'NOT_ALL_EXAMINED',
      `${digits(unexamined, 0, 'id-ID')} kandidat belum diperiksa: pilihan ini hanya yang terbaik di antara yang sudah disimulasikan.`,
      `${digits(unexamined, 0, 'en-US')} candidates were not examined: these are the best of those that were simulated only.`,
    );
  } else if (!outcome.reached) {
    const [percent, wanted] = [outcome.probability * 100, confidence * 100];
    const why = { time: ['waktu', 'time'], budget: ['replikasi', 'replications'] } as const;
    const [id, en] = why[outcome.endedBy === 'time' ? 'time' : 'budget'];
    say(
      'NOT_SURE',
      `Keyakinan atas pilihan ini ${digits(percent, 0, 'id-ID')}%, di bawah ${digits(wanted, 0, 'id-ID')}% yang diminta: ${id} habis.`,
      `The choice is ${digits(percent, 0, 'en-US')}% sure, less than the ${digits(wanted, 0, 'en-US')}% asked for: the ${en} ran out.`,
    );
  }
  return remarks;
}
