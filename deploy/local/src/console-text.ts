import path from 'node:path';

/** Takes a line for the person at the console. */
export type Report = (line: string) => void;

/** Writes lines to the standard output. A terminal that was closed, or a reader that went away, is no error. */
export function consoleReport(): Report {
  process.stdout.on('error', () => undefined);
  return (line) => {
    process.stdout.write(`${line}\n`);
  };
}

export function stepLine(what: string, startedAtMs: number): string {
  const seconds = ((performance.now() - startedAtMs) / 1_000).toFixed(2);
  return `  ${seconds.padStart(6)} s  ${what}`;
}

/** What to say when all is ready. Programs look for the beginning of the first line. */
export function readyText(url: string, logsFolder: string): string {
  const logs = path.relative('', logsFolder);
  return [
    `mining-ops is ready at ${url}`,
    '',
    `  API documentation  ${url}/docs`,
    `  Health             ${url}/health/ready`,
    `  First question     curl ${url}/get_top_3_strategies -H 'content-type: application/json' \\`,
    `                       -d '{"fixed_conditions": {}, "decision_variables": {}}'`,
    `  Logs               ${logs.startsWith('..') ? logsFolder : logs}`,
    '',
    'Press Ctrl-C to stop.',
  ].join('\n');
}
