import { SnapshotStore } from '@mining-ops/fleet-data/snapshot-store.js';
import { backtest } from './backtest.js';
const snapshot = await new SnapshotStore({ dataDir: 'data', quarantineDir: null }).current();
const t = Date.now();
const result = backtest(snapshot, { split: Number(process.argv[2] ?? 0.8), replications: 200, seed: 1 });
console.log(
  result.cut,
  result.trainShifts,
  result.trainTrips,
  result.shifts.length,
  result.testTrips,
  Date.now() - t,
  'ms',
);
for (const m of result.measures)
  console.log(
    m.measure.padEnd(10),
    m.recorded.toFixed(3),
    m.simulated.toFixed(3),
    'bias',
    m.biasPct.toFixed(2),
    '±',
    m.biasHalfWidthPct.toFixed(2),
    'err',
    m.errorPct.toFixed(2),
    'r',
    m.correlation.toFixed(3),
    'cov',
    m.coveragePct.toFixed(1),
    m.belowPct.toFixed(1),
    m.abovePct.toFixed(1),
  );
