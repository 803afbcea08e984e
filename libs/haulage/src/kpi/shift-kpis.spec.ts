import { compile } from '../run/compile.js';
import { ShiftRun } from '../run/shift-run.js';
import { certainShift } from '../testing/definitions.js';
import { KPI_COUNT, readKpis, writeKpis } from './shift-kpis.js';

describe('writeKpis', () => {
  it('adds up the records: tonnes are the loads dumped, hours are those waited and loaded', () => {
    const run = new ShiftRun(
      compile(
        certainShift(12, 1, {
          shift: { durationMin: 40, overrunMin: 0 },
          dump: { bays: 1, dumpingMin: { mean: 4, residuals: Float64Array.of(1) } },
          delayProbability: 1,
        }),
      ),
    );
    const records = run.run(1, 0);
    const all = Array.from({ length: records.count }, (_, i) => records.at(i));
    const loads = all.filter((r) => r.loader >= 0);
    const target = new Float64Array(2 * KPI_COUNT);
    writeKpis(records, target, KPI_COUNT);
    const kpis = readKpis(target, KPI_COUNT);

    const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0);
    expect(loads.length).toBeLessThan(all.length);
    expect(kpis.cycles).toBe(loads.length);
    expect(kpis.incidents).toBe(loads.length);
    expect(kpis.productionT).toBeCloseTo(27 * loads.length, 9);
    expect(kpis.fuelL).toBeCloseTo(sum(all.map((r) => r.fuelL)), 9);
    expect(kpis.loaderQueueH).toBeCloseTo(sum(all.map((r) => r.queueEndMin - r.queueStartMin)) / 60, 9);
    expect(kpis.dumpQueueH).toBeCloseTo(sum(loads.map((r) => r.dumpingStartMin - r.dumpArrivalMin)) / 60, 9);
    expect(kpis.loadingH).toBeCloseTo((3 * loads.length) / 60, 9);
    expect(kpis.dumpQueueH).toBeGreaterThan(0);
    expect([...target.subarray(0, KPI_COUNT)]).toEqual(new Array(KPI_COUNT).fill(0));
  });
});
