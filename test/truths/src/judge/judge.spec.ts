import { exponentialDelay, exponentialPool } from '../network/closed-network.js';
import type { QueueCase } from '../cases/queue-cases.js';
import { productForm } from '../theory/product-form.js';
import { judgeComputedCase } from './judge-computed-case.js';
import { judgeQueueCase } from './judge-queue-case.js';
import { familyView } from './family-view.js';
import type { Effort } from './replicate.js';
import { verdictTable } from './verdict-table.js';

const QUICK: Effort = {
  seed: 1,
  level: 0.99,
  relativeWidth: 0.03,
  cycles: 600,
  leastReplications: 30,
  mostReplications: 200,
};
const network = { customers: 5, stations: [exponentialDelay(17), exponentialPool(1, 3)] } as const;
const caseOf = (digits: string, theory: QueueCase['theory'] = productForm): QueueCase => ({
  id: 'X1',
  what: 'M/M/1//5',
  network,
  theory,
  published: [{ figure: 'throughput', symbol: 'X', factor: 60, unit: '/h', digits }],
});

describe('a queue case', () => {
  it('is met where the simulation agrees with theory and theory with the published digits', () => {
    expect(judgeQueueCase(caseOf('13.2702'), QUICK)).toMatchObject([{ id: 'X1', miss: null }]);
  });

  it('is missed where theory does not round to the published digits', () => {
    expect(judgeQueueCase(caseOf('13.2703'), QUICK)[0]!.miss).toContain('theory gives 13.270169');
  });

  it('is missed where the simulation is off by 2%', () => {
    const wrong: QueueCase['theory'] = (n) => ({ ...productForm(n), throughput: (13.2702 * 1.02) / 60 });
    expect(judgeQueueCase(caseOf('13.5356', wrong), QUICK)[0]!.miss).toContain('outside the interval');
  });

  it('is missed where the interval stays too wide', () => {
    const hasty = { ...QUICK, cycles: 100, mostReplications: 30 };
    expect(judgeQueueCase(caseOf('13.2702'), { ...hasty, relativeWidth: 1e-5 })[0]!.miss).toContain(
      'too wide',
    );
  });

  it('says where a first miss was settled by more data', () => {
    const wrong: QueueCase['theory'] = (n) => ({ ...productForm(n), throughput: (13.2702 * 1.02) / 60 });
    const [verdict] = judgeQueueCase(caseOf('13.5356', wrong), QUICK);
    expect([verdict!.settled, judgeQueueCase(caseOf('13.2702'), QUICK)[0]!.settled]).toEqual([true, false]);
    expect(familyView([verdict!])).toMatch(/: 1$/);
  });

  it('gives the same verdict every time', () => {
    expect(judgeQueueCase(caseOf('13.2702'), QUICK)).toEqual(judgeQueueCase(caseOf('13.2702'), QUICK));
  });
});

describe('a computed case', () => {
  const computed = { id: 'X2', what: 'a third', value: () => 1 / 3, unit: ' m' };

  it('is met where it rounds to the published digits, missed elsewhere', () => {
    expect(judgeComputedCase({ ...computed, digits: '0.333' })).toMatchObject({
      expected: '0.333 m',
      miss: null,
    });
    expect(judgeComputedCase({ ...computed, digits: '0.334' }).miss).toBe('rounds to 0.333');
  });
});

describe('the table of verdicts', () => {
  it('has a line for each, missed ones with their reason', () => {
    const shown = {
      id: 'P9',
      what: 'x',
      expected: '1',
      got: '2',
      interval: null,
      replications: null,
      settled: false,
    };
    expect(verdictTable([{ ...shown, miss: 'no' }])).toBe(
      'case  what  expected  got  99% interval  width  runs  verdict\n' +
        'P9    x     1         2    not random                 MISSED: no\n',
    );
  });
});
