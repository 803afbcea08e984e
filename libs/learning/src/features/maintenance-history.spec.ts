import fc from 'fast-check';
import { MaintenanceHistory } from './maintenance-history.js';

const log = (truckId: string | null, completedAtMs: number | null, status = 'COMPLETED') => ({
  truckId,
  completedAtMs,
  status,
});

describe('the maintenance history', () => {
  it('knows the latest completed maintenance of a truck up to a moment', () => {
    const history = new MaintenanceHistory([log('t1', 300), log('t1', 100), log('t2', 200)]);
    expect(history.lastBefore('t1', 299)).toBe(100);
    expect(history.lastBefore('t1', 300)).toBe(300);
    expect(history.lastBefore('t1', 1e15)).toBe(300);
  });

  it('knows none before the first one, of another truck, of one under way, or of an excavator', () => {
    const history = new MaintenanceHistory([log('t1', 100), log('t2', 50, 'IN_PROGRESS'), log(null, 50)]);
    expect(history.lastBefore('t1', 99)).toBeNull();
    expect(history.lastBefore('t2', 99)).toBeNull();
    expect(history.lastBefore('t3', 99)).toBeNull();
  });

  it('finds what looking at every log finds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 50 })),
        fc.integer({ min: -1, max: 51 }),
        (times, at) => {
          const earlier = times.filter((time) => time <= at);
          expect(new MaintenanceHistory(times.map((time) => log('t', time))).lastBefore('t', at)).toBe(
            earlier.length === 0 ? null : Math.max(...earlier),
          );
        },
      ),
    );
  });
});
