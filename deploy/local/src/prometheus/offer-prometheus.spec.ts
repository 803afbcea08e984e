import type { Machine } from '../redis/machine.js';
import { offerPrometheus } from './offer-prometheus.js';

/** A machine on which what is installed shows on the PATH. */
function machineWith(
  programs: readonly string[],
  { isRoot = true, answer = { code: 0, output: '' }, firstFails = false } = {},
) {
  const there = new Set(programs);
  const ran: string[] = [];
  const machine: Machine = {
    isRoot,
    which: (program) => (there.has(program) ? `/usr/bin/${program}` : undefined),
    run: (command) => {
      const line = command.join(' ');
      ran.push(line);
      if (firstFails && ran.length === 1) return Promise.resolve({ code: 100, output: 'E: no such package' });
      if (answer.code === 0 && line.includes('install'))
        for (const one of ['prometheus', 'promtool']) there.add(one);
      return Promise.resolve(answer);
    },
  };
  return { machine, ran };
}

describe('Prometheus for the tests', () => {
  const lines: string[] = [];
  const report = (line: string): void => {
    lines.push(line);
  };
  beforeEach(() => lines.splice(0));

  it('is taken as it is there, and nothing is installed or said', async () => {
    const { machine, ran } = machineWith(['prometheus', 'promtool', 'apt-get']);
    expect(await offerPrometheus(machine, report)).toBe(true);
    expect([...ran, ...lines]).toEqual([]);
  });

  it('is installed where that asks nobody', async () => {
    const { machine, ran } = machineWith(['apt-get']);
    expect(await offerPrometheus(machine, report)).toBe(true);
    expect(ran).toEqual([expect.stringMatching(/apt-get .*install -y --no-install-recommends prometheus$/)]);
  });

  it('is looked for once more in fresh lists of packages', async () => {
    const { machine, ran } = machineWith(['apt-get'], { firstFails: true });
    expect(await offerPrometheus(machine, report)).toBe(true);
    expect(ran.map((line) => line.split(' ').slice(-1)[0])).toEqual(['prometheus', 'update', 'prometheus']);
  });

  it.each([
    ['there is no apt-get', machineWith([])],
    ['it would ask for a password', machineWith(['apt-get'], { isRoot: false })],
    ['the network is away', machineWith(['apt-get'], { answer: { code: 100, output: 'E: no network' } })],
  ])('is missing, and that is said, where %s', async (_why, { machine }) => {
    expect(await offerPrometheus(machine, report)).toBe(false);
    expect(lines.at(-1)).toMatch(/^NOT TESTED: alerts and dashboards.*sudo apt-get install prometheus$/);
  });
});
