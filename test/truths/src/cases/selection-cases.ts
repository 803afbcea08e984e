import type { MadeUpProblem } from '../selection/made-up-problem.js';
import type { OcbaMSettings } from '../selection/ocba-m.js';
import type { Slippage } from '../selection/slippage-probability.js';

/** S1: equal allocation in the slippage configuration, the spread known. */
export const SLIPPAGE: Slippage = { systems: 10, wanted: 3, apart: 1, deviation: 6 };
export const SLIPPAGE_FIGURES = [
  { replications: 50, digits: '0.146' },
  { replications: 100, digits: '0.300' },
  { replications: 200, digits: '0.577' },
  { replications: 400, digits: '0.876' },
  { replications: 800, digits: '0.992' },
] as const;

/** S2: the best three of ten whose means are 10, 9, … 1. Published with ±0.014. */
export const OCBA_M: OcbaMSettings = {
  means: [10, 9, 8, 7, 6, 5, 4, 3, 2, 1],
  deviation: 6,
  wanted: 3,
  firstStage: 20,
  increment: 50,
};
export const OCBA_M_FIGURES = [
  { budget: 300, equal: 0.64, ocbaM: 0.751 },
  { budget: 600, equal: 0.796, ocbaM: 0.908 },
  { budget: 2000, equal: 0.954, ocbaM: 0.991 },
] as const;
export const OCBA_M_TOLERANCE = 0.014;

/** S3: Rinott's h, for a probability of 0.95 and ten observations at first. */
export const RINOTT_FIGURES = [
  { systems: 2, digits: '2.614' },
  { systems: 5, digits: '3.693' },
  { systems: 10, digits: '4.290' },
  { systems: 50, digits: '5.506' },
] as const;

/** S4: KN, ten observations at first, the best better by σ/√10, which is the indifference amount; α = 0.05. */
export const KN_FIGURES = [
  { systems: 2, observations: 41 },
  { systems: 10, observations: 97 },
] as const;

/** The shape of a made-up problem's means: the wanted ones one step above all others, or a ladder. */
type Shape = 'slippage' | 'monotone';

interface Made {
  readonly shape: Shape;
  readonly systems: number;
  /** Standard deviations: all the same, or from the first to the second, mixed over the systems. */
  readonly deviation: number | readonly [least: number, most: number];
  readonly correlation: number;
  /** Between neighbours on a ladder, in indifference amounts. */
  readonly step?: number;
  /** Replications a system on average, where the budget ends it. */
  readonly budget?: number;
}

function made({ shape, systems, deviation, correlation, step = 1, budget }: Made): MadeUpProblem {
  const [least, most] = typeof deviation === 'number' ? [deviation, deviation] : deviation;
  const parts = [
    shape,
    `k = ${systems}`,
    least === most ? 'equal σ' : 'unequal σ',
    correlation > 0 ? `ρ = ${correlation}` : 'independent',
    ...(budget === undefined ? [] : ['short budget']),
  ];
  return {
    name: parts.join(', '),
    means: Float64Array.from({ length: systems }, (_, i) =>
      shape === 'slippage' ? (i < 3 ? 1 : 0) : -i * step,
    ),
    // Multiples of the golden ratio, modulo 1, spread evenly and follow no order of the means.
    deviations: Float64Array.from(
      { length: systems },
      (_, i) => least + (most - least) * ((i * 0.618033988749895) % 1),
    ),
    correlation,
    wanted: 3,
    indifference: 1,
    firstStage: 8,
    budget: budget === undefined ? 1_000_000_000 : budget * systems,
  };
}

/** Issue 4's check: problems whose answer is known, from 6 to 2,000 systems. The indifference amount is 1, three are wanted. */
export const MADE_UP_PROBLEMS: readonly MadeUpProblem[] = [
  made({ shape: 'slippage', systems: 6, deviation: 3, correlation: 0 }),
  made({ shape: 'slippage', systems: 20, deviation: [1, 5], correlation: 0.5 }),
  made({ shape: 'slippage', systems: 100, deviation: 3, correlation: 0.5, budget: 40 }),
  made({ shape: 'slippage', systems: 500, deviation: [1, 3], correlation: 0 }),
  made({ shape: 'monotone', systems: 25, deviation: 6, correlation: 0 }),
  made({ shape: 'monotone', systems: 50, deviation: [2, 8], correlation: 0.5 }),
  made({ shape: 'monotone', systems: 100, deviation: 6, correlation: 0, step: 0.5, budget: 30 }),
  made({ shape: 'monotone', systems: 200, deviation: 5, correlation: 0.5, step: 0.5 }),
  made({ shape: 'monotone', systems: 500, deviation: [2, 8], correlation: 0, step: 0.3 }),
  made({ shape: 'monotone', systems: 2000, deviation: 5, correlation: 0.5, step: 0.1 }),
  // The ten of S2: shown beside the others, since with so few there is little to save; see docs/selection.md.
  made({ shape: 'monotone', systems: 10, deviation: 6, correlation: 0 }),
];
