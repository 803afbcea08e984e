import { permission } from '../redis/choose-redis.js';
import type { Machine } from '../redis/machine.js';
import { aptGet, aptInstall, PACKAGE_MANAGERS } from '../redis/package-managers.js';

/** Debian's package has both. */
const PROGRAMS = ['prometheus', 'promtool'];
const ATTEMPTS = [[aptInstall('prometheus')], [aptGet('update'), aptInstall('prometheus')]];

/**
 * Sees to it that the tests have Prometheus, where it is there or apt-get may install it without a question. Where
 * neither is so, the tests that need it are left out, and this says so.
 *
 * @returns whether they are there
 */
export async function offerPrometheus(machine: Machine, report: (line: string) => void): Promise<boolean> {
  const areThere = (): boolean => PROGRAMS.every((program) => machine.which(program) !== undefined);
  if (areThere()) return true;
  const why = await install(machine, report);
  if (areThere()) return true;
  report(
    `NOT TESTED: alerts and dashboards, as there is no prometheus and promtool on the PATH (${why}). ` +
      'Get them with: sudo apt-get install prometheus',
  );
  return false;
}

/** @returns why it is not there now, if it is not */
async function install(machine: Machine, report: (line: string) => void): Promise<string> {
  const apt = PACKAGE_MANAGERS.find(({ program }) => program === 'apt-get');
  if (apt === undefined || machine.which(apt.program) === undefined)
    return 'there is no apt-get to install them';
  const prefix = await permission(machine, apt);
  if (prefix === undefined) return 'apt-get may not be used without a question here';
  report('installing prometheus with apt-get, for the tests…');
  let output = '';
  for (const commands of ATTEMPTS) {
    let failed = false;
    for (const command of commands) {
      const result = await machine.run([...prefix, ...command]);
      ({ output } = result);
      failed = result.code !== 0;
      if (failed) break;
    }
    if (!failed) break;
  }
  return `apt-get says: ${output.trim().split('\n').at(-1) ?? ''}`;
}
