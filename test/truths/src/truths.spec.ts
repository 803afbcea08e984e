import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

describe('npm run validate:truths', () => {
  // As a process of its own: within Jest's context the simulations take ten times as long.
  it('prints every case and finds all of them met', () => {
    const program = ['deploy/run.mjs', '@mining-ops/truths/main.js'];
    const { status, stdout, stderr } = spawnSync(process.execPath, program, { cwd: root, encoding: 'utf8' });
    const lines = stdout.split('\n');
    expect(lines.filter((line) => line.includes('MISSED'))).toEqual([]);
    expect([stderr, status]).toEqual(['', 0]);
    const cases = new Set(lines.map((line) => line.slice(0, 2)));
    for (const id of ['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'T8', 'T9']) expect(cases).toContain(id);
  }, 300_000);
});
