import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

describe('npm run validate:truths', () => {
  // As a process of its own: within Jest's context the simulations take ten times as long.
  it('prints every case and finds all of them met', () => {
    const program = ['deploy/run.mjs', '@mining-ops/truths/main.js'];
    const { status, stdout, stderr } = spawnSync(process.execPath, program, {
      cwd: root,
      encoding: 'utf8',
      timeout: 280_000, // Jest's own cannot stop a synchronous call
    });
    const lines = stdout.split('\n');
    expect(lines.filter((line) => line.includes('MISSED'))).toEqual([]);
    expect([stderr, status]).toEqual(['', 0]);
    const cases = new Set(lines.map((line) => line.slice(0, 2)));
    for (let t = 1; t <= 9; t += 1) expect(cases).toContain(`T${t}`);
    for (let p = 1; p <= 4; p += 1) expect(cases).toContain(`P${p}`);
    for (let s = 1; s <= 4; s += 1) expect(cases).toContain(`S${s}`);
    // ten made-up problems and more: C1, …; the first two characters are those of the rows C1 to C9
    for (let c = 1; c <= 9; c += 1) expect(cases).toContain(`C${c}`);
    expect(lines.some((line) => line.startsWith('C10 '))).toBe(true);
  }, 300_000);
});
