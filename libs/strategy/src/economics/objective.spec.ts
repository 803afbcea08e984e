import fc from 'fast-check';
import { OBJECTIVES } from '../question/strategy-question.js';
import { FINANCE, schedule, START_MS } from '../testing/planning.js';
import { mean } from './mean.js';
import { gainAt, gainInfluences, meetsGoal, objectiveAt, type Goal } from './objective.js';
import { meanFigures, type ShiftColumns, type ShiftTerms } from './profit.js';
import { vesselDemand } from './vessel.js';

/** 30,000 t wanted in 24 h: always late, so that profit and cost are not linear in the production. */
const LATE: ShiftTerms = {
  operatorH: 100,
  finance: FINANCE,
  demand: vesselDemand(
    schedule('S1', { plannedQuantityT: 30_000, etsLoadingMs: START_MS + 24 * 3_600_000 }),
    'MV Mahakam',
    START_MS,
    3,
  ),
};

const columnsOf = (rows: readonly (readonly [t: number, fuelL: number, queueH: number])[]): ShiftColumns => ({
  productionT: Float64Array.from(rows, ([t]) => t),
  fuelL: Float64Array.from(rows, ([, fuelL]) => fuelL),
  queueH: Float64Array.from(rows, ([, , queueH]) => queueH),
  incidents: Float64Array.from(rows, ([, , queueH]) => queueH % 3),
});

const rows = fc.array(
  fc.tuple(
    fc.integer({ min: 500, max: 3_000 }),
    fc.integer({ min: 0, max: 900 }),
    fc.integer({ min: 0, max: 30 }),
  ),
  { minLength: 2, maxLength: 12 },
);

describe.each(OBJECTIVES)('the objective %s', (objective) => {
  const goal: Goal = { objective, targetT: 1_500 };

  it('has shares of the replications whose mean is the gain at the means', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const columns = columnsOf(given);
        const gain = gainAt(goal, meanFigures(columns), LATE);
        const shares = gainInfluences(goal, columns, LATE);
        expect(Math.abs(mean(shares) - gain)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(gain)));
      }),
    );
  });

  it('has shares that move with a replication as the gain moves with it (delta method)', () => {
    // The derivative of the gain at the means by one replication's production, times their number.
    const given = [
      [1_000, 300, 4],
      [1_400, 500, 9],
      [1_700, 450, 1],
    ] as const;
    const shares = gainInfluences(goal, columnsOf(given), LATE);
    const moved = (byT: number): number => {
      const rowsMoved = given.map(([t, fuelL, queueH], r) => [r === 1 ? t + byT : t, fuelL, queueH] as const);
      return gainAt(goal, meanFigures(columnsOf(rowsMoved)), LATE);
    };
    const slope = (moved(0.01) - moved(-0.01)) / 0.02;
    const at = meanFigures(columnsOf(given));
    const onlyMoved = gainInfluences(goal, columnsOf([[1_401, 500, 9]]), LATE, at)[0]! - shares[1]!;
    expect(onlyMoved / given.length / slope).toBeCloseTo(1, 4);
  });
});

describe('an objective', () => {
  const figures = { productionT: 1_000, fuelL: 400, queueH: 0, incidents: 0 };
  const free: ShiftTerms = { operatorH: 0, demand: null, finance: FINANCE };

  it('is given in its own unit, and made largest with the sign turned where less is better', () => {
    const of = (objective: Goal['objective']): number[] => {
      const goal = { objective, targetT: 900 };
      return [objectiveAt(goal, figures, free), gainAt(goal, figures, free)];
    };
    expect(of('profit')).toEqual([794_000_000, 794_000_000]);
    expect(of('tonnes')).toEqual([1_000, 1_000]);
    expect(of('cost_per_tonne')).toEqual([6_000, -6_000]); // 400 L × 15,000 / 1,000 t
    expect(of('least_fuel')).toEqual([400, -400]);
  });

  it('of the least fuel counts a tonne short of the target as 3 L, so that to haul less never pays', () => {
    const goal: Goal = { objective: 'least_fuel', targetT: 1_100 };
    expect(gainAt(goal, figures, free)).toBe(-400 - 3 * 100);
    expect([meetsGoal(goal, figures), meetsGoal({ ...goal, targetT: 1_000 }, figures)]).toEqual([
      false,
      true,
    ]);
    expect(meetsGoal({ objective: 'profit', targetT: 1_100 }, figures)).toBe(true);
  });

  it('of the cost per tonne is a number where nothing is hauled', () => {
    const nothing = { productionT: 0, fuelL: 10, queueH: 0, incidents: 0 };
    expect(objectiveAt({ objective: 'cost_per_tonne', targetT: 0 }, nothing, free)).toBe(150_000);
  });
});
