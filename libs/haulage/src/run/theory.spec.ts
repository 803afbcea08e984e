import type { MineDefinition } from '../definition/mine-definition.js';
import type { Spread } from '../definition/spread.js';
import { certainMine, leg } from '../testing/mines.js';
import { compileMine } from './compile-mine.js';
import { MineRun } from './mine-run.js';

const NONE: Spread = { kind: 'none' };
const EXPONENTIAL: Spread = { kind: 'exponential' };
const NO_TIME_MIN = 1e-9;

/** One truck-shovel cycle as a closed queue: loaders, and the rest of the cycle as the empty travel. */
function closedQueue(
  trucks: number,
  loaders: number,
  load: [number, Spread],
  rest: [number, Spread],
  hours: number,
): MineDefinition {
  const travel = leg(rest[0], { travelSpread: rest[1] });
  return certainMine(trucks, loaders, {
    shift: { durationMin: hours * 60, overrunMin: 0, startLossMin: 0, breaks: [] },
    loadSites: [
      {
        id: 'PIT',
        sharedQueue: true,
        loaders: Array.from({ length: loaders }, (_, i) => ({
          id: `L${i}`,
          loading: {
            kind: 'whole',
            loadingMin: { mean: load[0], spread: load[1] },
            payloadFraction: { mean: 1, spread: NONE },
          },
        })),
      },
    ],
    dumpSites: [{ id: 'ROM', bays: trucks, dumpingMin: { mean: NO_TIME_MIN, spread: NONE } }],
    routes: [{ loadSite: 'PIT', dumpSite: 'ROM', distanceKm: 0, loaded: leg(NO_TIME_MIN), empty: travel }],
    parkRoutes: [{ loadSite: 'PIT', leg: travel }],
  });
}

// TRUTHS T1, T2, T3, T5 on the haulage model; validate:truths checks the kernel to 0.5% of width.
describe('the haulage model as a closed queue', () => {
  const HOURS = 10_000;

  it.each<[string, number, number, [number, Spread], [number, Spread], number]>([
    ['M/M/1//3 (T1)', 3, 1, [3, EXPONENTIAL], [17, EXPONENTIAL], 8.5664],
    ['M/M/1//7 (T1)', 7, 1, [3, EXPONENTIAL], [17, EXPONENTIAL], 16.7333],
    ['M/M/1//12 (T1)', 12, 1, [3, EXPONENTIAL], [17, EXPONENTIAL], 19.8407],
    ['M/D/1//7 (T2)', 7, 1, [3, NONE], [17, EXPONENTIAL], 17.6409],
    ['M/M/1//7 with fixed travel (T3)', 7, 1, [3, EXPONENTIAL], [17, NONE], 16.7333],
    ['M/M/2//10 (T5)', 10, 2, [4, EXPONENTIAL], [20, EXPONENTIAL], 22.7888],
  ])('%s loads as theory says', (_, trucks, loaders, load, rest, perHour) => {
    const { loads } = new MineRun(compileMine(closedQueue(trucks, loaders, load, rest, HOURS))).run(11, 0);
    // The standard error of the count is below 0.25%.
    expect(Math.abs(loads / HOURS / perHour - 1)).toBeLessThan(0.01);
  });
});
