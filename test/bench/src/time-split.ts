// Prints what an event of TRUTHS T6 and T7 costs and where that goes: node deploy/run.mjs @mining-ops/bench/time-split.js
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { median } from './result.js';

const TURNS = 5;
const PROGRAM = fileURLToPath(new URL('./time-variant.js', import.meta.url));
/** Each variant lacks one part more than the one before it; the difference is what that part costs among the others. */
const VARIANTS = ['whole', 'uniforms from a table', 'draws from a table', 'events from a recording'] as const;
const PARTS = ['uniform numbers', 'logarithms', 'calendar', 'pools and model'] as const;

async function nsAnEvent(network: string, variant: string): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, network, variant]);
  return Number(stdout);
}

for (const network of ['T6', 'T7']) {
  const ns: number[][] = VARIANTS.map(() => []);
  for (let turn = 0; turn < TURNS; turn += 1)
    for (const [v, variant] of VARIANTS.entries()) ns[v]?.push(await nsAnEvent(network, variant));
  const medians = ns.map(median);
  const [whole = NaN] = medians;
  process.stdout.write(`${network}: ${whole.toFixed(1)} ns of the processor's time an event\n`);
  for (const [v, part] of PARTS.entries()) {
    const cost = (medians[v] ?? NaN) - (medians[v + 1] ?? 0);
    process.stdout.write(
      `  ${part.padEnd(20)}${cost.toFixed(1).padStart(6)} ns  ${(cost / whole).toFixed(2)}\n`,
    );
  }
}
