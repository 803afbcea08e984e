import { spawnSync } from 'node:child_process';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');
export const PROMETHEUS_DIR = path.join(ROOT, 'deploy', 'prometheus');

/** Whether this machine has Prometheus: `npm test` says where it has not, and cannot get it. */
export const hasPrometheus = ['promtool', 'prometheus'].every(
  (program) => spawnSync(program, ['--version']).error === undefined,
);

/** Runs promtool in `deploy/prometheus`. */
export function promtool(
  args: readonly string[],
  input?: string,
): { readonly code: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync('promtool', args, {
    cwd: PROMETHEUS_DIR,
    encoding: 'utf8',
    ...(input === undefined ? {} : { input }),
  });
  return { code: status, output: stdout + stderr };
}
