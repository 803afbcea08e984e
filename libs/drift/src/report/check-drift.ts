import { listVersions } from '@mining-ops/learning/registry/registry.js';
import { ModelFilesError } from '@mining-ops/model-files/model-files-error.js';
import { describeWindow, judgeWindow, DEFAULT_JUDGE_OPTIONS } from '../judge/judge-window.js';
import type { ColumnReport } from '../judge/verdict.js';
import { judgeOutcome } from '../outcomes/judge-outcomes.js';
import { OutcomeMatcher } from '../outcomes/outcome-matcher.js';
import { recentTrips } from '../outcomes/recent-trips.js';
import { readReference, type Reference } from '../reference/read-reference.js';
import type { Column } from '../sample/sample.js';
import { readWindow, type Window } from '../window/read-window.js';
import type { DriftReport } from './drift-report.js';
import { noVerdictOf } from './no-verdict.js';

const DAY_MS = 86_400_000;
/** Into which the window's days are cut to tell how predictions held. */
const MOST_PERIODS = 31;

export interface CheckDriftOptions {
  readonly id: string;
  readonly modelsDir: string;
  readonly logsDir: string;
  /** Where the prepared trips are. */
  readonly dataDir: string;
  /** The window has so many observations at most, the newest. */
  readonly windowRows: number;
  /** And none that is older, days. */
  readonly windowDays: number;
  /** The clock, ms since 1970. */
  readonly now: () => number;
}

/**
 * Compares what the models are asked and answer now with what they were trained on. Whatever is wrong with the log is no
 * error: the verdict is then "not enough data", with the reason. Writes nothing.
 */
export async function checkDrift(options: CheckDriftOptions): Promise<DriftReport> {
  const begunMs = options.now();
  const fromMs = begunMs - options.windowDays * DAY_MS;
  const began = performance.now();
  const report = await reportOn(options, begunMs, fromMs);
  return { ...report, tookMs: Math.round(performance.now() - began) };
}

async function reportOn(options: CheckDriftOptions, atMs: number, fromMs: number): Promise<DriftReport> {
  const { id, modelsDir, logsDir, windowRows } = options;
  const periodDays = Math.ceil(options.windowDays / MOST_PERIODS);
  const head = { id, checkedAt: new Date(atMs).toISOString(), alpha: DEFAULT_JUDGE_OPTIONS.alpha, tookMs: 0 };
  const reference = await referenceIn(modelsDir);
  if (typeof reference === 'string') {
    const noVerdict = { code: 'NO_MODELS' as const, message: reference };
    const window = { ...NOTHING_READ, since: new Date(fromMs).toISOString() };
    const rest = { models: {}, reference: null, window, columns: [], together: null, outcomes: [] };
    return { ...head, verdict: 'not-enough-data', noVerdict, ...rest };
  }
  const versions = Object.fromEntries(reference.served.map((one) => [one.target, one.manifest.version]));
  const matcher = await outcomeMatcher(reference, options, fromMs);
  const window = await readWindow(reference.sample, {
    ...{ logsDir, mostRows: windowRows, fromMs, versions, seed: DEFAULT_JUDGE_OPTIONS.seed },
    onRow: (...row) => {
      matcher.look(...row);
    },
  });
  const shared = {
    ...head,
    models: versions,
    reference: describeReference(reference),
    window: describeCounts(window, fromMs),
    outcomes: reference.served
      .filter(({ manifest }) => manifest.skill)
      .map((served) => judgeOutcome(served, matcher.matchesOf(served.target), periodDays)),
  };
  // Columns that the log lacks cannot be compared; the others can.
  const { columns } = reference.sample;
  const sample = { ...reference.sample, columns: columns.filter(({ name }) => !window.absent.has(name)) };
  const noVerdict = noVerdictOf(window, logsDir);
  if (noVerdict !== null) {
    const described = describeWindow(sample, window.sample, window.neverSeen, noVerdict.message);
    const all = inOrder(columns, described);
    return { ...shared, verdict: 'not-enough-data', noVerdict, columns: all, together: null };
  }
  const judged = await judgeWindow(sample, window.sample, window.neverSeen);
  return {
    ...shared,
    ...{ verdict: judged.verdict, noVerdict, together: judged.together },
    columns: inOrder(columns, judged.columns),
  };
}

/** What the models that serve were trained on, or why it is not known. */
async function referenceIn(modelsDir: string): Promise<Reference | string> {
  try {
    const reference = await readReference(modelsDir);
    return reference ?? `no model serves from ${modelsDir}: train one with npm run models:train`;
  } catch (error) {
    if (error instanceof ModelFilesError) return error.message;
    throw error;
  }
}

/** Matches what was predicted with the trips since `fromMs`. */
async function outcomeMatcher(
  { sample, served }: Reference,
  { modelsDir, dataDir }: CheckDriftOptions,
  fromMs: number,
): Promise<OutcomeMatcher> {
  const trips = await recentTrips(dataDir, fromMs);
  const trainedToMs = new Map<string, number>();
  for (const { target } of trips.length > 0 ? served : [])
    for (const { version, manifest } of await listVersions(modelsDir, target))
      trainedToMs.set(`${target}=${version}`, Date.parse(manifest.data.to));
  return new OutcomeMatcher(trips, served, trainedToMs, sample.columns);
}

function describeReference({ sample, served }: Reference): DriftReport['reference'] {
  const [first] = served;
  if (first === undefined) return null;
  const { rows, from, to } = first.manifest.data;
  return { trainingRows: rows, rows: sample.rows, from, to };
}

const NOTHING_READ = {
  ...{ rows: 0, logRows: 0, questions: 0, broken: 0, ofOtherVersions: 0, files: 0 },
  ...{ from: null, to: null },
};

function describeCounts({ sample, counts, span }: Window, fromMs: number): DriftReport['window'] {
  return {
    rows: sample.rows,
    logRows: counts.rows,
    questions: counts.questions,
    broken: counts.broken,
    ofOtherVersions: counts.ofOtherVersions,
    files: counts.files,
    from: span && new Date(span.fromMs).toISOString(),
    to: span && new Date(span.toMs).toISOString(),
    since: new Date(fromMs).toISOString(),
  };
}

/** The reports in the order of the columns, with one for each column that the log lacks. */
function inOrder(columns: readonly Column[], reports: readonly ColumnReport[]): ColumnReport[] {
  return columns.map(({ name, role, kind }) => {
    const report = reports.find((one) => one.name === name);
    if (report !== undefined) return report;
    const missing = { reference: 0, current: 0, test: null, effect: null };
    return {
      ...{ name, role, kind, verdict: 'not-enough-data' as const, reasons: ['the log has no such column'] },
      ...{ test: null, effects: [], missing, neverSeen: [], distribution: [], summary: null },
    };
  });
}
