import { SAFETY_TEXTS } from '@mining-ops/strategy/answer/safety-rules.js';
import type { Option, Options } from '../facts/option.js';
import type { Wording } from '../language/wording.js';

/**
 * A plain answer from the facts, for when there is no language model: which option, why, what it costs against the next,
 * the vessel, safety. It does not read the question beyond the options that it names.
 */
export function ruleAnswer({ options, circumstances }: Options, question: string, w: Wording): string {
  const best = options[0];
  if (!best) {
    return w.pick(
      'Belum ada strategi untuk dijelaskan. Hitung dahulu lewat POST /get_top_3_strategies, lalu kirim hasilnya sebagai top_3_strategies_context.',
      'There is no strategy to explain yet. Compute them with POST /get_top_3_strategies, then send the result as top_3_strategies_context.',
    );
  }
  const asked = options.filter(({ rank }) => rank !== best.rank && names(question, rank));
  const others = asked.length > 0 ? asked : options.slice(1, 2);
  return [
    choice(best, w),
    ...others.map((other) => tradeOff(best, other, w)),
    vesselSentence(best, w),
    safetySentence(best, w),
    [circumstances.weather, circumstances.roadCondition].some((one) => one !== null)
      ? w.pick(
          `Berlaku untuk cuaca ${circumstances.weather ?? '-'} dan jalan ${circumstances.roadCondition ?? '-'}.`,
          `This holds for weather ${circumstances.weather ?? '-'} and road ${circumstances.roadCondition ?? '-'}.`,
        )
      : '',
  ]
    .filter((sentence) => sentence !== '')
    .join('\n');
}

function names(question: string, rank: number): boolean {
  return new RegExp(String.raw`(?:opsi|option|alternatif|alternative)\s*_?${rank}\b`, 'i').test(question);
}

function choice(best: Option, w: Wording): string {
  const fleet = [
    best.truckCount === null ? '' : w.trucks(best.truckCount),
    best.loaderCount === null ? '' : w.loaders(best.loaderCount),
  ].filter((part) => part !== '');
  const why = [
    best.profitIdr === null ? '' : `profit ${w.idr(best.profitIdr.mean)}`,
    best.productionT === null ? '' : `${w.pick('produksi', 'production')} ${w.tonnes(best.productionT.mean)}`,
    best.fuelRatioLPerT === null
      ? ''
      : `${w.pick('rasio bahan bakar', 'fuel ratio')} ${w.number(best.fuelRatioLPerT, 2)} L/${w.pick('ton', 't')}`,
    best.queueH === null ? '' : `${w.pick('antrian', 'queueing')} ${w.hours(best.queueH.mean)}`,
  ].filter((part) => part !== '');
  const setup = fleet.length > 0 ? ` (${fleet.join(', ')})` : '';
  return w.pick(
    `Opsi ${best.rank}${setup} adalah rekomendasi utama: ${why.join(', ')}.`,
    `Option ${best.rank}${setup} is the recommendation: ${why.join(', ')}.`,
  );
}

function tradeOff(best: Option, other: Option, w: Wording): string {
  const parts: string[] = [];
  const compare = (
    a: number | null | undefined,
    b: number | null | undefined,
    label: [id: string, en: string],
    write: (value: number) => string,
  ): void => {
    if (a == null || b == null || a === b) return;
    const more = a > b ? w.pick('lebih tinggi', 'higher') : w.pick('lebih rendah', 'lower');
    parts.push(`${w.pick(...label)} ${write(Math.abs(a - b))} ${more}`);
  };
  compare(best.profitIdr?.mean, other.profitIdr?.mean, ['profit', 'profit'], (v) => w.idr(v));
  compare(best.productionT?.mean, other.productionT?.mean, ['produksi', 'production'], (v) => w.tonnes(v));
  compare(best.queueH?.mean, other.queueH?.mean, ['antrian', 'queueing'], (v) => w.hours(v));
  if (parts.length === 0) return '';
  return w.pick(
    `Dibanding opsi ${other.rank}, opsi ${best.rank}: ${parts.join('; ')}.`,
    `Compared with option ${other.rank}, option ${best.rank}: ${parts.join('; ')}.`,
  );
}

function vesselSentence({ vessel, rank }: Option, w: Wording): string {
  if (vessel === null) return w.pick('Tidak ada kapal yang dilayani.', 'No vessel is served.');
  const { name, status, daysToComplete, slackH, fineIdr } = vessel;
  const parts = [
    `status ${status}`,
    daysToComplete === null ? '' : `${w.pick('selesai dalam', 'done in')} ${w.days(daysToComplete)}`,
    slackH === null || slackH >= 0 ? '' : `${w.pick('terlambat', 'late by')} ${w.hours(-slackH)}`,
    fineIdr === null || fineIdr <= 0 ? '' : `${w.pick('denda', 'fine')} ${w.idr(fineIdr)}`,
  ].filter((part) => part !== '');
  return w.pick(
    `Kapal ${name} pada opsi ${rank}: ${parts.join(', ')}.`,
    `Vessel ${name} with option ${rank}: ${parts.join(', ')}.`,
  );
}

function safetySentence({ safety }: Option, w: Wording): string {
  if (safety.length === 0) return '';
  const rules = safety.map((rule) => w.pick(rule, englishOf(rule)));
  return `${w.pick('Keselamatan', 'Safety')}: ${rules.join(' ')}`;
}

/** A rule that is none of ours, or was changed on its way, stays as it is: no translation may say something else. */
function englishOf(rule: string): string {
  return Object.values(SAFETY_TEXTS).find(({ text }) => text === rule)?.english ?? rule;
}
