import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { LANGUAGES, type Language } from '@mining-ops/drift/html/wording.js';
import { pageOf } from '@mining-ops/drift/html/page.js';
import { checkDrift } from '@mining-ops/drift/report/check-drift.js';
import type { DriftReport } from '@mining-ops/drift/report/drift-report.js';
import { saveReport } from '@mining-ops/drift/report/report-store.js';
import { atomicWrite } from '@mining-ops/fleet-data/atomic-write.js';
import type { CommandContext } from './command.js';
import { OptionsError, parseOptions, pathOption } from './options.js';

const USAGE = `npm run drift:report -- [options]

Compares what the models are asked and answer now (logs/prediction_logs.csv) with what they were trained on, keeps the report
in the folder of logs, and writes it as a page. docs/drift.md says how it judges.

  --rows N        observations of the window, at most (default: DRIFT_WINDOW_ROWS)
  --days N        how old they may be (default: DRIFT_WINDOW_DAYS)
  --lang LANG     language of the page: id or en (default id)
  --html FILE     where the page goes (default: drift/report.html in the folder of logs)
  --models DIR    folder of the models (default: MODELS_DIR, else models)
  --logs DIR      folder of the prediction log (default: LOGS_DIR, else logs)
  --data DIR      folder of the prepared trips (default: DATA_DIR, else data)
  --json          prints the report as JSON
  --help          prints this, and ends
`;

export async function driftReportCommand(
  args: readonly string[],
  { config, bar }: CommandContext,
): Promise<string> {
  const { values } = parseOptions(args, {
    rows: { type: 'string' },
    days: { type: 'string' },
    lang: { type: 'string', default: 'id' },
    html: { type: 'string' },
    models: { type: 'string' },
    logs: { type: 'string' },
    data: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  if (values.help) return USAGE;
  const language = languageOf(values.lang);
  const logsDir = pathOption('--logs', values.logs, config.logsDir);
  const file = pathOption('--html', values.html, path.join(logsDir, 'drift', 'report.html'));
  bar.show('comparing', 0);
  const report = await checkDrift({
    id: randomUUID(),
    logsDir,
    modelsDir: pathOption('--models', values.models, config.modelsDir),
    dataDir: pathOption('--data', values.data, config.dataDir),
    windowRows: countOf('--rows', values.rows, config.driftWindowRows),
    windowDays: countOf('--days', values.days, config.driftWindowDays),
    now: Date.now,
  });
  await saveReport(logsDir, report);
  await mkdir(path.dirname(file), { recursive: true });
  await atomicWrite(file, pageOf(report, language, `http://127.0.0.1:${config.port}`));
  return values.json ? `${JSON.stringify(report, null, 2)}\n` : `${textOf(report)}page: ${file}\n`;
}

function languageOf(text: string): Language {
  const language = LANGUAGES.find((one) => one === text);
  if (language === undefined)
    throw new OptionsError(`--lang must be one of ${LANGUAGES.join(', ')}, is "${text}"`);
  return language;
}

function countOf(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new OptionsError(`${name} must be a whole number of at least 1, is "${text}"`);
  return Number(text);
}

/** A report in a few lines: the whole, then what has drifted and what was never seen. */
export function textOf({ verdict, noVerdict, window, columns, together, outcomes }: DriftReport): string {
  const lines = [
    `${verdict.replaceAll('-', ' ')}${noVerdict === null ? '' : `: ${noVerdict.message}`}`,
    `${window.rows} observations in ${window.logRows} rows of the log since ${window.since}`,
    ...columns
      .filter((column) => column.verdict === 'drift' || column.neverSeen.length > 0)
      .flatMap(({ name, verdict: own, reasons }) => [
        `${name}: ${own.replaceAll('-', ' ')}`,
        ...reasons.map((reason) => `  ${reason}`),
      ]),
    ...(together === null ? [] : [`all columns together: ${together.verdict}`, `  ${together.reasons.join('; ')}`]),
    ...outcomes.map(({ target, verdict: own, reasons }) => `${target}: ${own.replaceAll('-', ' ')}; ${reasons.join('; ')}`),
    ...(verdict === 'drift' ? ['train anew: npm run models:train, or POST /v1/trainings'] : []),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
