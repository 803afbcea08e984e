// Makes a report over a large log and prints what it took, as JSON: node large-log.js LOGS MODELS ROWS
import { pageOf } from '@mining-ops/drift/html/page.js';
import { checkDrift } from '@mining-ops/drift/report/check-drift.js';

const [logsDir = '', modelsDir = '', rows = '0'] = process.argv.slice(2);
const began = performance.now();
const report = await checkDrift({
  ...{ id: 'large', modelsDir, logsDir, dataDir: logsDir },
  ...{ windowRows: Number(rows), windowDays: 365, now: Date.now },
});
const page = pageOf(report, 'id', 'http://127.0.0.1:8000');
const took = {
  verdict: report.verdict,
  rows: report.window.rows,
  seconds: (performance.now() - began) / 1_000,
  memoryMiB: process.resourceUsage().maxRSS / 1024,
  pageKB: Buffer.byteLength(page) / 1_000,
};
process.stdout.write(`${JSON.stringify(took)}\n`);
