import type { ColumnReport, Effect, Test, Verdict } from '../judge/verdict.js';
import type { DriftReport } from '../report/drift-report.js';
import { chartOf, percent } from './charts.js';
import { escapeHtml } from './escape.js';
import { STYLES } from './styles.js';
import { WORDINGS, type Language, type Wording } from './wording.js';

/**
 * A report as one page that needs nothing else: no script, no font, no picture from elsewhere. It is made of the report's
 * aggregates and stays far below 300 KB however large the log is.
 *
 * @param systemUrl where the gateway is, for the call that trains anew, such as `http://127.0.0.1:8000`
 */
export function pageOf(report: DriftReport, language: Language, systemUrl: string): string {
  const wording = WORDINGS[language];
  const drifted = report.columns.filter(({ verdict }) => verdict === 'drift');
  // What has drifted comes first.
  const columns = [...drifted, ...report.columns.filter((column) => !drifted.includes(column))];
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${wording.title}: ${wording.verdicts[report.verdict]}</title><style>${STYLES}</style></head><body><main>
<div class="head"><h1>${wording.title}</h1>${badge(report.verdict, wording, 'big')}</div>
<p class="lead">${leadOf(report, wording)}</p>
${factsOf(report, wording)}
${report.verdict === 'drift' ? retraining(wording, systemUrl) : ''}
${togetherOf(report, wording)}
${neverSeenOf(report, wording)}
${columns.length === 0 ? '' : `<h2>${wording.columns}</h2><p class="soft">${wording.method}</p>${tableOf(columns, wording)}`}
${columns.length === 0 ? '' : cardsOf(columns, wording)}
</main></body></html>
`;
}

const badge = (verdict: Verdict, { verdicts }: Wording, size = ''): string =>
  `<span class="badge ${size} ${verdict}">${verdicts[verdict]}</span>`;

function leadOf({ verdict, noVerdict }: DriftReport, { meanings, noVerdict: why }: Wording): string {
  if (noVerdict === null) return meanings[verdict];
  return `${meanings[verdict]} ${why[noVerdict.code]} <span class="soft">${escapeHtml(noVerdict.message)}</span>`;
}

function factsOf({ checkedAt, window, reference, models, alpha }: DriftReport, wording: Wording): string {
  const count = (value: number, what: string): string[] =>
    value > 0 ? [`${value.toLocaleString(wording.locale)} ${what}`] : [];
  const span = (from: string | null, to: string | null): string[] =>
    from !== null && to !== null ? [`${moment(from)} – ${moment(to)}`] : [];
  const card = (name: string, lines: readonly string[]): string =>
    `<div class="card"><b>${name}</b>${lines.join('<br>')}</div>`;
  return `<div class="facts">${[
    card(wording.checked, [moment(checkedAt), `${wording.falseAlarm}: ≤ ${percent(alpha, wording)}`]),
    card(wording.window, [
      ...count(window.rows, wording.observations),
      ...count(window.logRows, wording.logRows),
      ...count(window.questions, wording.questions),
      ...count(window.ofOtherVersions, wording.otherVersions),
      ...count(window.broken, wording.broken),
      ...span(window.from, window.to),
    ]),
    ...(reference === null
      ? []
      : [
          card(wording.reference, [
            ...count(reference.trainingRows, wording.trainingRows),
            ...span(reference.from, reference.to),
          ]),
        ]),
    card(
      wording.models,
      Object.entries(models).map(([target, version]) => escapeHtml(`${target} ${version}`)),
    ),
  ].join('')}</div>`;
}

const retraining = ({ retrain }: Wording, systemUrl: string): string =>
  `<h2>${retrain}</h2><pre>curl -X POST ${escapeHtml(systemUrl)}/v1/trainings -H 'Content-Type: application/json' -d '{}'</pre>`;

function togetherOf({ together }: DriftReport, wording: Wording): string {
  if (together === null) return '';
  const { verdict, test, effect } = together;
  return `<h2>${wording.together}</h2><div class="card"><header><span>${effect === null ? '' : effectText(effect, wording)}${test === null ? '' : `; ${pText(test, wording)}`}</span>${badge(verdict, wording)}</header><span class="soft">${wording.togetherMeaning}</span></div>`;
}

function neverSeenOf({ columns }: DriftReport, wording: Wording): string {
  const rows = columns.flatMap(({ name, neverSeen }) =>
    neverSeen
      .slice(0, 20)
      .map(
        ({ value, share, firstSeenAt }) =>
          `<tr><td>${nameOf(name, wording)}</td><td>${escapeHtml(value)}</td><td class="num">${percent(share, wording)}</td><td>${moment(firstSeenAt)}</td></tr>`,
      ),
  );
  if (rows.length === 0) return '';
  const { column, value, share, firstSeen } = wording;
  return `<h2>${wording.neverSeen}</h2><p class="soft">${wording.neverSeenMeaning}</p><div class="scroll"><table><tr><th>${column}</th><th>${value}</th><th class="num">${share}</th><th>${firstSeen}</th></tr>${rows.join('')}</table></div>`;
}

function tableOf(columns: readonly ColumnReport[], wording: Wording): string {
  const rows = columns.map(({ name, verdict, test, effects, missing }) => {
    const cells = [
      nameOf(name, wording),
      badge(verdict, wording),
      test === null ? '–' : `${wording.tests[test.name]}<br>${pText(test, wording)}`,
      effects.map((effect) => effectText(effect, wording)).join('<br>') || '–',
      `${percent(missing.reference, wording)} → ${percent(missing.current, wording)}`,
    ];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  const heads = [wording.column, wording.verdict, 'p', wording.effect, wording.missing];
  return `<div class="scroll"><table><tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr>${rows.join('')}</table></div>`;
}

function cardsOf(columns: readonly ColumnReport[], wording: Wording): string {
  const cards = columns.map(
    (column) =>
      `<section class="card"><header><h3>${nameOf(column.name, wording)}</h3>${badge(column.verdict, wording)}</header>${chartOf(column, wording)}${meansOf(column, wording)}</section>`,
  );
  return `<h2></h2><div class="legend"><span><i class="was"></i>${wording.reference}</span><span><i class="is"></i>${wording.window}</span></div><div class="grid">${cards.join('')}</div>`;
}

function meansOf({ summary }: ColumnReport, wording: Wording): string {
  if (summary?.reference == null || summary.current === null) return '';
  const [was, is] = [summary.reference, summary.current].map(
    ({ mean, deviation }) => `${number(mean, wording)} ± ${number(deviation, wording)}`,
  );
  return `<span class="soft">${wording.mean}: ${was ?? ''} → ${is ?? ''}</span>`;
}

/** In words where the page has them; a column of the operator's own stays as it is. */
const nameOf = (name: string, { features }: Wording): string => escapeHtml(features[name] ?? name);

const effectText = ({ name, value, threshold }: Effect, wording: Wording): string =>
  `${value > threshold ? '<strong>' : ''}${wording.effects[name]} ${number(value, wording)}${value > threshold ? '</strong>' : ''} <span class="soft">(${wording.byChance} ${number(threshold, wording)})</span>`;

const pText = ({ adjusted }: Test, wording: Wording): string =>
  `${wording.adjustedP} ${adjusted < 1e-6 ? '&lt; 10⁻⁶' : number(adjusted, wording)}`;

const number = (value: number, { locale }: Wording): string =>
  value.toLocaleString(locale, { maximumSignificantDigits: 3 });

/** To the minute, UTC. */
const moment = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`;
