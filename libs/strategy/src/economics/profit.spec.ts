import fc from 'fast-check';
import { FINANCE, schedule, START_MS } from '../testing/planning.js';
import { mean } from './mean.js';
import {
  meanFigures,
  operatorIdrPerH,
  profitTerms,
  shiftProfitsIdr,
  TERMS,
  termInfluences,
  type ShiftColumns,
  type ShiftTerms,
} from './profit.js';
import { vesselDemand } from './vessel.js';

const H_MS = 3_600_000;

/** 9,000 t wanted in 60 h: at 1,000 t a shift, three a day, they take 72 h. */
const demand = vesselDemand(
  schedule('S1', { plannedQuantityT: 9_000, etsLoadingMs: START_MS + 60 * H_MS }),
  'MV Mahakam',
  START_MS,
  3,
);

const columnsOf = (productionT: readonly number[]): ShiftColumns => ({
  productionT: Float64Array.from(productionT),
  fuelL: Float64Array.from(productionT, (t) => t / 2),
  queueH: Float64Array.from(productionT, (_, r) => r),
  incidents: Float64Array.from(productionT, (_, r) => r % 2),
});

describe('profit', () => {
  it('is revenue less fuel, waiting, incidents, wages, demurrage and penalty', () => {
    const terms = profitTerms(
      { productionT: 1_000, fuelL: 500, queueH: 3, incidents: 2 },
      { operatorH: 144, demand, finance: FINANCE },
    );
    expect(terms).toEqual({
      revenueIdr: 800_000_000, // 1,000 t × 800,000
      fuelIdr: 7_500_000, // 500 L × 15,000
      queueIdr: 300_000, // 3 h × 100,000
      incidentsIdr: 1_000_000, // 2 × 500,000
      operatorsIdr: 1_000_000, // 144 h × 5,000,000 / 30 / 24
      demurrageIdr: 60_000_000, // 12 h × 5,000,000
      latePenaltyIdr: 0,
      profitIdr: 730_200_000,
    });
  });

  it('counts a month of wages as 30 days of 24 hours, as the first version did', () => {
    expect(operatorIdrPerH({ ...FINANCE, operatorSalaryIdrPerMonth: 7_200_000 })).toBe(10_000);
  });

  it('has no demurrage without a vessel', () => {
    const terms = profitTerms(
      { productionT: 0, fuelL: 0, queueH: 0, incidents: 0 },
      { operatorH: 0, demand: null, finance: FINANCE },
    );
    expect(Object.values(terms).every((idr) => idr === 0)).toBe(true);
  });
});

describe("each replication's share in the profit", () => {
  const fixed: ShiftTerms = { operatorH: 100, demand, finance: FINANCE };

  it('is on average the profit at the means, term by term', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1, maxLength: 20 }),
        (productionT) => {
          const columns = columnsOf(productionT);
          const atMeans = profitTerms(meanFigures(columns), fixed);
          const shares = termInfluences(columns, fixed);
          for (const term of [...TERMS.map(([name]) => name), 'profitIdr'] as const) {
            const average = mean(Float64Array.from(shares, (share) => share[term]));
            expect(Math.abs(average - atMeans[term])).toBeLessThanOrEqual(
              1e-6 * (1e6 + Math.abs(atMeans[term])),
            );
          }
        },
      ),
    );
  });

  it('varies with the demurrage that its production brings, as the change of the mean would (delta method)', () => {
    const columns = columnsOf([900, 1_000, 1_100]);
    const moved = (byT: number): number =>
      profitTerms({ ...meanFigures(columns), productionT: 1_000 + byT }, fixed).demurrageIdr;
    const slope = (moved(0.5) - moved(-0.5)) / 1;
    const [low, , high] = termInfluences(columns, fixed);
    expect((high!.demurrageIdr - low!.demurrageIdr) / 200).toBeCloseTo(slope, 0);
    // 9,000 t at 3 shifts a day: 72 h · 5,000,000 IDR/h fall by a thousandth for each tonne more.
    expect(slope).toBeCloseTo(-360_000, 0);
  });

  it('has no demurrage that varies where all are in time', () => {
    const early = { ...fixed, demand: { ...demand, hoursLeft: 1_000 } };
    for (const { demurrageIdr } of termInfluences(columnsOf([900, 1_100]), early))
      expect(demurrageIdr).toBe(0);
  });
});

describe('the profit of single shifts', () => {
  it('has the demurrage of a day of such shifts', () => {
    const fixed: ShiftTerms = { operatorH: 0, demand, finance: FINANCE };
    const [slow, fast] = shiftProfitsIdr(columnsOf([500, 2_000]), fixed);
    // 500 t a shift take 144 h: 84 h too late. 2,000 t take 36 h.
    expect(slow).toBe(500 * 800_000 - 250 * 15_000 - 84 * 5_000_000);
    expect(fast).toBe(2_000 * 800_000 - 1_000 * 15_000 - 100_000 - 500_000);
  });
});
