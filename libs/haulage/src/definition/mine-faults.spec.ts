import { busyMine, certainMine, leg, loadSite, route, truck } from '../testing/mines.js';
import { compileMine } from '../run/compile-mine.js';
import { InvalidDefinitionError } from './definition-fault.js';
import type { MineDefinition } from './mine-definition.js';
import { mineFaults } from './mine-faults.js';
import { NO_SHIFT_EFFECT } from './shift-effect.js';

const none = { kind: 'none' } as const;
const pathsOf = (mine: MineDefinition): string[] => mineFaults(mine).map(({ path }) => path);
const reasonsOf = (mine: MineDefinition): string =>
  mineFaults(mine)
    .map(({ reason }) => reason)
    .join('\n');

function withPassT(passT: number): MineDefinition {
  const certain = (mean: number) => ({ mean, spread: none });
  const loading = {
    kind: 'passes',
    spotMin: certain(1),
    passMin: certain(1),
    passT: certain(passT),
  } as const;
  return certainMine(1, 1, {
    loadSites: [{ id: 'PIT', sharedQueue: true, loaders: [{ id: 'L', loading }] }],
  });
}

describe('a mine definition', () => {
  it('that can work has no fault', () => {
    expect(mineFaults(certainMine(3, 2))).toEqual([]);
    expect(mineFaults(busyMine(3))).toEqual([]);
  });

  it('without a road between pit and dump is refused', () => {
    expect(reasonsOf(certainMine(1, 1, { routes: [] }))).toMatch(/no road leads from PIT to any dump/);
    expect(reasonsOf(certainMine(1, 1, { parkRoutes: [] }))).toMatch(/no road leads from the park/);
  });

  it('with travel in no time (infinite speed) or in endless time (zero speed) is refused', () => {
    for (const travelMin of [0, -1, Infinity, NaN]) {
      const { loaded, ...rest } = route('PIT', 'ROM', 8, 8);
      const mine = certainMine(1, 1, {
        routes: [{ ...rest, loaded: { ...loaded, travelMeansMin: [travelMin] } }],
      });
      expect(mineFaults(mine)).toEqual([
        { path: 'routes[0].loaded.travelMeansMin[0]', reason: `must be above 0, is ${travelMin}` },
      ]);
    }
  });

  it('with a truck that no bucket can fill is refused', () => {
    expect(reasonsOf(withPassT(40))).toBe('one bucket of 40 t overloads a truck of C (30 t)');
    expect(reasonsOf(withPassT(1))).toBe('a truck of C (30 t) needs 30 buckets of 1 t, more than 20');
    expect(mineFaults(withPassT(6))).toEqual([]);
  });

  it('with a shift or a truck that takes no time at something is refused', () => {
    const shiftEffects = [NO_SHIFT_EFFECT, { ...NO_SHIFT_EFFECT, hauling: 0, fuel: -1 }];
    const mine = certainMine(1, 1, { shiftEffects, trucks: [truck(0, { dumpingFactor: 0 })] });
    expect(mineFaults(mine)).toEqual([
      { path: 'trucks[0].dumpingFactor', reason: 'must be above 0, is 0' },
      { path: 'shiftEffects[1].hauling', reason: 'must be above 0, is 0' },
      { path: 'shiftEffects[1].fuel', reason: 'must be above 0, is -1' },
    ]);
  });

  it('with a negative time is refused', () => {
    const shift = {
      durationMin: 480,
      overrunMin: -1,
      startLossMin: -2,
      breaks: [{ startMin: 10, durationMin: -3 }],
    };
    expect(pathsOf(certainMine(1, 1, { shift }))).toEqual([
      'shift.overrunMin',
      'shift.startLossMin',
      'shift.breaks[0].durationMin',
    ]);
  });

  it('with overlapping breaks is refused', () => {
    const breaks = [
      { startMin: 60, durationMin: 30 },
      { startMin: 80, durationMin: 30 },
    ];
    const shift = { durationMin: 480, overrunMin: 0, startLossMin: 0, breaks };
    expect(reasonsOf(certainMine(1, 1, { shift }))).toMatch(/must be at 90 min or later.*is 80/);
  });

  it('with an unknown name is refused, wherever it stands', () => {
    const mine = certainMine(1, 1, {
      trucks: [truck(0, { class: 'X', loadSite: 'Y' })],
      routes: [route('PIT', 'ROM', 8, 8), route('NO', 'WHERE', 8, 8)],
      parkRoutes: [
        { loadSite: 'PIT', leg: leg(8) },
        { loadSite: 'NO', leg: leg(1) },
      ],
      dispatchRule: 'guess',
    });
    expect(pathsOf(mine)).toEqual([
      'trucks[0].class',
      'trucks[0].loadSite',
      'routes[1].loadSite',
      'routes[1].dumpSite',
      'parkRoutes[1].loadSite',
      'dispatchRule',
    ]);
    expect(reasonsOf(mine)).toMatch(/"guess" is none of fixed, random, nearest/);
  });

  it('with anything twice is refused', () => {
    const mine = certainMine(1, 1, {
      trucks: [truck(0), truck(0)],
      loadSites: [loadSite('PIT', 1, 3), loadSite('PIT', 1, 3)],
      routes: [route('PIT', 'ROM', 8, 8), route('PIT', 'ROM', 9, 9)],
    });
    expect(pathsOf(mine)).toEqual(['trucks[1].id', 'loadSites[1].id', 'routes[1]']);
  });

  it('with nothing in it is refused', () => {
    const mine = certainMine(0, 1, { loadSites: [], dumpSites: [], routes: [], parkRoutes: [] });
    expect(pathsOf(mine)).toEqual(['trucks', 'loadSites', 'dumpSites']);
    expect(pathsOf(certainMine(1, 0))).toEqual(['loadSites[0].loaders']);
  });

  it('with weather that does not add up, or a breakdown in no time, is refused', () => {
    const { weather, truckBreakdowns, ...mine } = busyMine(1);
    expect(
      reasonsOf({
        ...mine,
        weather: {
          states: weather!.states,
          nextProbabilities: [
            [0.5, 0.5],
            [0.9, 0],
          ],
        },
        truckBreakdowns: { lifeH: { mean: 0, spread: none }, repairMin: truckBreakdowns!.repairMin },
      }),
    ).toBe('a state cannot follow itself\nmust add up to 1, adds up to 0.9\nmust be above 0, is 0');
  });

  it('is refused with all its faults at once, before anything runs', () => {
    const mine = certainMine(0, 0, { delayProbability: 2, dispatchRule: 'guess' });
    expect(() => compileMine(mine)).toThrow(InvalidDefinitionError);
    expect(() => compileMine(mine)).toThrow(/trucks: .*loaders: .*delayProbability: .*dispatchRule: /);
  });
});
