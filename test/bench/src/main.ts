// `npm run bench`: measures, prints, writes test/bench/results.json; exits with 1 where a target is missed.
import { execFile } from 'node:child_process';
import { rename, writeFile } from 'node:fs/promises';
import { arch, cpus, platform } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { BENCHMARKS } from './all-benchmarks.js';
import type { BenchmarkResult } from './result.js';

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

const results: BenchmarkResult[] = [];
for (const benchmark of BENCHMARKS) {
  const result = await benchmark.run();
  results.push(result);
  process.stdout.write(line(result));
}
const [{ model } = { model: 'unknown' }] = cpus();
const machine = {
  cpu: model,
  cores: cpus().length,
  platform: platform(),
  arch: arch(),
  node: process.version,
};
await writeFile(`${FILE}.tmp`, `${JSON.stringify({ machine, commit: await commit(), results }, null, 2)}\n`);
await rename(`${FILE}.tmp`, FILE);
if (results.some(({ met }) => !met)) process.exitCode = 1;
