import type { PlanningFleet } from '../fleet/planning-fleet.js';
import type { StrategyQuestion } from '../question/strategy-question.js';
import {
  driver,
  fleet,
  loader,
  loaderOperator,
  question,
  road,
  schedule,
  truck,
} from '../testing/planning.js';
import { makePlan } from './make-plan.js';
import type { QuestionFault } from './question-fault.js';
import type { StrategyPlan } from './strategy-plan.js';

function plan(asked: Partial<StrategyQuestion> = {}, mine: Partial<PlanningFleet> = {}): StrategyPlan {
  const outcome = makePlan(question(asked), fleet(mine));
  if (!outcome.ok) throw new Error(outcome.faults.map(({ message }) => message).join());
  return outcome.plan;
}

function faults(
  asked: Partial<StrategyQuestion> = {},
  mine: Partial<PlanningFleet> = {},
): readonly QuestionFault[] {
  const outcome = makePlan(question(asked), fleet(mine));
  if (outcome.ok) throw new Error('it could be planned');
  return outcome.faults;
}

const sitesOf = ({ roads }: StrategyPlan): string[] =>
  roads.flatMap(({ road, sets }) => sets.map((set) => `${road.id}: ${set.map(({ id }) => id).join('+')}`));

describe('a plan', () => {
  it('without targets has every active road with every loader at its start, and every truck count', () => {
    const mine = {
      roads: [road('R1'), road('R2', { startPoint: 'PIT-02' }), road('OLD', { isActive: false })],
      loaders: [loader('L1'), loader('L2'), loader('M1', { currentLocation: 'PIT-02' })],
    };
    const made = plan({ truckCounts: [4, 2, 4], loaderCounts: [2, 1] }, mine);
    expect(sitesOf(made)).toEqual(['R1: L1', 'R1: L2', 'R1: L1+L2', 'R2: M1']);
    expect(made.truckCounts).toEqual([2, 4]);
    expect(made.leftOut).toEqual([
      { code: 'NOT_ENOUGH_LOADERS', candidates: 2, reason: 'too few available loaders at one place' },
    ]);
  });

  it('with a road and a loader has just these', () => {
    expect(sitesOf(plan({ roadId: 'R1', loaderId: 'L2', loaderCounts: [2] }))).toEqual(['R1: L2+L1']);
  });

  it('with a loader alone has the roads that start where it stands', () => {
    const mine = { roads: [road('R1'), road('R2', { startPoint: 'PIT-02' })] };
    expect(sitesOf(plan({ loaderId: 'L2' }, mine))).toEqual(['R1: L2']);
  });

  it('with a loader alone has every road, where none starts at its place', () => {
    const mine = {
      roads: [road('R1'), road('R2')],
      loaders: [loader('L1'), loader('M1', { currentLocation: 'PIT-09' })],
    };
    expect(sitesOf(plan({ loaderId: 'M1' }, mine))).toEqual(['R1: M1', 'R2: M1']);
  });

  it('has loaders of no known place work together', () => {
    const mine = {
      roads: [road('R1', { startPoint: null })],
      loaders: ['X', 'Y'].map((id) => loader(id, { currentLocation: null })),
    };
    expect(sitesOf(plan({ loaderCounts: [2] }, mine))).toEqual(['R1: X+Y']);
    const made = plan({ roadId: 'R1', loaderId: 'Y' }, mine);
    expect([sitesOf(made), made.warnings]).toEqual([['R1: Y'], []]);
  });

  it('warns where the loader would have to be moved', () => {
    const mine = {
      roads: [road('R1'), road('R2', { startPoint: 'PIT-02' })],
      loaders: [loader('L1'), loader('M1', { currentLocation: 'PIT-02' })],
    };
    const made = plan({ roadId: 'R1', loaderId: 'M1' }, mine);
    expect(sitesOf(made)).toEqual(['R1: M1']);
    expect(made.warnings).toEqual([
      {
        code: 'LOADER_ELSEWHERE',
        message: 'Loader M1 stands at PIT-02, but Road R1 starts at PIT-01: it would have to be moved',
      },
    ]);
  });

  it('lets loaders of each place serve a road that starts at no loader', () => {
    const mine = {
      roads: [road('R1', { startPoint: null })],
      loaders: [loader('L1'), loader('M1', { currentLocation: 'PIT-02' })],
    };
    expect(sitesOf(plan({}, mine))).toEqual(['R1: L1', 'R1: M1']);
    expect(sitesOf(plan({ truckCounts: [2], loaderCounts: [1, 2] }, mine))).toEqual(['R1: L1', 'R1: M1']);
  });

  it('keeps to the roads of a site where one is named', () => {
    const mine = { roads: [road('R1'), road('R2', { miningSiteId: 'OTHER' })] };
    expect(plan({ siteId: 'OTHER' }, mine).roads.map(({ road: { id } }) => id)).toEqual(['R2']);
  });

  it('of a whole space has every set of loaders of a place, with each rule where a set has a choice', () => {
    const made = plan({
      space: 'whole',
      loaderCounts: [1, 2],
      dispatchRules: ['shared-queue', 'fixed', 'shared-queue'],
    });
    expect(sitesOf(made)).toEqual(['R1: L1', 'R1: L2', 'R1: L3', 'R1: L1+L2', 'R1: L1+L3', 'R1: L2+L3']);
    expect(made.dispatchRules).toEqual(['shared-queue', 'fixed']);
  });

  it('counts the sets that a place has beyond those that can be tried', () => {
    const loaders = Array.from({ length: 20 }, (_, i) => loader(`L${i}`));
    const operators = [...fleet().operators, ...loaders.map(({ id }) => loaderOperator(`of ${id}`))];
    const made = plan(
      { space: 'whole', truckCounts: [2], loaderCounts: [1, 3], dispatchRules: ['fixed', 'random'] },
      { loaders, operators },
    );
    // 20 sets of one; of the 1,140 sets of three, the 18 that the best two complete (two leaders give the same).
    expect(sitesOf(made)).toHaveLength(20 + 18);
    expect(made.leftOut).toEqual([
      {
        code: 'LOADER_SETS_NOT_LISTED',
        candidates: (1_140 - 18) * 2,
        reason: expect.stringContaining('only the best were'),
      },
    ]);
  });

  it('lists the trucks and people that can work, by size and by rating', () => {
    const made = plan(
      {},
      {
        trucks: [truck('SMALL', { capacityT: 20 }), truck('BIG', { capacityT: 39 }), truck('X'), truck('Y')],
        operators: [
          driver('A'),
          driver('STAR', { rating: 5 }),
          driver('B'),
          driver('C'),
          loaderOperator('O'),
        ],
      },
    );
    expect(made.trucks.map(({ id }) => id)).toEqual(['BIG', 'X', 'Y', 'SMALL']);
    expect(made.truckDrivers[0]!.id).toBe('STAR');
  });

  it('leaves out what the fleet cannot staff, and says how many candidates and why', () => {
    const made = plan(
      { truckCounts: [2, 4, 6], loaderCounts: [1, 3] },
      {
        trucks: [...fleet().trucks.slice(0, 5), truck('BROKEN', { status: 'BREAKDOWN' })],
        operators: [driver('D1'), driver('D2'), driver('SICK', { status: 'SICK' }), loaderOperator('O1')],
      },
    );
    expect(made.truckCounts).toEqual([2]);
    expect(sitesOf(made)).toEqual(['R1: L1', 'R1: L2', 'R1: L3']);
    expect(made.leftOut).toEqual([
      {
        code: 'NOT_ENOUGH_LOADER_OPERATORS',
        candidates: 3,
        reason: '1 loader operators can work in SHIFT_1',
      },
      { code: 'NOT_ENOUGH_TRUCKS', candidates: 3, reason: '5 of 6 trucks can work' },
      { code: 'NOT_ENOUGH_DRIVERS', candidates: 3, reason: '2 truck drivers can work in SHIFT_1' },
    ]);
    // Every candidate asked for has its fate: 3 sets of one loader and 1 of three, with 3 truck counts each.
    const left = made.leftOut.reduce((sum, { candidates }) => sum + candidates, 0);
    expect(left + sitesOf(made).length * made.truckCounts.length).toBe(4 * 3);
  });

  it('has the schedule with its vessel, and warns where that is done', () => {
    expect(plan({ scheduleId: 'S1' })).toMatchObject({ schedule: { id: 'S1' }, vesselName: 'MV Mahakam' });
    expect(plan()).toMatchObject({ schedule: null, vesselName: null, warnings: [] });
    const nameless = { schedules: [schedule('S1', { vesselId: 'V9' })] };
    expect(plan({ scheduleId: 'S1' }, nameless).vesselName).toBe('V9');
    const done = { schedules: [schedule('S1', { status: 'COMPLETED' })] };
    expect(plan({ scheduleId: 'S1' }, done).warnings).toEqual([
      {
        code: 'SCHEDULE_CLOSED',
        message: 'schedule S1 is COMPLETED: nothing is left to load, and nothing is charged for it',
      },
    ]);
  });
});

describe('a question that cannot be planned', () => {
  it.each([
    ['roadId', 'UNKNOWN_ROAD', 'road_segments.csv', 'Name another road, or none to try all'],
    ['loaderId', 'UNKNOWN_LOADER', 'excavators.csv', 'Name another excavator, or none to try all'],
    [
      'scheduleId',
      'UNKNOWN_SCHEDULE',
      'sailing_schedules.csv',
      'Name another schedule, or none to plan without a vessel',
    ],
    ['siteId', 'UNKNOWN_SITE', 'road_segments.csv', 'Name another site, or none to try all'],
  ] as const)('has a %s that is in no table', (field, code, file, remedy) => {
    expect(faults({ [field]: 'nope' })).toEqual([
      { kind: 'NOT_FOUND', code, field, message: `"nope" is not in ${file}. ${remedy}` },
    ]);
  });

  it('is told all that stands against it at once', () => {
    const codes = faults({ roadId: 'a', loaderId: 'b', truckCounts: [99], loaderCounts: [99] }).map(
      ({ code }) => code,
    );
    expect(codes).toEqual(['UNKNOWN_ROAD', 'UNKNOWN_LOADER', 'TOO_MANY_TRUCKS', 'TOO_MANY_LOADERS']);
  });

  it('targets a road that is closed', () => {
    expect(faults({ roadId: 'R1' }, { roads: [road('R1', { isActive: false })] })).toEqual([
      {
        kind: 'NOT_POSSIBLE',
        code: 'ROAD_UNAVAILABLE',
        field: 'roadId',
        message: '"R1" (Road R1) cannot be used: it is not active. Name another road, or none to try all',
      },
    ]);
  });

  it.each([
    [{ status: 'MAINTENANCE' }, 'its status is MAINTENANCE'],
    [{ isActive: false }, 'it is not active'],
  ])('targets a loader that cannot work: %j', (changes, why) => {
    expect(faults({ loaderId: 'L1' }, { loaders: [loader('L1', changes)] })).toEqual([
      {
        kind: 'NOT_POSSIBLE',
        code: 'LOADER_UNAVAILABLE',
        field: 'loaderId',
        message: `"L1" (Loader L1) cannot be used: ${why}. Name another excavator, or none to try all`,
      },
    ]);
  });

  it('asks for more than the mine has, and hears how many it has', () => {
    const trucks = [...fleet().trucks, truck('BROKEN', { status: 'BREAKDOWN' })];
    expect(faults({ truckCounts: [1, 1_000_000_000], loaderCounts: [4] }, { trucks })).toEqual([
      {
        kind: 'NOT_POSSIBLE',
        code: 'TOO_MANY_TRUCKS',
        field: 'truckCounts',
        message: 'asks for 1000000000 trucks, but the mine has 7, of which 6 can work. Ask for at most 6',
      },
      {
        kind: 'NOT_POSSIBLE',
        code: 'TOO_MANY_LOADERS',
        field: 'loaderCounts',
        message: 'asks for 4 excavators, but the mine has 3, of which 3 can work. Ask for at most 3',
      },
    ]);
  });

  it('wants more shifts of its many candidates than can be kept, and hears how many it may want', () => {
    const loaders = Array.from({ length: 14 }, (_, i) => loader(`L${i}`));
    const operators = [...fleet().operators, ...loaders.map(({ id }) => loaderOperator(`of ${id}`))];
    const dispatchRules = ['shared-queue', 'fixed', 'random', 'nearest', 'flow'];
    const asked = {
      space: 'whole',
      loaderCounts: [2],
      truckCounts: [1, 2, 3, 4, 5, 6],
      dispatchRules,
    } as const;
    const whole = { ...asked, loaderCounts: [2], truckCounts: [...asked.truckCounts], dispatchRules };
    // 91 sets of two, 6 truck counts, 5 rules: 2,730 candidates.
    expect(faults({ ...whole, replications: 2_000 }, { loaders, operators })).toEqual([
      {
        kind: 'NOT_POSSIBLE',
        code: 'TOO_MANY_SHIFTS',
        field: 'replications',
        message:
          'is 2000 for each of 2730 candidates, more than 5000000 simulated shifts in all. Ask for at most 1831, or for fewer candidates, or leave it out: the search then spends them where they tell the best',
      },
    ]);
    expect(plan({ ...whole, replications: 1_831 }, { loaders, operators }).roads).toHaveLength(1);
  });

  const broken = { status: 'BREAKDOWN' };
  const apart = [loader('L1'), loader('M1', { currentLocation: 'PIT-02' })];
  it.each<[string, Partial<StrategyQuestion>, Partial<PlanningFleet>, QuestionFault['field'], string]>([
    [
      'nobody runs an excavator',
      { truckCounts: [2, 4] },
      { operators: [driver('D1'), driver('D2')] },
      'loaderCounts',
      'is 1, which the mine cannot staff (0 loader operators can work in SHIFT_1). Name another shift',
    ],
    [
      'too few run an excavator',
      { loaderCounts: [3, 2] },
      { operators: [driver('D1'), driver('D2'), loaderOperator('O1')] },
      'loaderCounts',
      'is at least 2, which the mine cannot staff (1 loader operators can work in SHIFT_1). Ask for fewer, or name another shift',
    ],
    [
      'the excavators stand apart',
      { loaderCounts: [2] },
      { loaders: apart },
      'loaderCounts',
      'is 2, which the mine cannot staff (too few available loaders at one place). Ask for fewer',
    ],
    [
      'no excavator can work',
      {},
      { loaders: [loader('L1', broken)] },
      'loaderCounts',
      'is 1, which the mine cannot staff (too few available loaders at one place). Nothing can be planned until more can work',
    ],
    [
      'too few trucks can work',
      { truckCounts: [3, 2, 3] },
      { trucks: [truck('T1'), truck('T2', broken), truck('T3', broken)] },
      'truckCounts',
      'is at least 2, which the mine cannot staff (1 of 3 trucks can work). Ask for fewer',
    ],
    [
      'too few drive in the shift',
      { truckCounts: [2] },
      { operators: [driver('D1'), driver('D2', { shift: 'SHIFT_2' }), loaderOperator('O1')] },
      'truckCounts',
      'is 2, which the mine cannot staff (1 truck drivers can work in SHIFT_1). Ask for fewer, or name another shift',
    ],
    [
      'no road is active',
      {},
      { roads: [road('R1', { isActive: false }), road('R2', { isActive: false })] },
      'roadId',
      'finds no active road: road_segments.csv has 2, none of them active. Make one active there',
    ],
    [
      'no road of the site is active',
      { siteId: 'OTHER' },
      { roads: [road('R1'), road('R2', { miningSiteId: 'OTHER', isActive: false })] },
      'siteId',
      '"OTHER" has no active road. Name another site, or none to try all',
    ],
    [
      'the road is of another site',
      { siteId: 'OTHER', roadId: 'R1' },
      { roads: [road('R1'), road('R2', { miningSiteId: 'OTHER' })] },
      'siteId',
      '"OTHER" is not the site of the road "R1". Name another site, or none to try all',
    ],
  ])('cannot be staffed, for %s', (_, asked, mine, field, message) => {
    expect(faults(asked, mine)).toEqual([
      { kind: 'NOT_POSSIBLE', code: 'NOTHING_CAN_BE_STAFFED', field, message },
    ]);
  });
});
