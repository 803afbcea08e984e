import { level, type Fact, type Quantity } from './fact.js';
import type { Estimate, Option, Options } from './option.js';

/** A figure of an option that can be compared between options. */
export interface Figure {
  readonly quantity: Quantity;
  readonly unit: Fact['unit'];
  readonly of: (option: Option) => number | null;
}

const H_PER_DAY = 24;

/** What is compared: each figure once, in the unit of comparison of its dimension. */
export const FIGURES: readonly Figure[] = [
  { quantity: 'profit', unit: 'IDR', of: (o) => o.profitIdr?.mean ?? null },
  { quantity: 'production', unit: 't', of: (o) => o.productionT?.mean ?? null },
  { quantity: 'trucks', unit: 'truck', of: (o) => o.truckCount },
  { quantity: 'loaders', unit: 'loader', of: (o) => o.loaderCount },
  { quantity: 'distance', unit: 'm', of: (o) => scaled(o.road?.distanceKm, 1_000) },
  { quantity: 'fuelRatio', unit: 'L/t', of: (o) => o.fuelRatioLPerT },
  { quantity: 'fuel', unit: 'L', of: (o) => o.fuelL?.mean ?? null },
  { quantity: 'queue', unit: 'h', of: (o) => o.queueH?.mean ?? null },
  { quantity: 'trips', unit: 'trip', of: (o) => o.cycles?.mean ?? null },
  { quantity: 'incidents', unit: 'incident', of: (o) => o.incidents?.mean ?? null },
  { quantity: 'utilisation', unit: '%', of: (o) => scaled(o.loaderUtilisation, 100) },
  { quantity: 'matchFactor', unit: null, of: (o) => o.matchFactor },
  { quantity: 'cycleTime', unit: 'h', of: (o) => scaled(o.cycleMin, 1 / 60) },
  { quantity: 'revenue', unit: 'IDR', of: (o) => o.terms?.revenueIdr ?? null },
  { quantity: 'fuelCost', unit: 'IDR', of: (o) => o.terms?.fuelIdr ?? null },
  { quantity: 'queueCost', unit: 'IDR', of: (o) => o.terms?.queueIdr ?? null },
  { quantity: 'incidentCost', unit: 'IDR', of: (o) => o.terms?.incidentsIdr ?? null },
  { quantity: 'wages', unit: 'IDR', of: (o) => o.terms?.operatorsIdr ?? null },
  { quantity: 'cost', unit: 'IDR', of: totalCostIdr },
  { quantity: 'fine', unit: 'IDR', of: (o) => o.vessel?.fineIdr ?? null },
  { quantity: 'completion', unit: 'h', of: (o) => scaled(o.vessel?.daysToComplete, H_PER_DAY) },
  { quantity: 'slack', unit: 'h', of: (o) => o.vessel?.slackH ?? null },
  { quantity: 'targetProbability', unit: '%', of: (o) => scaled(o.target?.probability, 100) },
  { quantity: 'deadlineProbability', unit: '%', of: (o) => scaled(o.vessel?.deadlineProbability, 100) },
];

/** Everything that may be said of the options in numbers, without the comparisons between them. */
export function optionFacts({ options, circumstances: c }: Options): Fact[] {
  const common: Fact[] = [
    level(null, options.length, 'option'),
    ...known('shiftLength', scaled(c.shiftDurationMin, 1 / 60), 'h'),
    ...known(null, c.shiftsPerDay, 'shift'),
    ...known(null, c.shiftsPerDay, 'shift/day'),
    ...known(null, c.replications, 'replication'),
    ...known(null, c.replications, 'shift'),
  ];
  return [...common, ...options.flatMap((option) => factsOf(option, c.shiftDurationMin, c.shiftsPerDay))];
}

function factsOf(option: Option, shiftMin: number | null, shiftsPerDay: number | null): Fact[] {
  const of = [option.rank];
  const here = (quantity: Quantity | null, value: number | null, unit: Fact['unit']): Fact[] =>
    known(quantity, value, unit, of);
  const production = option.productionT?.mean ?? null;
  const { truckCount, terms, target, vessel } = option;
  return [
    ...FIGURES.flatMap(({ quantity, unit, of: figure }) => here(quantity, figure(option), unit)),
    ...here('trucks', truckCount, 'machine'),
    ...here('loaders', option.loaderCount, 'machine'),
    ...spreadFacts('profit', option.profitIdr, 'IDR', of),
    ...spreadFacts('production', option.productionT, 't', of),
    ...spreadFacts('trips', option.cycles, 'trip', of),
    ...spreadFacts('fuel', option.fuelL, 'L', of),
    ...spreadFacts('queue', option.queueH, 'h', of),
    ...spreadFacts('incidents', option.incidents, 'incident', of),
    ...here('utilisation', option.loaderUtilisation, null),
    ...here('targetProbability', target?.probability ?? null, null),
    ...here('target', target?.targetT ?? null, 't'),
    ...here('remaining', vessel?.remainingT ?? null, 't'),
    // Rates that people work out in their heads.
    ...here('production', per(production, truckCount), 't/truck'),
    ...here('production', per(production, option.cycles?.mean ?? null), 't/trip'),
    ...here('production', per(production, scaled(shiftMin, 1 / 60)), 't/h'),
    ...here(
      'production',
      production === null || shiftsPerDay === null ? null : production * shiftsPerDay,
      't/day',
    ),
    ...here(null, per(production, option.cycles?.mean ?? null), 't'),
    ...here('profit', per(option.profitIdr?.mean ?? null, production), 'IDR/t'),
    ...here('profit', per(option.profitIdr?.mean ?? null, truckCount), 'IDR/truck'),
    ...here('profit', scaled(per(option.profitIdr?.mean ?? null, terms?.revenueIdr ?? null), 100), '%'),
    ...here(
      'fine',
      vessel === null || vessel.slackH === null ? null : per(vessel.fineIdr, -vessel.slackH),
      'IDR/h',
    ),
    ...here('fine', terms?.demurrageIdr ?? null, 'IDR'),
    ...here('fine', terms?.latePenaltyIdr ?? null, 'IDR'),
    ...targetFacts(production, target, of),
    ...here('cost', per(totalCostIdr(option), production), 'IDR/t'),
    ...here('revenue', per(terms?.revenueIdr ?? null, production), 'IDR/t'),
    ...here('fuelCost', per(terms?.fuelIdr ?? null, option.fuelL?.mean ?? null), 'IDR/L'),
    ...here('trips', per(option.cycles?.mean ?? null, truckCount), 'trip/truck'),
    ...here('queue', per(option.queueH?.mean ?? null, truckCount), 'h/truck'),
    ...shares(option).flatMap(([quantity, share]) => here(quantity, share * 100, '%')),
    ...option.trucks.flatMap(({ capacityT }) => here('capacity', capacityT, 't')),
    ...option.loaders.flatMap(({ bucketCapacityM3 }) => here('capacity', bucketCapacityM3, 'm3')),
  ];
}

/** How far the production is from the target, and which part of it it is. */
function targetFacts(production: number | null, target: Option['target'], of: readonly number[]): Fact[] {
  if (production === null || target === null) return [];
  return [
    ...known(null, production - target.targetT, 't', of).map((fact) => ({
      ...fact,
      kind: 'difference' as const,
    })),
    ...known(null, (production / target.targetT) * 100, '%', of),
    ...known(null, (1 - production / target.targetT) * 100, '%', of).map((fact) => ({
      ...fact,
      kind: 'difference' as const,
    })),
  ];
}

/** The interval's half width and ends, and the percentiles. */
function spreadFacts(
  quantity: Quantity,
  estimate: Estimate | null,
  unit: string,
  of: readonly number[],
): Fact[] {
  if (estimate === null) return [];
  const { mean, halfWidth95, p10, p90 } = estimate;
  const ends = halfWidth95 === null ? [] : [halfWidth95, mean - halfWidth95, mean + halfWidth95];
  return [...ends, p10, p90].flatMap((value) =>
    known(quantity, value, unit, of).map((fact) => ({ ...fact, kind: 'spread' as const })),
  );
}

/** Each cost as a share of all costs and of the revenue. */
function shares({ terms, vessel }: Option): [Quantity, number][] {
  if (terms === null) return [];
  const costs: [Quantity, number][] = [
    ['fuelCost', terms.fuelIdr],
    ['queueCost', terms.queueIdr],
    ['incidentCost', terms.incidentsIdr],
    ['wages', terms.operatorsIdr],
    ['fine', vessel?.fineIdr ?? 0],
  ];
  const total = costs.reduce((sum, [, cost]) => sum + cost, 0);
  const wholes = [total, terms.revenueIdr].filter((whole) => whole > 0);
  return wholes.flatMap((whole) =>
    costs.map(([quantity, cost]): [Quantity, number] => [quantity, cost / whole]),
  );
}

export function totalCostIdr({ terms, profitIdr }: Option): number | null {
  return terms === null || profitIdr === null ? null : terms.revenueIdr - profitIdr.mean;
}

function known(
  quantity: Quantity | null,
  value: number | null,
  unit: Fact['unit'],
  options: readonly number[] = [],
): Fact[] {
  return value === null || !Number.isFinite(value) ? [] : [level(quantity, value, unit, options)];
}

function scaled(value: number | null | undefined, factor: number): number | null {
  return value === null || value === undefined ? null : value * factor;
}

function per(value: number | null, of: number | null): number | null {
  return value === null || of === null || of === 0 ? null : value / of;
}
