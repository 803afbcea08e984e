// `npm run audit`: fails where a package that runs in production has a known hole of high or critical severity that
// deploy/audit-exceptions.json does not excuse until today. Where the registry does not answer audits, it says so, loudly,
// and passes, as the same commit would otherwise pass or fail by the network; `--strict` fails then, too.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const EXCEPTIONS_FILE = 'deploy/audit-exceptions.json';
const SEVERE = new Set(['high', 'critical']);
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The audit cannot be done, or its exceptions cannot be read. */
class AuditError extends Error {}

/** @returns the exceptions, each `{ advisory, package, reason, until }`; one counts to the end of its last day (UTC) */
function readExceptions() {
  let list;
  try {
    list = JSON.parse(readFileSync(EXCEPTIONS_FILE, 'utf8'));
  } catch (error) {
    throw new AuditError(`${EXCEPTIONS_FILE} cannot be read: ${error.message}`);
  }
  if (!Array.isArray(list)) throw new AuditError(`${EXCEPTIONS_FILE} must be a list`);
  for (const one of list) {
    const missing = ['advisory', 'package', 'reason', 'until'].find((key) => !one?.[key]?.trim?.());
    if (missing) throw new AuditError(`${EXCEPTIONS_FILE}: ${JSON.stringify(one)} lacks "${missing}"`);
    if (!DAY.test(one.until) || Number.isNaN(Date.parse(one.until)))
      throw new AuditError(
        `${EXCEPTIONS_FILE}: "until" is ${JSON.stringify(one.until)}: give a day, 2026-12-31`,
      );
  }
  return list;
}

/** npm's report, or why the registry gave none. */
function askRegistry() {
  const { stdout, stderr, error } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32', // npm is a script there
  });
  if (error) throw new AuditError(`npm could not be run: ${error.message}`);
  let report;
  try {
    report = JSON.parse(stdout);
  } catch {
    throw new AuditError(`npm audit answered no JSON: ${stdout.slice(0, 500)}${stderr.slice(0, 500)}`);
  }
  if (report.vulnerabilities) return { report };
  // So npm reports that the endpoint could not be reached or refused; whatever else is wrong has no message of its own.
  if (typeof report.message === 'string' && !report.error?.code) return { unreachable: report.message };
  throw new AuditError(`npm audit failed: ${JSON.stringify(report).slice(0, 500)}`);
}

/** Every severe hole once: `{ advisory, package, severity, title, url }`. */
function severeHoles({ vulnerabilities }) {
  const found = new Map();
  for (const { via } of Object.values(vulnerabilities)) {
    for (const cause of via) {
      if (typeof cause === 'string' || !SEVERE.has(cause.severity)) continue; // a string names another entry
      const advisory = path.basename(cause.url ?? String(cause.source));
      found.set(`${advisory} ${cause.name}`, {
        advisory,
        package: cause.name,
        severity: cause.severity,
        title: cause.title,
        url: cause.url,
      });
    }
  }
  return [...found.values()];
}

function loudly(lines) {
  const width = Math.max(...lines.map((line) => line.length));
  const frame = '!'.repeat(width + 8);
  console.error([frame, ...lines.map((line) => `!!  ${line.padEnd(width)}  !!`), frame].join('\n'));
}

function audit(strict) {
  const exceptions = readExceptions();
  const { report, unreachable } = askRegistry();
  if (unreachable !== undefined) {
    loudly([
      'NOT AUDITED: the registry does not answer audits from here.',
      unreachable.slice(0, 160),
      'Nobody has looked whether the packages of this commit have known holes.',
      'Run `npm run audit -- --strict` where registry.npmjs.org can be reached.',
    ]);
    return strict ? 1 : 0;
  }
  const today = new Date().toISOString().slice(0, 10);
  const holes = severeHoles(report);
  const excuseOf = (hole) =>
    exceptions.find((one) => one.advisory === hole.advisory && one.package === hole.package);
  const open = holes.filter((hole) => !(excuseOf(hole)?.until >= today));
  for (const hole of holes) {
    const excuse = excuseOf(hole);
    const until = excuse
      ? excuse.until >= today
        ? `excused until ${excuse.until}`
        : `excuse ended ${excuse.until}`
      : 'not excused';
    console.error(`${hole.severity}: ${hole.package}: ${hole.title} (${hole.url}): ${until}`);
  }
  for (const one of exceptions) {
    if (!holes.some((hole) => excuseOf(hole) === one))
      console.error(`${EXCEPTIONS_FILE}: ${one.advisory} of ${one.package} is not found any more; remove it`);
  }
  console.error(
    open.length === 0
      ? 'audited: no open hole of high or critical severity'
      : `${open.length} open: update the package, or excuse it in ${EXCEPTIONS_FILE} with a reason and a day`,
  );
  return open.length === 0 ? 0 : 1;
}

try {
  process.exitCode = audit(process.argv.includes('--strict'));
} catch (error) {
  if (!(error instanceof AuditError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
