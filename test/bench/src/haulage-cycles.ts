import { compileMine } from '@mining-ops/haulage/run/compile-mine.js';
import { MineRun } from '@mining-ops/haulage/run/mine-run.js';
import { busyMine } from '@mining-ops/haulage/testing/mines.js';
import { runOnKernel, T6 } from './closed-network.js';
import { median, type Benchmark } from './result.js';

const ROUNDS = 15;
const SHIFTS = 1_000;
const TRUCKS = 12;
/** The full model does more in a cycle than four events: draws, fuel, wear, weather, dispatch, accounts. */
const LEAST_SHARE = 0.2;

/** Truck cycles of the full haulage model (two pits, two dumps, everything on), and their share of the bare kernel's. */
export const haulageCycles: Benchmark = {
  name: 'haulage/cycles',
  run: () => {
    const run = new MineRun(compileMine(busyMine(TRUCKS)));
    const perSecond: number[] = [];
    const shares: number[] = [];
    runOnKernel(T6, 500_000, 0);
    for (let r = 0; r < 1_000; r += 1) run.run(0, r);
    for (let round = 1; round <= ROUNDS; round += 1) {
      let startMs = performance.now();
      let cycles = 0;
      for (let r = 0; r < SHIFTS; r += 1) cycles += run.run(round, r).loads;
      const model = cycles / ((performance.now() - startMs) / 1_000);
      startMs = performance.now();
      const kernel = runOnKernel(T6, 800_000, round).cycles / ((performance.now() - startMs) / 1_000);
      perSecond.push(model);
      shares.push(model / kernel);
    }
    const share = median(shares);
    return Promise.resolve({
      name: 'haulage/cycles',
      unit: 'truck cycles/s',
      value: median(perSecond),
      ratios: { kernel: share },
      target: `at least ${LEAST_SHARE} × the bare kernel on T6`,
      met: share >= LEAST_SHARE,
      notes: [],
    });
  },
};
