import type { DurationSource } from '@mining-ops/haulage/definition/mine-definition.js';
import type { Estimate } from '@mining-ops/des/statistics/estimate.js';
import type { MachineSummary, MineSummary } from '@mining-ops/haulage/kpi/summarise.js';

const number = (value: number, digits: number): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** Whether travel was given in the file or computed. */
const TRAVEL: Readonly<Record<DurationSource, string>> = {
  given: 'given',
  physics: 'computed by physics',
  'given and physics': 'given on some roads, computed by physics on the others',
  history: 'learned from history',
  models: 'predicted by models',
};

/** A summary as a page of text. */
export function reportOf(summary: MineSummary, source: DurationSource): string {
  const { kpis } = summary;
  const rows: readonly (readonly [string, Estimate, number])[] = [
    ['tonnes', kpis.productionT, 0],
    ['loads', kpis.cycles, 1],
    ['fuel, L', kpis.fuelL, 0],
    ['fuel, L/t', summary.fuelLPerT, 3],
    ['CO2, kg', summary.co2Kg, 0],
    ['waiting to load, truck-h', kpis.loaderQueueH, 2],
    ['waiting to dump, truck-h', kpis.dumpQueueH, 2],
    ['waiting for fuel, truck-h', kpis.refuelQueueH, 2],
    ['trucks broken down, h', kpis.truckDownH, 2],
    ['loaders broken down, h', kpis.loaderDownH, 2],
    ['loaders idle, h', kpis.loaderIdleH, 2],
    ['delays and incidents', kpis.incidents, 2],
    ...Object.entries(summary.queueHByPlace).map(
      ([place, hours]) => [`waiting at ${place}, truck-h`, hours, 2] as const,
    ),
  ];
  const lines = [
    `${summary.replications} shifts   match factor ${number(summary.matchFactor, 2)}   travel ${TRAVEL[source]}`,
    '',
    row(['', 'mean', '± 95%', 'P10', 'P50', 'P90']),
    ...rows.map(([name, { mean, halfWidth95, p10, p50, p90 }, digits]) =>
      row([name, ...[mean, halfWidth95, p10, p50, p90].map((value) => number(value, digits))]),
    ),
    '',
    ...machines('loader', summary.loaders),
    '',
    ...machines('truck', summary.trucks),
  ];
  return `${lines.join('\n')}\n`;
}

/** Rules side by side, the one that hauls most first. */
export function comparisonOf(summaries: ReadonlyMap<string, MineSummary>, source: DurationSource): string {
  const ranked = [...summaries].sort(([, a], [, b]) => b.kpis.productionT.mean - a.kpis.productionT.mean);
  const lines = ranked.map(([rule, { kpis, fuelLPerT }]) =>
    row([
      rule,
      number(kpis.productionT.mean, 0),
      number(kpis.productionT.halfWidth95, 0),
      number(fuelLPerT.mean, 3),
      number(kpis.loaderQueueH.mean + kpis.dumpQueueH.mean, 1),
      number(kpis.loaderIdleH.mean, 1),
    ]),
  );
  const head = row(['rule', 'tonnes', '± 95%', 'L/t', 'waiting h', 'idle h']);
  return `${[`travel ${TRAVEL[source]}`, '', head, ...lines].join('\n')}\n`;
}

function row([name = '', ...values]: readonly string[]): string {
  return `${name.padEnd(28)}${values.map((value) => value.padStart(11)).join('')}`;
}

function machines(kind: string, all: readonly MachineSummary[]): string[] {
  return all.map(({ id, minutes, utilisation }) => {
    const states = Object.entries(minutes)
      .filter(([, min]) => min >= 0.05)
      .map(([state, min]) => `${state} ${number(min, 1)}`);
    return `${kind} ${id}: ${number(100 * utilisation, 1)}% at work; min: ${states.join(', ')}`;
  });
}
