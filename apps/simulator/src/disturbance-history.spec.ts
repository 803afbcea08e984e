import path from 'node:path';
import { SnapshotStore } from '@mining-ops/fleet-data/snapshot-store.js';
import type { FleetSnapshot } from '@mining-ops/fleet-data/snapshot.js';
import { fitBreakdowns } from '@mining-ops/haulage/calibration/fit-breakdowns.js';
import { fitWeatherChain } from '@mining-ops/haulage/calibration/fit-weather.js';
import { loaderFailures, truckFailures, weatherHistory } from './disturbance-history.js';

const DAY_MS = 86_400_000;

type Log = FleetSnapshot['maintenance'][number];
const log = (changes: Partial<Log>): Log =>
  ({
    truckId: 'T1',
    excavatorId: null,
    maintenanceType: 'CORRECTIVE',
    status: 'COMPLETED',
    actualAtMs: 1000 * DAY_MS,
    completedAtMs: null,
    downtimeH: 4,
    durationH: 3,
    ...changes,
  }) as Log;

function snapshotOf(maintenance: readonly Log[]): FleetSnapshot {
  const truck = { id: 'T1', totalHours: 10_000, purchasedAtMs: 0 };
  const unknown = { id: 'T2', totalHours: null, purchasedAtMs: null };
  return {
    trucks: [truck, unknown],
    excavators: [{ ...truck, id: 'E1' }],
    maintenance,
  } as unknown as FleetSnapshot;
}

describe('failures in a snapshot', () => {
  it('are corrective maintenance that was completed, over the hours that the counters say', () => {
    const found = truckFailures(
      snapshotOf([
        log({ actualAtMs: 900 * DAY_MS }),
        log({ downtimeH: null }),
        log({ maintenanceType: 'PREVENTIVE' }),
        log({ status: 'CANCELLED' }),
        log({ truckId: null, excavatorId: 'E1' }),
      ]),
    );
    // 10,000 h in 1,000 days are 10 h a day; the log covers 100 days.
    expect(found.runningH).toBeCloseTo(1_000, 9);
    expect([...found.downtimeH]).toEqual([4, 3]);
  });

  it('are none where nothing was logged of the machines', () => {
    expect(loaderFailures(snapshotOf([log({})]))).toEqual({ runningH: 0, downtimeH: new Float64Array() });
  });
});

describe('the sample mine', () => {
  it('has records enough for breakdowns and for a weather chain, and plausible ones', async () => {
    const store = new SnapshotStore({
      dataDir: path.resolve(import.meta.dirname, '../../../data'),
      quarantineDir: null,
    });
    const snapshot = await store.current();
    await store.close();
    const trucks = fitBreakdowns(truckFailures(snapshot))!;
    expect(trucks.lifeH.mean).toBeGreaterThan(20); // a truck fails less than once in two shifts
    expect(trucks.repairMin.mean).toBeGreaterThan(30);
    expect(fitBreakdowns(loaderFailures(snapshot))!.lifeH.mean).toBeGreaterThan(20);
    const names = snapshot.activities.weatherCondition.values;
    const chain = fitWeatherChain(weatherHistory(snapshot, names), names.length)!;
    const rain = names.indexOf('HUJAN_LEBAT');
    expect(chain.meanStaysMin[rain]).toBeLessThan(chain.meanStaysMin[names.indexOf('CERAH')]!);
  });
});
