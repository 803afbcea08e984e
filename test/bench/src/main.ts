// `npm run bench`: measures, prints, writes test/bench/results.json; exits with 1 where a target is missed.
// Arguments choose: `npm run bench -- strategy/` runs those whose names begin with it.
import { execFile } from 'node:child_process';
import { arch, cpus, platform } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { BENCHMARKS } from './all-benchmarks.js';
import type { BenchmarkResult } from './result.js';
import { writeResults } from './results-file.js';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const FILE = path.join(ROOT, 'test/bench/results.json');

async function commit(): Promise<string> {
  const { stdout } = await promisify(execFile)('git', ['describe', '--always', '--dirty'], { cwd: ROOT });
  return stdout.trim();
}

function line({ name, value, unit, ratios, target, met, notes }: BenchmarkResult): string {
  const compared = Object.entries(ratios).map(([reference, ratio]) => `${ratio.toFixed(2)} × ${reference}`);
  const figure = value >= 1_000 ? Math.round(value).toLocaleString('en-US') : value.toFixed(2);
  const parts = [`${figure} ${unit}`, ...compared, `target ${target}: ${met ? 'met' : 'MISSED'}`, ...notes];
  return `${name.padEnd(26)}${parts.join('; ')}\n`;
}

const names = BENCHMARKS.map(({ name }) => name);
const wanted = process.argv.slice(2);
if (wanted.includes('--help')) {
  process.stdout.write(
    `npm run bench -- [NAME …]\n\nMeasures, prints each figure beside its target, and writes test/bench/results.json. Exits with 1 where a target is\nmissed. A NAME chooses the benchmarks whose names begin with it:\n\n${names.map((name) => `  ${name}\n`).join('')}`,
  );
  process.exit(0);
}
const chosen = BENCHMARKS.filter(
  ({ name }) => wanted.length === 0 || wanted.some((start) => name.startsWith(start)),
);
if (chosen.length === 0) {
  process.stderr.write(`no benchmark begins with ${wanted.join(' or ')}; there are ${names.join(', ')}\n`);
  process.exit(2);
}
const [{ model } = { model: 'unknown' }] = cpus();
const machine = {
  cpu: model,
  cores: cpus().length,
  platform: platform(),
  arch: arch(),
  node: process.version,
};
const measured = await commit();
for (const benchmark of chosen) {
  const result = await benchmark.run();
  process.stdout.write(line(result));
  // One by one: a benchmark that cannot be run takes nothing away from the others.
  await writeResults(FILE, machine, measured, [result], names);
  if (!result.met) process.exitCode = 1;
}
