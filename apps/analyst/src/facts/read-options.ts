import type { StrategyAnswer } from '@mining-ops/strategy/answer/strategy-answer.js';
import { readNumeral } from '../numbers/notation.js';
import { readUnit } from '../numbers/units.js';
import { bag, finite, list, truth, words, type Bag } from './lenient.js';
import { estimateSchema, type Circumstances, type Estimate, type Option, type Options } from './option.js';

/** The contract's list, as a client sends it back: `[{"OPSI_1": {…}}, …]`. Whatever cannot be read is left out. */
export function readOptions(strategies: readonly Bag[] | null): Options {
  const cards = (strategies ?? []).flatMap((entry) =>
    Object.entries(entry).flatMap(([name, card]) => {
      const rank = Number(/^OPSI_([1-9])$/.exec(name)?.[1]);
      return Number.isInteger(rank) && Object.keys(bag(card)).length > 0 ? [{ rank, card: bag(card) }] : [];
    }),
  );
  const unique = cards.filter(({ rank }, i) => cards.findIndex((other) => other.rank === rank) === i);
  return {
    options: unique.map(({ rank, card }) => readCard(rank, card)).sort((a, b) => a.rank - b.rank),
    circumstances: readCircumstances(bag(unique[0]?.card['DETAIL'])),
  };
}

/** The same from a strategy job's whole result. */
export function optionsOfAnswer(answer: StrategyAnswer): Options {
  const { options, warnings } = answer;
  return readOptions(
    options.map((option) => ({
      [`OPSI_${option.rank}`]: { DETAIL: { ...option, search: answer, warnings } },
    })),
  );
}

function readCard(rank: number, card: Bag): Option {
  const detail = bag(card['DETAIL']);
  const kpi = bag(detail['kpi']);
  const order = bag(card['INSTRUKSI_FLAT']);
  const figures = bag(card['KPI_PREDIKSI']);
  const estimateOf = (numbers: unknown, text: unknown): Estimate | null => {
    const parsed = estimateSchema.safeParse(numbers);
    return parsed.success ? parsed.data : certainly(amount(text));
  };
  const [place, unit] = splitLoader(words(order['ALAT_MUAT_TARGET']));
  return {
    rank,
    truckCount: finite(detail['truckCount']) ?? amount(order['JUMLAH_DUMP_TRUCK']),
    loaderCount: finite(detail['loaderCount']) ?? amount(order['JUMLAH_EXCAVATOR']),
    loadingPlace: words(detail['loadingPlace']) ?? place,
    road: readRoad(bag(detail['road']), words(order['JALUR_ANGKUT'])),
    trucks: list(detail['trucks']).map((one) => ({
      ...machine(one),
      capacityT: finite(bag(one)['capacityT']),
    })),
    loaders:
      list(detail['loaders']).length > 0
        ? list(detail['loaders']).map((one) => ({
            ...machine(one),
            bucketCapacityM3: finite(bag(one)['bucketCapacityM3']),
          }))
        : unit === null
          ? []
          : [{ id: '', name: unit, bucketCapacityM3: null }],
    productionT: estimateOf(kpi['productionT'], figures['PRODUKSI']),
    profitIdr: estimateOf(detail['profitIdr'], figures['PROFIT']),
    cycles: estimateOf(kpi['cycles'], null),
    fuelL: estimateOf(kpi['fuelL'], null),
    incidents: estimateOf(kpi['incidents'], null),
    queueH: estimateOf(kpi['queueH'], figures['IDLE_ANTRIAN']),
    fuelRatioLPerT: finite(kpi['fuelRatioLPerT']) ?? amount(figures['FUEL_RATIO']),
    loaderUtilisation: finite(kpi['loaderUtilisation']),
    matchFactor: finite(kpi['matchFactor']),
    cycleMin: finite(kpi['cycleMin']),
    terms: readTerms(bag(detail['profitTerms'])),
    target: readTarget(bag(detail['target'])),
    vessel: readVessel(bag(detail['vessel']), words(card['ANALISIS_KAPAL'])),
    safety: readSafety(words(card['SOP_KESELAMATAN'], 1_000), list(detail['safetyRules'])),
    warnings: (list(card['PERINGATAN']).length > 0
      ? list(card['PERINGATAN'])
      : list(detail['warnings']).map((one) => bag(one)['message'])
    ).flatMap((one) => words(one) ?? []),
  };
}

function readSafety(text: string | null, rules: readonly unknown[]): string[] {
  if (text !== null) return text.split(' | ').filter((rule) => rule !== '');
  return rules.flatMap((rule) => words(bag(rule)['text']) ?? []);
}

/** The number of a card's text, "1,537 Ton" or "857 Juta IDR", in its dimension's unit. Cards are written in English notation. */
function amount(text: unknown): number | null {
  const found = /^(-?)(\d[\d.,]*)(.*)$/.exec(words(text) ?? '');
  if (!found) return null;
  const [, sign, numeral = '', rest = ''] = found;
  const english = numeral.includes(',') || !numeral.includes('.') ? numeral.replaceAll(',', '') : numeral;
  const value = readNumeral(english).at(-1)?.value;
  return value === undefined ? null : (sign === '-' ? -1 : 1) * value * readUnit(rest).factor;
}

const certainly = (mean: number | null): Estimate | null =>
  mean === null ? null : { mean, halfWidth95: null, p10: null, p90: null };

function machine(value: unknown): { id: string; name: string } {
  return { id: words(bag(value)['id'], 128) ?? '', name: words(bag(value)['name'], 80) ?? '?' };
}

/** "PIT-02 (Unit: Caterpillar 349E-001)" */
function splitLoader(text: string | null): [place: string | null, unit: string | null] {
  const found = /^(.*) \(Unit: (.*)\)$/.exec(text ?? '');
  return [found?.[1] ?? null, found?.[2] ?? null];
}

function readRoad(detail: Bag, text: string | null): Option['road'] {
  const found = /^(.*) \((\d+(?:\.\d+)?) km\)$/.exec(text ?? '');
  const name = words(detail['name'], 80) ?? found?.[1] ?? text;
  if (name === null) return null;
  return {
    id: words(detail['id'], 128),
    name,
    distanceKm: finite(detail['distanceKm']) ?? (found ? Number(found[2]) : null),
  };
}

const TERMS = [
  ...(['revenueIdr', 'fuelIdr', 'queueIdr', 'incidentsIdr', 'operatorsIdr'] as const),
  ...(['demurrageIdr', 'latePenaltyIdr'] as const),
];

function readTerms(detail: Bag): Option['terms'] {
  const terms = Object.fromEntries(TERMS.map((name) => [name, finite(detail[name])]));
  return Object.values(terms).includes(null) ? null : (terms as NonNullable<Option['terms']>); // each has its number
}

function readTarget(detail: Bag): Option['target'] {
  const [targetT, probability] = [finite(detail['targetT']), finite(detail['probability'])];
  return targetT === null || probability === null ? null : { targetT, probability };
}

/** "Kapal: MV Coal | Status: DELAY_RISK | Estimasi Selesai: 3.4 Hari | DENDA: 50 Juta IDR" */
function readVessel(detail: Bag, text: string | null): Option['vessel'] {
  const parts = new Map(
    (text ?? '').split(' | ').map((part) => {
      const colon = part.indexOf(': ');
      return [part.slice(0, colon), part.slice(colon + 2)] as const;
    }),
  );
  const name = words(detail['vesselName'], 80) ?? parts.get('Kapal') ?? null;
  if (name === null) return null;
  const [demurrage, penalty] = [finite(detail['demurrageIdr']), finite(detail['latePenaltyIdr'])];
  const hours = amount(parts.get('Estimasi Selesai'));
  return {
    scheduleId: words(detail['scheduleId'], 128),
    name,
    status: words(detail['status'], 40) ?? parts.get('Status') ?? '?',
    remainingT: finite(detail['remainingT']),
    daysToComplete: finite(detail['daysToComplete']) ?? (hours === null ? null : hours / 24),
    deadlineMs: finite(detail['deadlineMs']),
    slackH: finite(detail['slackH']),
    fineIdr: demurrage === null ? amount(parts.get('DENDA')) : demurrage + (penalty ?? 0),
    deadlineProbability: finite(detail['deadlineProbability']),
  };
}

function readCircumstances(detail: Bag): Circumstances {
  const search = bag(detail['search']);
  const [conditions, assumptions] = [bag(search['conditions']), bag(search['assumptions'])];
  const disturbances = bag(assumptions['disturbances']);
  return {
    weather: words(conditions['weather'], 100),
    roadCondition: words(conditions['roadCondition'], 100),
    shift: words(conditions['shift'], 20),
    replications: finite(search['replications']) ?? finite(detail['replications']),
    seed: finite(search['seed']),
    shiftDurationMin: finite(assumptions['shiftDurationMin']),
    shiftsPerDay: finite(assumptions['shiftsPerDay']),
    durationSource: words(assumptions['durationSource'], 20),
    breakdowns: truth(disturbances['truckBreakdowns']),
    weatherChanges: truth(disturbances['weatherChanges']),
  };
}
