import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { hasPrometheus, promtool, PROMETHEUS_DIR, ROOT } from './tools.js';

const alertSchema = z.object({
  alert: z.string(),
  expr: z.string(),
  labels: z.object({ severity: z.enum(['page', 'ticket']) }),
  annotations: z.object({ summary: z.string(), runbook: z.string() }),
});
const ruleFileSchema = z.object({
  groups: z.array(z.object({ rules: z.array(z.union([alertSchema, z.object({ record: z.string() })])) })),
});
const testFileSchema = z.object({
  tests: z.array(
    z.object({
      alert_rule_test: z.array(z.object({ alertname: z.string(), exp_alerts: z.array(z.unknown()) })),
    }),
  ),
});

const read = (...where: string[]): string => readFileSync(path.join(ROOT, ...where), 'utf8');
const filesIn = (folder: string): string[] =>
  readdirSync(path.join(PROMETHEUS_DIR, folder)).map((file) => `${folder}/${file}`);

const TESTS = filesIn('tests');
const alerts = filesIn('rules')
  .flatMap((file) => ruleFileSchema.parse(parse(read('deploy/prometheus', file))).groups)
  .flatMap(({ rules }) => rules.flatMap((rule) => ('alert' in rule ? [rule] : [])));
const tested = TESTS.flatMap(
  (file) => testFileSchema.parse(parse(read('deploy/prometheus', file))).tests,
).flatMap((test) => test.alert_rule_test);

describe('the alerts', () => {
  const names = alerts.map(({ alert }) => alert);

  it('are there for every target and every part that can fail', () => {
    expect(names).toEqual(
      expect.arrayContaining([
        ...[
          'StrategiesSlow',
          'ChatSlow',
          'ErrorBudgetBurnsFast',
          'ErrorBudgetBurns',
          'ErrorBudgetBurnsSlowly',
        ],
        ...['QueueBacklog', 'OldestJobWaits', 'QueueWithoutWorker', 'RedisDown', 'AnalystOnFallback'],
        ...['Drift', 'ModelHeldOrRejected', 'DataStale'],
      ]),
    );
  });

  it.each(names)('%s has a test in which it fires, and one in which it does not', (name) => {
    const outcomes = tested
      .filter(({ alertname }) => alertname === name)
      .map(({ exp_alerts }) => exp_alerts.length > 0);
    expect(new Set(outcomes)).toEqual(new Set([true, false]));
  });

  it.each(alerts.map(({ alert, annotations: { runbook } }) => [alert, runbook]))(
    '%s links to its paragraph of the runbook, which says how urgent it is',
    (name = '', runbook = '') => {
      const [file = '', anchor = ''] = runbook.split('#');
      const text = read(file);
      const heading = text.split('\n').find((line) => /^#+ /.test(line) && anchorOf(line) === anchor);
      expect(heading).toBe(`### ${name}`);
      const paragraph = text.split(`### ${name}\n`)[1]?.split('\n#')[0] ?? '';
      const severity = alerts.find(({ alert }) => alert === name)?.labels.severity;
      expect(paragraph.trim().toLowerCase()).toMatch(new RegExp(`^${severity ?? ''}\\. .{100,}`, 's'));
    },
  );

  it('have a paragraph each in the runbook, and it has no other', () => {
    const paragraphs = [...read('docs/runbook.md').matchAll(/^### (\w+)$/gm)].map(([, name]) => name);
    expect(paragraphs.toSorted()).toEqual(names.toSorted());
  });

  it('have no target of their own: what is meant to be met is said in the configuration alone', () => {
    const slow = alerts.filter(({ alert }) => alert.endsWith('Slow'));
    expect(slow).toHaveLength(2);
    for (const { expr } of slow)
      expect(expr).toMatch(/ > on \(target\) max by \(target\) \(mining_ops_target_seconds\)$/);
  });
});

(hasPrometheus ? describe : describe.skip)('promtool', () => {
  it.each(['prometheus.yml', 'local.yml'])('takes %s, with its rules', (file) => {
    const { code, output } = promtool(['check', 'config', file]);
    expect([code, output]).toEqual([0, expect.stringContaining('SUCCESS')]);
  });

  it('finds nothing wrong with the rules', () => {
    const { code, output } = promtool(['check', 'rules', '--lint=all', '--lint-fatal', ...filesIn('rules')]);
    expect([code, output]).toEqual([0, expect.not.stringMatching(/FAILED/)]);
  });

  it.each(TESTS)('passes the tests of %s', (file) => {
    const { code, output } = promtool(['test', 'rules', file]);
    expect([code, output]).toEqual([0, expect.stringContaining('SUCCESS')]);
  });
});

/** As GitHub makes it of a heading. */
function anchorOf(heading: string): string {
  return heading
    .replace(/^#+ /, '')
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
}
