import fc from 'fast-check';
import {
  madeUpValue,
  runToEnd,
  valuesOf,
  type MadeUpSystems,
  type ValueOf,
} from '../testing/made-up-systems.js';
import type { SelectionOptions } from './selection-options.js';
import { Selection } from './selection.js';

const options = (asked: Partial<SelectionOptions> & Pick<SelectionOptions, 'systems'>): SelectionOptions => ({
  wanted: 3,
  classes: null,
  indifference: () => 1,
  targetProbability: 0.95,
  firstStage: 5,
  budget: 100_000,
  ...asked,
});

const ladder = (systems: number, made: Partial<MadeUpSystems> = {}): MadeUpSystems => ({
  means: Array.from({ length: systems }, (_, j) => 100 + 2 * ((j * 7) % systems)),
  deviations: Array.from({ length: systems }, (_, j) => 3 + (j % 3)),
  correlation: 0.5,
  seed: 1,
  ...made,
});

const valueIn =
  (made: MadeUpSystems): ValueOf =>
  (system, replication) =>
    madeUpValue(made, system, replication);

const bestOf = ({ means }: MadeUpSystems, wanted: number): number[] =>
  means
    .map((mean, j) => [mean, j] as const)
    .sort((a, b) => b[0] - a[0])
    .slice(0, wanted)
    .map(([, j]) => j);

describe('a selection', () => {
  it('finds the best, says how surely, and what became of the others', () => {
    const made = ladder(20);
    const outcome = runToEnd(new Selection(options({ systems: 20 })), valueIn(made));
    expect(outcome.chosen).toEqual(bestOf(made, 3));
    expect(outcome).toMatchObject({ reached: true, endedBy: 'guarantee', indifference: 1 });
    expect(outcome.probability).toBeGreaterThanOrEqual(0.95);
    expect(outcome.fates.filter((fate) => fate === 'chosen')).toHaveLength(3);
    const worst = made.means.indexOf(100);
    expect(outcome.fates[worst]).toBe('screened');
    expect(outcome.screenedInRound[worst]).toBeGreaterThanOrEqual(1);
    expect(outcome.counts[worst]).toBeLessThan(outcome.counts[outcome.chosen[2]!]! / 2);
    expect(outcome.counts.reduce((sum, n) => sum + n, 0)).toBe(outcome.replications);
    expect(outcome.equalAllocation).toBeGreaterThan(outcome.replications);
  });

  it('reports each system’s mean and standard error', () => {
    const rows = [
      [3, 5, 4],
      [10, 10, 13],
    ];
    const selection = new Selection(options({ systems: 2, firstStage: 3, budget: 6, wanted: 1 }));
    const outcome = runToEnd(selection, (system, replication) => rows[system]![replication]!);
    expect([...outcome.means]).toEqual([4, 11]);
    expect(outcome.standardErrors[0]).toBeCloseTo(Math.sqrt(1 / 3), 12);
    expect(outcome.standardErrors[1]).toBeCloseTo(1, 12);
  });

  it('gives the same bytes in whatever order and pieces the values of a round come', () => {
    const made = ladder(12);
    const asked = options({ systems: 12 });
    const expected = JSON.stringify(runToEnd(new Selection(asked), valueIn(made)));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 7 }), (mix, pieceSize) => {
        const selection = new Selection(asked);
        for (let round = selection.nextRound(); round.length > 0; round = selection.nextRound()) {
          const pieces = round.flatMap(({ system, firstReplication, replications }) =>
            Array.from({ length: Math.ceil(replications / pieceSize) }, (_, piece) => ({
              system,
              firstReplication: firstReplication + piece * pieceSize,
              replications: Math.min(pieceSize, replications - piece * pieceSize),
            })),
          );
          const shuffled = pieces
            .map((piece, p) => ({ piece, key: Math.imul(mix + p, 0x9e3779b1) >>> 0 }))
            .sort((a, b) => a.key - b.key);
          for (const { piece, key } of shuffled) {
            const values = valuesOf(piece, valueIn(made));
            selection.add(piece.system, piece.firstReplication, values);
            if (key % 3 === 0) selection.add(piece.system, piece.firstReplication, values); // a job that ran twice
          }
        }
        expect(JSON.stringify(selection.outcome())).toBe(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('asks for the same round again until all of it is in', () => {
    const selection = new Selection(options({ systems: 3, wanted: 1 }));
    const round = selection.nextRound();
    expect(selection.nextRound()).toBe(round);
    selection.add(0, 0, [1, 2, 3, 4, 5]);
    expect(selection.nextRound()).toBe(round);
  });

  it('does not depend on how the systems are numbered', () => {
    const made = ladder(15, { correlation: 0 });
    const base = runToEnd(new Selection(options({ systems: 15 })), valueIn(made));
    fc.assert(
      fc.property(fc.shuffledSubarray([...made.means.keys()], { minLength: 15 }), (order) => {
        const outcome = runToEnd(new Selection(options({ systems: 15 })), (system, replication) =>
          madeUpValue(made, order[system]!, replication),
        );
        expect(outcome.chosen.map((j) => order[j])).toEqual(base.chosen);
        expect(outcome.probability).toBeCloseTo(base.probability, 9);
        expect([...outcome.counts]).toEqual(order.map((j) => base.counts[j]));
      }),
      { numRuns: 20 },
    );
  });

  it('chooses at most one of near-twins, and holds twins of a chosen one against that one only', () => {
    const made = ladder(8, { means: [10, 10, 10, 7, 7, 4, 4, 1], deviations: new Array<number>(8).fill(1) });
    const classes = Int32Array.of(0, 0, 0, 1, 1, 2, 2, 3);
    const outcome = runToEnd(new Selection(options({ systems: 8, classes })), valueIn(made));
    expect(outcome.chosen.map((j) => classes[j])).toEqual([0, 1, 2]);
    expect(outcome.reached).toBe(true);
  });

  it('takes all where no more are wanted than there are, after the first replications', () => {
    for (const [systems, classes] of [
      [1, null],
      [3, null],
      [5, Int32Array.of(0, 0, 1, 1, 1)],
    ] as const) {
      const made = { ...ladder(systems), means: new Array<number>(systems).fill(0).map((_, j) => j * 50) };
      const outcome = runToEnd(new Selection(options({ systems, classes })), valueIn(made));
      expect(outcome).toMatchObject({ reached: true, endedBy: 'guarantee', replications: 5 * systems });
      expect(outcome.chosen).toHaveLength(classes ? 2 : systems);
    }
  });

  it('ends on equals, since none of them is better by the indifference amount', () => {
    const made = ladder(6, { means: [5, 5, 5, 5, 5, 5] });
    const outcome = runToEnd(new Selection(options({ systems: 6 })), valueIn(made));
    expect(outcome).toMatchObject({ reached: true, endedBy: 'guarantee' });
  });

  it('knows at once what does not vary, ties included', () => {
    const means = [4, 9, 9, 2, 9, 1];
    const outcome = runToEnd(new Selection(options({ systems: 6, wanted: 2 })), (system) => means[system]!);
    expect(outcome).toMatchObject({ chosen: [1, 2], probability: 1, rounds: 1, replications: 30 });
  });

  it('needs little where one system’s luck is exactly another’s', () => {
    const made = ladder(6, { correlation: 1, deviations: new Array<number>(6).fill(4) });
    const outcome = runToEnd(new Selection(options({ systems: 6 })), valueIn(made));
    expect(outcome.chosen).toEqual(bestOf(made, 3));
    expect(outcome.replications).toBeLessThanOrEqual(60);
  });

  it('states what it knows when the budget ends, and spends no more', () => {
    const made = ladder(30, { means: Array.from({ length: 30 }, (_, j) => j * 0.1) });
    for (const budget of [60, 150, 151, 400, 777]) {
      const outcome = runToEnd(new Selection(options({ systems: 30, budget })), valueIn(made));
      expect(outcome).toMatchObject({ reached: false, endedBy: 'budget', replications: budget });
      expect(outcome.probability).toBeLessThan(0.95);
      expect(outcome.chosen).toHaveLength(3);
    }
  });

  it('is more sure with a larger budget', () => {
    const made = ladder(10);
    const stated = [20, 200, 500].map(
      (budget) => runToEnd(new Selection(options({ systems: 10, budget })), valueIn(made)).probability,
    );
    expect(stated).toEqual([...stated].sort((a, b) => a - b));
  });

  it('may be stopped at any time; what has come in whole counts, what comes later does not', () => {
    const made = ladder(10);
    const selection = new Selection(options({ systems: 10 }));
    const [first, ...rest] = selection.nextRound();
    for (const allocation of rest) selection.add(allocation.system, 0, valuesOf(allocation, valueIn(made)));
    selection.add(first!.system, 0, [1, 2]);
    selection.stop('time');
    selection.add(first!.system, 2, [3, 4, 5]);
    const outcome = selection.outcome();
    expect(selection.nextRound()).toEqual([]);
    expect(outcome).toMatchObject({ endedBy: 'time', reached: false, replications: 45, rounds: 0 });
    expect(outcome.chosen).toHaveLength(3);
    expect(outcome.chosen).not.toContain(0);
    expect([outcome.counts[0], outcome.means[0], outcome.standardErrors[0]]).toEqual([0, NaN, NaN]);
    expect(outcome.probability).toBeLessThan(0.6); // one system is unknown
  });

  it('may be stopped before anything has come', () => {
    const selection = new Selection(options({ systems: 4 }));
    selection.nextRound();
    selection.stop('cancelled');
    expect(selection.outcome()).toMatchObject({ chosen: [], probability: 0, endedBy: 'cancelled' });
  });

  it('is as exact far from 0: only differences count', () => {
    const made = ladder(10);
    const near = runToEnd(new Selection(options({ systems: 10 })), valueIn(made));
    const far = runToEnd(new Selection(options({ systems: 10 })), (j, r) => 1e9 + madeUpValue(made, j, r));
    expect(far.chosen).toEqual(near.chosen);
    expect([...far.counts]).toEqual([...near.counts]);
    expect(far.probability).toBeCloseTo(near.probability, 6);
  });

  it('takes the indifference amount from the best mean so far', () => {
    const made = ladder(10);
    const relative = options({ systems: 10, indifference: (best) => 0.02 * Math.abs(best) });
    const outcome = runToEnd(new Selection(relative), valueIn(made));
    expect(outcome.indifference).toBe(0.02 * outcome.comparableMeans[outcome.chosen[0]!]!);
  });

  it('tells what is known so far', () => {
    const made = ladder(20);
    const selection = new Selection(options({ systems: 20 }));
    expect(selection.progress()).toEqual({
      rounds: 0,
      replications: 0,
      left: 20,
      chosen: [],
      probability: 0,
    });
    for (let r = 0; r < 4; r += 1) {
      for (const allocation of selection.nextRound())
        selection.add(allocation.system, allocation.firstReplication, valuesOf(allocation, valueIn(made)));
    }
    const { rounds, left, chosen } = selection.progress();
    expect(rounds).toBe(3);
    expect(chosen).toHaveLength(3);
    expect(left).toBeLessThan(20);
  });

  it.each<[Partial<SelectionOptions>, string]>([
    [{ systems: 0 }, 'systems must be a whole number of at least 1, got 0'],
    [{ wanted: 1.5 }, 'wanted must be a whole number of at least 1, got 1.5'],
    [{ firstStage: 1 }, 'firstStage must be a whole number of at least 2, got 1'],
    [{ targetProbability: 1 }, 'targetProbability must be between 0 and 1, got 1'],
    [
      { budget: 19 },
      'budget must be a whole number of at least 2 replications for each of 10 systems, got 19',
    ],
    [{ classes: new Int32Array(9) }, 'classes must have one entry for each of 10 systems, got 9'],
  ])('refuses %j', (asked, message) => {
    expect(() => new Selection(options({ systems: 10, ...asked }))).toThrow(message);
  });

  it('refuses an indifference amount below 0, and an outcome before the end', () => {
    const selection = new Selection(options({ systems: 2, wanted: 1, indifference: () => -1 }));
    expect(() => selection.outcome()).toThrow('has not ended');
    for (const { system } of selection.nextRound()) selection.add(system, 0, [1, 2, 3, 4, 5]);
    expect(() => selection.nextRound()).toThrow('indifference must be an amount of at least 0, got -1');
  });
});
