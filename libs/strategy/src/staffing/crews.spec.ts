import type { PlanningFleet } from '../fleet/planning-fleet.js';
import { makePlan } from '../plan/make-plan.js';
import { conditionCodes, DEFAULT_ASSUMPTIONS, type CalibratedHistory } from '../plan/shift-conditions.js';
import { driver, FINANCE, fleet, history, loaderOperator, question, truck } from '../testing/planning.js';
import { Crews, type Crew } from './crews.js';

/** Who works on the first road with its first set of loaders. */
function crewOf(
  mine: PlanningFleet,
  learned: CalibratedHistory = unknown(),
  finance = FINANCE,
  truckCounts = [2],
): Crew {
  const asked = question({ truckCounts });
  const outcome = makePlan(asked, mine);
  if (!outcome.ok) throw new Error('not planned');
  const { plan } = outcome;
  const codes = conditionCodes(asked, learned);
  const crews = new Crews(plan, finance, codes, learned, DEFAULT_ASSUMPTIONS, asked.workingTime);
  const [{ road, sets }] = plan.roads as [(typeof plan.roads)[number]];
  return crews.of(road, sets[0]!);
}

/** The test history, in which nobody is known. */
const unknown = (): CalibratedHistory => ({
  ...history(),
  truckCodes: new Map(),
  operatorCodes: new Map(),
  loaderCodes: new Map(),
});

/** The test history with factors of two trucks and two drivers of its own, codes 0 and 1. */
function known(change: (factors: Readonly<Record<Quantity, Float64Array[]>>) => void): CalibratedHistory {
  const learned = unknown();
  const { calibration } = learned;
  const factors = {} as Record<Quantity, Float64Array[]>;
  const fits = Object.fromEntries(
    QUANTITIES.map((quantity) => {
      const fit = calibration[quantity];
      const at = FIRST[quantity];
      factors[quantity] = fit.factors.map((old, f) =>
        f === at || f === at + 1 ? Float64Array.of(1, 1) : Float64Array.from(old),
      );
      return [quantity, { ...fit, factors: factors[quantity] }];
    }),
  );
  change(factors);
  return {
    ...learned,
    calibration: { ...calibration, ...fits },
    truckCodes: new Map([
      ['T1', 0],
      ['T2', 1],
    ]),
    operatorCodes: new Map([
      ['D1', 0],
      ['D2', 1],
    ]),
  };
}

const QUANTITIES = ['haulingMin', 'returnMin', 'payloadFraction', 'tripFuelL'] as const;
type Quantity = (typeof QUANTITIES)[number];
/** Where the factors of trucks stand, with those of drivers behind them. */
const FIRST: Readonly<Record<Quantity, number>> = {
  haulingMin: 3,
  returnMin: 3,
  payloadFraction: 1,
  tripFuelL: 3,
};

const trucksOf = ({ trucks }: Crew): string[] => trucks.map(({ truck: { id } }) => id);
const driversOf = ({ trucks }: Crew): string[] => trucks.map(({ driver: { id } }) => id);

describe('a crew', () => {
  it('of trucks of whom nothing is recorded has those that carry most, then by id', () => {
    const mine = fleet({ trucks: [truck('C'), truck('B'), truck('BIG', { capacityT: 39 })] });
    expect(trucksOf(crewOf(mine))).toEqual(['BIG', 'B']);
  });

  it('has the truck that is recorded to be fast before a larger one that is slow', () => {
    const mine = fleet({ trucks: [truck('T1'), truck('T2', { capacityT: 33 })] });
    const slow = known(({ haulingMin, returnMin }) => {
      haulingMin[3]![1] = 1.5;
      returnMin[3]![1] = 1.5;
    });
    expect(
      trucksOf(
        crewOf(
          mine,
          known(() => undefined),
        ),
      ),
    ).toEqual(['T2', 'T1']);
    expect(trucksOf(crewOf(mine, slow))).toEqual(['T1', 'T2']);
  });

  it('has the truck that carries more of its capacity, and the one that burns less where fuel is dear', () => {
    const mine = fleet({ trucks: [truck('T1'), truck('T2')] });
    const full = known(({ payloadFraction }) => {
      payloadFraction[1]![1] = 1.1;
    });
    expect(trucksOf(crewOf(mine, full))).toEqual(['T2', 'T1']);
    const thirsty = known(({ tripFuelL }) => {
      tripFuelL[3]![0] = 2;
    });
    expect(trucksOf(crewOf(mine, thirsty, { ...FINANCE, fuelPriceIdrPerL: 150_000 }))).toEqual(['T2', 'T1']);
  });

  it('has drivers by what they are recorded to do before their rating, the best on the best truck', () => {
    const mine = fleet({
      trucks: [truck('T1'), truck('T2', { capacityT: 36 })],
      operators: [driver('D1', { rating: 5 }), driver('D2', { rating: 3.5 }), loaderOperator('O1')],
    });
    expect(driversOf(crewOf(mine))).toEqual(['D1', 'D2']);
    const quick = known(({ haulingMin, returnMin }) => {
      haulingMin[4]![1] = 0.9;
      returnMin[4]![1] = 0.9;
    });
    const crew = crewOf(mine, quick);
    expect([trucksOf(crew), driversOf(crew)]).toEqual([
      ['T2', 'T1'],
      ['D2', 'D1'],
    ]);
  });

  it('calls drivers that differ by less than half a percent equal: then the rating tells', () => {
    const mine = fleet({
      trucks: [truck('T1'), truck('T2')],
      operators: [driver('D1', { rating: 5 }), driver('D2', { rating: 3.5 }), loaderOperator('O1')],
    });
    const hardly = known(({ payloadFraction }) => {
      payloadFraction[2]![1] = 1.001;
    });
    expect(driversOf(crewOf(mine, hardly))).toEqual(['D1', 'D2']);
  });

  it('has as many loader operators as loaders, the best rated first', () => {
    const operators = [
      driver('D1'),
      driver('D2'),
      loaderOperator('O1', { rating: 4 }),
      loaderOperator('O2', { rating: 5 }),
    ];
    expect(crewOf(fleet({ operators })).loaderOperators.map(({ id }) => id)).toEqual(['O2']);
  });

  it('has no more trucks than the largest count that is tried', () => {
    expect(crewOf(fleet(), unknown(), FINANCE, [1, 4]).trucks).toHaveLength(4);
  });
});
