import { SnapshotStore } from '@mining-ops/fleet-data/snapshot-store.js';
import type { FleetSnapshot } from '@mining-ops/fleet-data/snapshot.js';
import { tableCsv, writeMine } from '@mining-ops/fleet-data/testing/small-mine.js';

export type Cells = Readonly<Record<string, string>>;

/** A driven trip with every duration; row i differs a little from the others, so that there is a spread to learn. */
export function trip(i: number, changes: Cells = {}): Cells {
  const more = i % 5;
  return {
    id: `a${i}`,
    queueDuration: `${more}`,
    loadingDuration: `${8 + more}`,
    haulingDuration: `${15 + more}`,
    dumpingDuration: `${5 + more}`,
    returnDuration: `${12 + more}`,
    loadWeight: `${26 + more}`,
    ...changes,
  };
}

/** A mine of three trucks, two excavators at one place and two roads from there, with staff for all of them. */
export async function mineWithHistory(dataDir: string, trips: readonly Cells[]): Promise<FleetSnapshot> {
  const driver = { shift: 'SHIFT_1', licenseType: 'SIM_B2' };
  const loaderOperator = { shift: 'SHIFT_1', licenseType: 'OPERATOR_ALAT_BERAT' };
  await writeMine(dataDir, {
    trucks: tableCsv('trucks', { id: 't1' }, { id: 't2' }, { id: 't3', capacity: '39' }),
    excavators: tableCsv('excavators', { id: 'e1' }, { id: 'e2', name: 'EX 2' }),
    operators: tableCsv(
      'operators',
      ...['o1', 'o2', 'o3'].map((id) => ({ id, ...driver })),
      ...['o4', 'o5'].map((id) => ({ id, ...loaderOperator })),
    ),
    roads: tableCsv(
      'roads',
      { id: 'r1', startPoint: 'PIT-01' },
      { id: 'r2', name: 'Road 2', startPoint: 'PIT-01' },
    ),
    activities: tableCsv('activities', ...trips),
  });
  const store = new SnapshotStore({ dataDir, quarantineDir: null, wait: () => Promise.resolve() });
  try {
    return await store.current();
  } finally {
    await store.close();
  }
}
