// `npm run eval:analyst`: asks a real model thirty questions about a real answer, and writes a table:
// groundedness, language, time to first token, total time. OLLAMA_HOST must be given; OLLAMA_MODEL names the model.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { languageOf } from '@mining-ops/analyst/language/language.js';
import { loadConfig, processEnvironment } from '@mining-ops/platform/config.js';
import { quantile } from '../bench/quantile.js';
import { ask } from '../system/ask.js';
import { startSystem } from '../system/running-system.js';
import { QUESTIONS } from './questions.js';
import { row, type Verdict } from './table.js';

const FILE = path.resolve(import.meta.dirname, '../../evaluation.md');
if (!processEnvironment()['OLLAMA_HOST']) {
  process.stderr.write(
    'OLLAMA_HOST is not set: give the address of an Ollama that has the model, such as http://127.0.0.1:11434\n',
  );
  process.exit(2);
}
const config = loadConfig();
const system = await startSystem({
  OLLAMA_HOST: config.ollamaHost,
  OLLAMA_MODEL: config.ollamaModel,
  ANALYST_FALLBACK: 'none',
  CHAT_DEADLINE_MS: '600000',
});
const verdicts: Verdict[] = [];
try {
  const response = await fetch(`${system.url}/get_top_3_strategies`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      fixed_conditions: {
        weatherCondition: 'Hujan Ringan',
        simulation_start_date: '2026-12-12T00:00:00Z',
        target_road_id: 'cmhsbjn8x02s2maft90hi31ty',
        target_schedule_id: 'cmvqil3409n8kminecy6pnzuo',
      },
      decision_variables: { alokasi_truk: [8, 10, 12], jumlah_excavator: [2, 3] },
      seed: 1,
    }),
  });
  if (!response.ok) throw new Error(`no strategies to ask about: ${await response.text()}`);
  const strategy_job_id = response.headers.get('x-job-id');
  for (const { language, text } of QUESTIONS) {
    const { result, error, firstTokenMs, totalMs } = await ask(system.url, {
      question: text,
      strategy_job_id,
    });
    const verdict: Verdict = {
      question: text,
      grounded: result !== null && result.warnings.length === 0,
      corrected: result?.corrected ?? false,
      language: result !== null && languageOf(result.answer) === language,
      tools: result?.toolCalls.map(({ tool }) => tool) ?? [],
      ...{ firstTokenMs, totalMs, error },
    };
    verdicts.push(verdict);
    process.stdout.write(`${row(verdict)}\n`);
  }
} finally {
  await system.stop();
}
const share = (of: (verdict: Verdict) => boolean): string =>
  `${verdicts.filter(of).length} of ${verdicts.length}`;
const first = verdicts.flatMap(({ firstTokenMs }) => firstTokenMs ?? []);
const total = verdicts.map(({ totalMs }) => totalMs);
const within = verdicts.filter(({ totalMs }) => totalMs <= config.chatTargetMs).length;
const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
const summary = [
  `Model ${config.ollamaModel}. Every number with a source: ${share((one) => one.grounded)}, ${share((one) => one.corrected)} of the answers after one correction. In the question's language: ${share((one) => one.language)}.`,
  `First token: p50 ${seconds(quantile(first, 0.5))}, p95 ${seconds(quantile(first, 0.95))}. Whole answer: p50 ${seconds(quantile(total, 0.5))}, p95 ${seconds(quantile(total, 0.95))}; ${within} of ${verdicts.length} within the target of ${seconds(config.chatTargetMs)}.`,
];
process.stdout.write(`\n${summary.join('\n')}\n`);
const head = [
  '| question | grounded | corrected | language | tools | first token | total |',
  '| --- | --- | --- | --- | --- | --- | --- |',
];
await writeFile(
  FILE,
  `# The analyst, asked\n\nWritten by \`npm run eval:analyst\`.\n\n${summary.join('\n\n')}\n\n${[...head, ...verdicts.map(row)].join('\n')}\n`,
);
