import { FINANCE } from '../testing/planning.js';
import { operatorIdrPerH, profitTerms } from './profit.js';

describe('profit', () => {
  it('is revenue less fuel, waiting, incidents, wages, demurrage and penalty', () => {
    const terms = profitTerms(
      {
        productionT: 1_000,
        fuelL: 500,
        queueH: 3,
        incidents: 2,
        operatorH: 144,
        demurrageIdr: 7_000_000,
        latePenaltyIdr: 1_000,
      },
      FINANCE,
    );
    expect(terms).toEqual({
      revenueIdr: 800_000_000, // 1,000 t × 800,000
      fuelIdr: 7_500_000, // 500 L × 15,000
      queueIdr: 300_000, // 3 h × 100,000
      incidentsIdr: 1_000_000, // 2 × 500,000
      operatorsIdr: 1_000_000, // 144 h × 5,000,000 / 30 / 24
      demurrageIdr: 7_000_000,
      latePenaltyIdr: 1_000,
      profitIdr: 783_199_000,
    });
  });

  it('counts a month of wages as 30 days of 24 hours, as the first version did', () => {
    expect(operatorIdrPerH({ ...FINANCE, operatorSalaryIdrPerMonth: 7_200_000 })).toBe(10_000);
  });
});
