import { studentQuantile } from '@mining-ops/des/statistics/student-quantile.js';
import {
  KN_FIGURES,
  OCBA_M,
  OCBA_M_FIGURES,
  OCBA_M_TOLERANCE,
  RINOTT_FIGURES,
  SLIPPAGE,
  SLIPPAGE_FIGURES,
} from '../cases/selection-cases.js';
import { equalAllocationSuccesses } from '../selection/equal-allocation.js';
import { runKimNelson, type ProcedureRun } from '../selection/kim-nelson.js';
import { selectOnce, type MadeUpProblem } from '../selection/made-up-problem.js';
import { NormalSource } from '../selection/normal-source.js';
import { runOcbaM } from '../selection/ocba-m.js';
import { rinottH } from '../selection/rinott.js';
import { slippageProbability } from '../selection/slippage-probability.js';
import { casePurpose } from './case-purpose.js';
import { judgeComputedCase } from './judge-computed-case.js';
import { standardErrorOf } from './proportion.js';
import { TRUTHS_EFFORT } from './replicate.js';
import { rounding } from './rounding.js';
import type { Verdict } from './verdict.js';

const { seed, level, relativeWidth } = TRUTHS_EFFORT;
/** Half the width of an interval of the level, in standard errors. */
const ERRORS = studentQuantile((1 + level) / 2, 1e9);
/** A miss is settled by this many times as much data; see README.md. */
const SETTLING = 10;
/** Macro-replications made at a time. */
const BATCH = 10_000;
const OCBA_M_RUNS = 10_000;
const PROCEDURE_RUNS = 4_000;

const NOT_JUDGED_BY_INTERVAL = { interval: null, settled: false } as const;

/** S1–S4 of TRUTHS. */
export function judgeSelectionCases(): Verdict[] {
  return [...SLIPPAGE_FIGURES.map(judgeSlippage), ...judgeOcbaM(), ...judgeRinott(), ...judgeKimNelson()];
}

/** S1: the integral rounds to what was published, and equal allocation, simulated, succeeds as often as it says. */
function judgeSlippage({ replications, digits }: (typeof SLIPPAGE_FIGURES)[number]): Verdict {
  const exact = slippageProbability(SLIPPAGE, replications);
  const { systems, wanted, apart, deviation } = SLIPPAGE;
  const means = Array.from({ length: systems }, (_, i) => (i < wanted ? apart : 0));
  const what = `equal allocation, n = ${replications}: PCS`;
  const source = new NormalSource(seed, 0, casePurpose(`S1 ${what}`));
  let [runs, successes] = [0, 0];
  const more = (): void => {
    runs += BATCH;
    successes += equalAllocationSuccesses(means, deviation, wanted, replications, source, BATCH);
  };
  const half = (): number => ERRORS * standardErrorOf(successes, runs);
  const outside = (): boolean => Math.abs(successes / runs - exact) > half();
  do more();
  while (2 * half() > (relativeWidth * successes) / runs);
  const settled = outside();
  if (settled) for (const upTo = SETTLING * runs; runs < upTo;) more();
  const mean = successes / runs;
  const misses = [
    rounding(exact, digits) === digits ? null : `the integral gives ${exact}`,
    outside() ? 'expected lies outside the interval' : null,
  ].filter((miss) => miss !== null);
  return {
    id: 'S1',
    what,
    expected: digits,
    got: mean.toFixed(5),
    interval: {
      low: (mean - half()).toFixed(5),
      high: (mean + half()).toFixed(5),
      widthPercent: (200 * half()) / mean,
    },
    replications: runs,
    settled,
    miss: misses.length > 0 ? misses.join('; ') : null,
  };
}

/** S2: how often equal allocation and OCBA-m choose right. */
function judgeOcbaM(): Verdict[] {
  const budgets = OCBA_M_FIGURES.map(({ budget }) => budget);
  const source = new NormalSource(seed, 0, casePurpose('S2 OCBA-m'));
  const right = budgets.map(() => 0);
  for (let run = 0; run < OCBA_M_RUNS; run += 1) {
    runOcbaM(OCBA_M, budgets, source).forEach((hit, b) => {
      if (hit) right[b] = (right[b] ?? 0) + 1;
    });
  }
  const verdict = (what: string, expected: number, successes: number): Verdict => ({
    id: 'S2',
    what,
    expected: `${expected.toFixed(3)} ± ${OCBA_M_TOLERANCE}`,
    got: withError(successes, OCBA_M_RUNS),
    ...NOT_JUDGED_BY_INTERVAL,
    replications: OCBA_M_RUNS,
    miss: Math.abs(successes / OCBA_M_RUNS - expected) <= OCBA_M_TOLERANCE ? null : 'outside the tolerance',
  });
  return OCBA_M_FIGURES.flatMap(({ budget, equal, ocbaM }, b) => {
    const { means, deviation, wanted } = OCBA_M;
    const source = new NormalSource(seed, 0, casePurpose(`S2 equal ${budget}`));
    const each = budget / means.length;
    const equally = equalAllocationSuccesses(means, deviation, wanted, each, source, OCBA_M_RUNS);
    return [
      verdict(`equal allocation of ${budget}: PCS`, equal, equally),
      verdict(`OCBA-m, budget ${budget}: PCS`, ocbaM, right[b] ?? 0),
    ];
  });
}

/** S3. */
function judgeRinott(): Verdict[] {
  return RINOTT_FIGURES.map(({ systems, digits }) =>
    judgeComputedCase({
      id: 'S3',
      what: `Rinott’s h, k = ${systems}`,
      value: () => rinottH(0.95, 10, systems),
      digits,
      unit: '',
    }),
  );
}

/** S4: KN, and our own selection on the same problem. */
function judgeKimNelson(): Verdict[] {
  const apart = 1;
  const deviation = Math.sqrt(10);
  return KN_FIGURES.flatMap(({ systems, observations }) => {
    const source = new NormalSource(seed, 0, casePurpose(`S4 KN ${systems}`));
    const problem: MadeUpProblem = {
      name: 'S4',
      means: Float64Array.from({ length: systems }, (_, i) => (i === 0 ? apart : 0)),
      deviations: new Float64Array(systems).fill(deviation),
      correlation: 0,
      wanted: 1,
      indifference: apart,
      firstStage: 10,
      budget: 1_000_000_000,
    };
    const ours = (run: number): ProcedureRun => {
      const outcome = selectOnce(problem, 0.95, new NormalSource(seed, run, casePurpose(`S4 ${systems}`)));
      return { right: outcome.chosen[0] === 0, observations: outcome.replications };
    };
    return [
      ...procedure(`KN, k = ${systems}`, systems, observations, () =>
        runKimNelson(systems, apart, deviation, 10, 0.05, source),
      ),
      ...procedure(`this selection, k = ${systems}`, systems, null, ours),
    ];
  });
}

function procedure(
  what: string,
  systems: number,
  published: number | null,
  run: (run: number) => ProcedureRun,
): Verdict[] {
  let [right, observations] = [0, 0];
  for (let r = 0; r < PROCEDURE_RUNS; r += 1) {
    const result = run(r);
    if (result.right) right += 1;
    observations += result.observations / systems;
  }
  const mean = observations / PROCEDURE_RUNS;
  const all = { id: 'S4', ...NOT_JUDGED_BY_INTERVAL, replications: PROCEDURE_RUNS };
  return [
    {
      ...all,
      what: `${what}: PCS`,
      expected: 'at least 0.95',
      got: withError(right, PROCEDURE_RUNS),
      miss: right / PROCEDURE_RUNS >= 0.95 ? null : 'below 0.95',
    },
    {
      ...all,
      what: `${what}: observations`,
      expected: published === null ? 'not published' : `about ${published}`,
      got: mean.toFixed(1),
      // "About": the published figures are themselves simulated, and printed without decimals.
      miss:
        published === null || Math.abs(mean - published) <= 0.03 * published ? null : 'off by more than 3%',
    },
  ];
}

function withError(successes: number, runs: number): string {
  return `${(successes / runs).toFixed(4)} ± ${standardErrorOf(successes, runs).toFixed(4)}`;
}
