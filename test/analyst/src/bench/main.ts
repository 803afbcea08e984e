// `npm run bench:analyst`: measures the way of a question against a scripted model, prints, writes
// test/analyst/results.json; exits with 1 where a target is missed.
import { rename, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import path from 'node:path';
import { ScriptedOllama } from '@mining-ops/analyst/testing/scripted-ollama.js';
import { startSystem } from '../system/running-system.js';
import { measureAborts } from './abort-time.js';
import { measureFirstToken } from './first-token.js';
import { quantile } from './quantile.js';
import { measureStrategies } from './strategy-latency.js';

const CLIENTS = 20;
const FILE = path.resolve(import.meta.dirname, '../../results.json');

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target: number;
}

const ollama = await ScriptedOllama.start();
const system = await startSystem({
  OLLAMA_HOST: ollama.url,
  OLLAMA_MODEL: 'test-model',
  ANALYST_CONCURRENCY: String(CLIENTS),
  CHAT_DEADLINE_MS: '600000',
});
let figures: Figure[];
try {
  await measureFirstToken(system.url, ollama, { clients: CLIENTS, questions: 3 }); // warms up
  const { addedMs } = await measureFirstToken(system.url, ollama, { clients: CLIENTS, questions: 20 });
  const abortMs = await measureAborts(system.url, ollama, 20);
  const { aloneMs, besideMs } = await measureStrategies(system.url, ollama, {
    ...{ waiting: 50, inProgress: CLIENTS, rounds: 8, requests: 25 },
  });
  const growth = (p: number): number => (quantile(besideMs, p) / quantile(aloneMs, p) - 1) * 100;
  figures = [
    { name: 'added to first token, p50', value: quantile(addedMs, 0.5), unit: 'ms', target: 25 },
    { name: 'added to first token, p95', value: quantile(addedMs, 0.95), unit: 'ms', target: 60 },
    { name: 'DELETE to hang-up, longest of 20', value: Math.max(...abortMs), unit: 'ms', target: 1_000 },
    { name: 'strategy request p95, growth', value: growth(0.95), unit: '%', target: 10 },
  ];
  const [alone, beside] = [quantile(aloneMs, 0.95), quantile(besideMs, 0.95)];
  process.stdout.write(
    `strategy request p95: ${alone.toFixed(1)} ms alone, ${beside.toFixed(1)} ms beside 50 waiting chats\n`,
  );
} finally {
  await system.stop();
  await ollama.stop();
}
for (const { name, value, unit, target } of figures) {
  const verdict = value <= target ? 'met' : 'MISSED';
  process.stdout.write(
    `${name.padEnd(34)}${value.toFixed(1).padStart(8)} ${unit}; target ${target} ${unit}: ${verdict}\n`,
  );
}
const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version };
await writeFile(`${FILE}.tmp`, `${JSON.stringify({ machine, clients: CLIENTS, figures }, null, 2)}\n`);
await rename(`${FILE}.tmp`, FILE);
if (figures.some(({ value, target }) => value > target)) process.exitCode = 1;
