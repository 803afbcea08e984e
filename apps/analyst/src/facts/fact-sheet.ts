import type { Wording } from '../language/wording.js';
import { differences, type Difference } from './difference-facts.js';
import { totalCostIdr } from './option-facts.js';
import type { Circumstances, Estimate, Option, Options } from './option.js';
import { estimateTokens } from './tokens.js';

interface Line {
  readonly text: string;
  /** Lines of a lower number are kept longer. */
  readonly rank: number;
}

/**
 * The facts as the model gets them: lines of text, in the notation of the answer's language, so that it can copy them.
 * At most `budget` tokens (estimated): the least important lines go first, each line whole, as half a line could hold
 * half a number. Empty where there are no options.
 */
export function factSheet(facts: Options, wording: Wording, budget: number): string {
  if (facts.options.length === 0) return '';
  const lines = [
    ...circumstanceLines(facts.circumstances, wording),
    ...facts.options.flatMap((option) => optionLines(option, wording)),
    ...differenceLines(differences(facts.options), wording),
  ];
  return withinBudget(lines, budget, wording);
}

function withinBudget(lines: readonly Line[], budget: number, wording: Wording): string {
  const more = wording.pick('… (fakta lain tidak dimuat)', '… (other facts are left out)');
  const cost = (text: string): number => estimateTokens(text) + 1;
  const kept = new Set<Line>();
  let left = budget - cost(more);
  for (const line of [...lines].sort((a, b) => a.rank - b.rank)) {
    if (cost(line.text) > left) continue;
    kept.add(line);
    left -= cost(line.text);
  }
  const texts = lines.filter((line) => kept.has(line)).map(({ text }) => text);
  return [...texts, ...(texts.length < lines.length ? [more] : [])].join('\n');
}

function circumstanceLines(c: Circumstances, w: Wording): Line[] {
  const conditions = [
    labelled(w.pick('cuaca', 'weather'), c.weather),
    labelled(w.pick('kondisi jalan', 'road condition'), c.roadCondition),
    labelled('shift', c.shift),
  ].filter((part) => part !== '');
  const assumed = [
    c.shiftDurationMin === null
      ? ''
      : `${w.pick('satu shift', 'one shift')} ${w.hours(c.shiftDurationMin / 60)}`,
    c.shiftsPerDay === null ? '' : `${w.number(c.shiftsPerDay)} ${w.pick('shift per hari', 'shifts a day')}`,
    c.replications === null
      ? ''
      : `${w.number(c.replications)} ${w.pick('kali simulasi tiap kandidat', 'replications of each candidate')}`,
    c.durationSource === null
      ? ''
      : w.pick(
          c.durationSource === 'history'
            ? 'durasi dari riwayat'
            : 'durasi dari rumus fisika, riwayat terlalu sedikit',
          c.durationSource === 'history'
            ? 'durations from history'
            : 'durations from physics, too little history',
        ),
    c.breakdowns === null
      ? ''
      : w.pick(
          c.breakdowns ? 'dengan kerusakan alat' : 'tanpa kerusakan alat',
          c.breakdowns ? 'with breakdowns' : 'without breakdowns',
        ),
  ].filter((part) => part !== '');
  return [
    ...(conditions.length > 0
      ? [{ text: `${w.pick('KONDISI', 'CONDITIONS')}: ${conditions.join('; ')}`, rank: 1 }]
      : []),
    ...(assumed.length > 0
      ? [{ text: `${w.pick('ASUMSI', 'ASSUMPTIONS')}: ${assumed.join('; ')}`, rank: 5 }]
      : []),
  ];
}

function optionLines(option: Option, w: Wording): Line[] {
  const name = `${w.pick('OPSI', 'OPTION')} ${option.rank}`;
  const line = (rank: number, label: string, value: string | null): Line[] =>
    value === null || value === ''
      ? []
      : [{ text: `${name} ${label}: ${value}`, rank: rank + option.rank / 10 }];
  const { terms, vessel, target } = option;
  return [
    ...line(0, w.pick('susunan', 'setup'), setupText(option, w)),
    ...line(
      0,
      'profit',
      estimateText(option.profitIdr, (v) => w.idr(v), w),
    ),
    ...line(
      0,
      w.pick('produksi', 'production'),
      estimateText(option.productionT, (v) => w.tonnes(v), w),
    ),
    ...line(
      1,
      w.pick('antrian truk (total jam-truk)', 'truck queueing (truck-hours in all)'),
      written(option.queueH?.mean, (v) => w.hours(v)),
    ),
    ...line(
      1,
      w.pick('rasio bahan bakar', 'fuel ratio'),
      written(option.fuelRatioLPerT, (v) => `${w.number(v, 2)} L/${w.pick('ton', 't')}`),
    ),
    ...line(
      3,
      w.pick('bahan bakar', 'fuel'),
      written(option.fuelL?.mean, (v) => w.litres(v)),
    ),
    ...line(
      3,
      w.pick('ritase', 'trips'),
      written(option.cycles?.mean, (v) => `${w.number(v, 1)} ${w.pick('rit', 'trips')}`),
    ),
    ...line(
      3,
      w.pick('utilisasi excavator', 'excavator utilisation'),
      written(option.loaderUtilisation, (v) => w.percent(v * 100)),
    ),
    ...line(
      3,
      'match factor',
      written(option.matchFactor, (v) => w.number(v, 2)),
    ),
    ...line(
      4,
      w.pick('waktu siklus tanpa antri', 'cycle time without queueing'),
      written(option.cycleMin, (v) => w.minutes(v)),
    ),
    ...line(
      4,
      w.pick('insiden', 'incidents'),
      written(option.incidents?.mean, (v) => w.number(v, 1)),
    ),
    ...line(
      2,
      w.pick('rincian', 'breakdown'),
      terms === null
        ? null
        : [
            `${w.pick('pendapatan', 'revenue')} ${w.idr(terms.revenueIdr)}`,
            `${w.pick('biaya total', 'total cost')} ${w.idr(totalCostIdr(option) ?? 0)}`,
            `${w.pick('biaya solar', 'fuel cost')} ${w.idr(terms.fuelIdr)}`,
            `${w.pick('biaya antrian', 'queue cost')} ${w.idr(terms.queueIdr)}`,
            `${w.pick('biaya insiden', 'incident cost')} ${w.idr(terms.incidentsIdr)}`,
            `${w.pick('upah operator', 'operator wages')} ${w.idr(terms.operatorsIdr)}`,
            `demurrage ${w.idr(terms.demurrageIdr)}`,
            `${w.pick('penalti terlambat', 'late penalty')} ${w.idr(terms.latePenaltyIdr)}`,
          ].join('; '),
    ),
    ...line(
      2,
      'target',
      target === null
        ? null
        : `${w.tonnes(target.targetT)}; ${w.pick('peluang tercapai', 'probability of reaching it')} ${w.percent(target.probability * 100)}`,
    ),
    ...line(
      0,
      w.pick('kapal', 'vessel'),
      vessel === null ? w.pick('tidak ada', 'none') : vesselText(vessel, w),
    ),
    ...line(2, w.pick('keselamatan', 'safety'), option.safety.join(' ')),
    ...line(2, w.pick('peringatan', 'warnings'), option.warnings.join(' | ')),
  ];
}

function setupText(option: Option, w: Wording): string {
  return [
    option.truckCount === null ? '' : w.trucks(option.truckCount),
    option.loaderCount === null ? '' : w.loaders(option.loaderCount),
    labelled(w.pick('lokasi muat', 'loading place'), option.loadingPlace),
    labelled(w.pick('alat muat', 'loaders'), option.loaders.map(({ name }) => name).join(', ')),
    option.road === null ? '' : `${w.pick('jalan', 'road')} ${option.road.name}`,
    option.road?.distanceKm == null ? '' : `${w.number(option.road.distanceKm, 2)} km`,
  ]
    .filter((part) => part !== '')
    .join('; ');
}

function estimateText(
  estimate: Estimate | null,
  write: (value: number) => string,
  w: Wording,
): string | null {
  if (estimate === null) return null;
  const { mean, halfWidth95, p10, p90 } = estimate;
  const notes = [
    halfWidth95 === null
      ? ''
      : `± ${write(halfWidth95)} ${w.pick('selang kepercayaan 95%', '95% confidence interval')}`,
    p10 === null || p90 === null ? '' : `P10 ${write(p10)}, P90 ${write(p90)}`,
  ].filter((note) => note !== '');
  return `${write(mean)}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`;
}

function vesselText(vessel: NonNullable<Option['vessel']>, w: Wording): string {
  return [
    vessel.name,
    `status ${vessel.status}`,
    vessel.remainingT === null
      ? ''
      : `${w.pick('sisa muatan', 'still to load')} ${w.number(vessel.remainingT, 1)} ${w.pick('ton', 't')}`,
    vessel.daysToComplete === null
      ? ''
      : `${w.pick('selesai dalam', 'done in')} ${w.days(vessel.daysToComplete)}`,
    vessel.deadlineMs === null ? '' : `${w.pick('tenggat', 'deadline')} ${w.instant(vessel.deadlineMs)}`,
    vessel.slackH === null
      ? ''
      : vessel.slackH < 0
        ? `${w.pick('terlambat', 'late by')} ${w.hours(-vessel.slackH)}`
        : `${w.pick('waktu longgar', 'slack')} ${w.hours(vessel.slackH)}`,
    vessel.fineIdr === null ? '' : `${w.pick('denda', 'fine')} ${w.idr(vessel.fineIdr)}`,
    vessel.deadlineProbability === null
      ? ''
      : `${w.pick('peluang tepat waktu', 'probability of being in time')} ${w.percent(vessel.deadlineProbability * 100)}`,
  ]
    .filter((part) => part !== '')
    .join('; ');
}

const COMPARED: Readonly<Record<string, [id: string, en: string]>> = {
  profit: ['profit', 'profit'],
  production: ['produksi', 'production'],
  queue: ['antrian', 'queueing'],
  fuelRatio: ['rasio bahan bakar', 'fuel ratio'],
  fine: ['denda', 'fine'],
  completion: ['penyelesaian kapal', 'vessel completion'],
  trucks: ['truk', 'trucks'],
  loaders: ['excavator', 'excavators'],
};

function differenceLines(all: readonly Difference[], w: Wording): Line[] {
  const pairs = new Map<string, { rank: number; parts: string[] }>();
  for (const { figure, better, other, difference, percent } of all) {
    const label = COMPARED[figure.quantity];
    if (!label || difference === 0) continue;
    const title = `${w.pick('SELISIH OPSI', 'DIFFERENCE OPTION')} ${better.rank} ${w.pick('terhadap OPSI', 'against OPTION')} ${other.rank}`;
    const pair = pairs.get(title) ?? { rank: better.rank === 1 ? 1.5 : 3.5, parts: [] };
    const relative = percent === null ? '' : ` (${w.signed(percent, (v) => w.percent(v))})`;
    pair.parts.push(
      `${w.pick(...label)} ${w.signed(difference, (v) => differenceText(v, figure.unit, w))}${relative}`,
    );
    pairs.set(title, pair);
  }
  return [...pairs].map(([title, { rank, parts }]) => ({ text: `${title}: ${parts.join('; ')}`, rank }));
}

function differenceText(value: number, unit: string | null, w: Wording): string {
  switch (unit) {
    case 'IDR':
      return w.idr(value);
    case 't':
      return w.tonnes(value);
    case 'h':
      return w.hours(value);
    case 'L/t':
      return `${w.number(value, 2)} L/${w.pick('ton', 't')}`;
    default:
      return w.number(value);
  }
}

function labelled(label: string, value: string | null): string {
  return value === null || value === '' ? '' : `${label} ${value}`;
}

function written(value: number | null | undefined, write: (value: number) => string): string | null {
  return value === null || value === undefined ? null : write(value);
}
