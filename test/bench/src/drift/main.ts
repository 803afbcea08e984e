// `npm run bench:drift`: measures false alarms, what is found, and a report over a large log; prints, writes
// test/bench/drift-results.json; exits with 1 where a target is missed. `-- --trials N` makes fewer trials.
import { execFile } from 'node:child_process';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { Piscina } from 'piscina';
import { CHANGES } from './changes.js';
import { LOG_CASES, missOf } from './log-cases.js';
import { readPopulation } from './population.js';
import type { Trial } from './trial-thread.js';
import type { Sizes } from './trials.js';
import { writeLog } from './write-log.js';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
const FILE = path.join(ROOT, 'test/bench/drift-results.json');
const MODELS = path.join(ROOT, 'models');
/** Names the random numbers of the trials. Nothing in `libs/drift` was chosen by what comes out with it. */
const SEED = 20_261_125;
const NULL_SIZES: readonly Sizes[] = [
  { reference: 600, window: 150 },
  { reference: 1000, window: 1000 },
  { reference: 2000, window: 100 },
  { reference: 2000, window: 1000 },
];
const CHANGED_SIZES: Sizes = { reference: 1000, window: 500 };
const LARGE_ROWS = 1_000_000;

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target: string;
  readonly met: boolean;
}

const { values } = parseArgs({ options: { trials: { type: 'string', default: '300' } } });
const trials = Number(values.trials);
const figures: Figure[] = [];
const add = (name: string, value: number, unit: string, target: string, met: boolean): void => {
  figures.push({ name, value, unit, target, met });
  const figure = value.toFixed(1).padStart(9);
  process.stdout.write(`${name.padEnd(46)}${figure} ${unit}; target ${target}: ${met ? 'met' : 'MISSED'}\n`);
};

const population = await readPopulation(ROOT);
const folder = await mkdtemp(path.join(tmpdir(), 'mining-ops-drift-'));
const pool = new Piscina({
  filename: new URL('./trial-thread.js', import.meta.url).href,
  maxThreads: availableParallelism(),
  workerData: population,
});
const judge = (trial: Trial): Promise<boolean> => pool.run(trial, { name: 'judgeOne' }) as Promise<boolean>;
/** Of the trials, how many are judged to have drifted. */
const alarmsOf = async (sizes: Sizes, change: number | null): Promise<number> => {
  const judged = await Promise.all(
    Array.from({ length: trials }, (_, trial) => judge({ sizes, change, seed: SEED, trial })),
  );
  return (100 * judged.filter(Boolean).length) / trials;
};
try {
  for (const sizes of NULL_SIZES) {
    const alarms = await alarmsOf(sizes, null);
    add(`false alarms at ${sizes.reference}/${sizes.window}`, alarms, '%', 'at most 5%', alarms <= 5);
  }
  for (const [index, { name }] of CHANGES.entries()) {
    const found = await alarmsOf(CHANGED_SIZES, index);
    add(`found: ${name}`, found, '%', 'at least 95%', found >= 95);
  }
  for (const one of LOG_CASES) {
    const place = await mkdtemp(path.join(folder, 'case-'));
    const miss = await missOf(one, { folder: place, modelsDir: MODELS, sample: population });
    add(`log ${one.name}: not enough data`, miss === null ? 1 : 0, 'of 1', one.code, miss === null);
  }
  const logsDir = path.join(folder, 'large');
  await writeLog(population, { logsDir, rows: LARGE_ROWS, untilMs: Date.now(), versions: '', seed: SEED });
  const program = new URL('./large-log.js', import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(process.execPath, [
    program,
    logsDir,
    MODELS,
    String(LARGE_ROWS),
  ]);
  const took = JSON.parse(stdout) as { rows: number; seconds: number; memoryMiB: number; pageKB: number };
  add('1,000,000 rows: compared', took.rows, 'rows', 'all', took.rows === LARGE_ROWS);
  add('1,000,000 rows: report', took.seconds, 's', 'under 20 s', took.seconds < 20);
  add('1,000,000 rows: memory', took.memoryMiB, 'MiB', 'under 1 GiB', took.memoryMiB < 1024);
  add('1,000,000 rows: page', took.pageKB, 'kB', 'under 300 kB', took.pageKB < 300);
} finally {
  await pool.destroy();
  await rm(folder, { recursive: true, force: true });
}
const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version };
await writeFile(`${FILE}.tmp`, `${JSON.stringify({ machine, trials, seed: SEED, figures }, null, 2)}\n`);
await rename(`${FILE}.tmp`, FILE);
if (figures.some(({ met }) => !met)) process.exitCode = 1;
