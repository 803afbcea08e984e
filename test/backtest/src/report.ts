import type { BacktestResult } from './backtest.js';
import { COVERAGE_PCT, MOST_BIAS_PCT, type ComparedShift, type MeasureResult } from './compare.js';
import { MEASURE_NAMES, type Measure } from './measures.js';

/** How many of the worst shifts are named for each measure. */
const WORST = 3;

const HEADER = [
  ...['measure', 'recorded', 'simulated', 'bias', '95%', 'mean error', 'correlation'],
  ...['in P10–P90', '95%', 'below', 'above', 'verdict'],
];

/** What the command prints. */
export function reportOf(result: BacktestResult): string {
  const { measures, shifts } = result;
  return [
    ...scopeLines(result),
    '',
    ...aligned([HEADER, ...measures.map(cells)]),
    '',
    `targets: bias within ±${MOST_BIAS_PCT}%, P10–P90 of ${COVERAGE_PCT.least} to ${COVERAGE_PCT.most}% of the shifts`,
    '',
    'shifts farthest outside their band (in widths of the band from its edge):',
    ...measures.flatMap(({ measure }) => worstLines(measure, shifts)),
    '',
    result.isMet ? 'all targets met' : `MISSED: ${missesOf(measures).join('; ')}`,
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function scopeLines({ settings, shifts, cut, trainShifts, trainTrips, testTrips }: BacktestResult): string[] {
  const how = `${settings.replications} replications each, seed ${settings.seed}`;
  const tested = `${shifts.length} shifts (${testTrips} trips)`;
  return settings.folds === null
    ? [
        `learned from ${trainShifts} shifts (${trainTrips} trips) before ${cut}`,
        `tested on ${tested} from then on, ${how}`,
      ]
    : [`${settings.folds} parts of ${tested} before ${cut}, each predicted from the others, ${how}`];
}

/** Every missed target, in words. */
export function missesOf(measures: readonly MeasureResult[]): string[] {
  return measures.flatMap(({ measure, biasPct, coveragePct, isMeanMet, isBandMet }) => [
    ...(isMeanMet ? [] : [`${MEASURE_NAMES[measure]}: bias ${signed(biasPct)}%`]),
    ...(isBandMet ? [] : [`${MEASURE_NAMES[measure]}: ${coveragePct.toFixed(1)}% of shifts in P10–P90`]),
  ]);
}

function cells(result: MeasureResult): string[] {
  const digits = result.measure === 'fuelLPerT' ? 4 : 2;
  return [
    MEASURE_NAMES[result.measure],
    result.recorded.toFixed(digits),
    result.simulated.toFixed(digits),
    `${signed(result.biasPct)}%`,
    `±${result.biasHalfWidthPct.toFixed(2)}`,
    `${result.errorPct.toFixed(2)}%`,
    result.correlation.toFixed(3),
    `${result.coveragePct.toFixed(1)}%`,
    `${result.coverageLowPct.toFixed(0)}–${result.coverageHighPct.toFixed(0)}%`,
    `${result.belowPct.toFixed(1)}%`,
    `${result.abovePct.toFixed(1)}%`,
    result.isMeanMet && result.isBandMet ? 'met' : 'MISSED',
  ];
}

/** How far a shift lies outside its band, in widths of the band; 0 within it. */
export function outsideBand({ recorded, simulated }: ComparedShift, measure: Measure): number {
  const { p10, p90 } = simulated[measure];
  const outside = Math.max(0, p10 - recorded[measure], recorded[measure] - p90);
  return outside === 0 || Number.isNaN(outside) ? 0 : outside / (p90 - p10);
}

function worstLines(measure: Measure, shifts: readonly ComparedShift[]): string[] {
  return shifts
    .map((shift) => ({ shift, outside: outsideBand(shift, measure) }))
    .filter(({ outside }) => outside > 0)
    .sort((a, b) => b.outside - a.outside)
    .slice(0, WORST)
    .map(({ shift, outside }) => {
      const { mean, p10, p90 } = shift.simulated[measure];
      const digits = measure === 'fuelLPerT' ? 3 : 1;
      const [recorded, expected, low, high] = [shift.recorded[measure], mean, p10, p90].map((value) =>
        value.toFixed(digits),
      );
      return (
        `  ${MEASURE_NAMES[measure]}: ${shift.name} (${shift.trucks} trucks, ${shift.trips} trips): ` +
        `${recorded} recorded, ${expected} simulated, band ${low}–${high}, ${outside.toFixed(2)} outside`
      );
    });
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = HEADER.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function signed(value: number): string {
  return `${value < 0 ? '' : '+'}${value.toFixed(2)}`;
}
