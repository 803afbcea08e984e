import fc from 'fast-check';
import { activityAt, ActivityTableBuilder, linkActivities, type ActivityTable } from './activity-columns.js';
import type { HaulingActivity } from './tables/hauling-activities.js';
import { WEATHER_CONDITIONS } from './vocabulary.js';

const unknownOr = <T>(known: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(known, { nil: null });
const measure = unknownOr(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }));
const reference = unknownOr(fc.constantFrom('x1', 'x2', 'x3', '__proto__'));

const activity: fc.Arbitrary<HaulingActivity> = fc.record({
  id: fc.string({ minLength: 1 }),
  truckId: reference,
  excavatorId: reference,
  operatorId: reference,
  roadSegmentId: reference,
  shift: unknownOr(fc.constantFrom('SHIFT_1', 'SHIFT_9')),
  status: unknownOr(fc.constantFrom('COMPLETED', 'CANCELLED', 'PAUSED')),
  weatherCondition: unknownOr(fc.constantFrom('CERAH', 'HUJAN_LEBAT', 'Badai Salju')),
  roadCondition: unknownOr(fc.constantFrom('GOOD', 'Berlumpur')),
  queueMin: measure,
  loadingMin: measure,
  haulingMin: measure,
  dumpingMin: measure,
  returnMin: measure,
  cycleMin: measure,
  loadWeightT: measure,
  targetWeightT: measure,
  distanceKm: measure,
  fuelL: measure,
  isDelayed: unknownOr(fc.boolean()),
  delayMin: measure,
  createdAtMs: fc.integer({ min: 0, max: 4e12 }),
});

function tableOf(rows: readonly HaulingActivity[]): ActivityTable {
  const builder = new ActivityTableBuilder();
  for (const row of rows) builder.push(row);
  return builder.finish();
}

const [sampleRow] = fc.sample(activity, { numRuns: 1, seed: 1 });
const rowWith = (change: Partial<HaulingActivity>): HaulingActivity => ({ ...sampleRow!, ...change });

describe('activities in columns', () => {
  it('give every row back as it was put in', () => {
    fc.assert(
      fc.property(fc.array(activity, { maxLength: 20 }), (rows) => {
        const table = tableOf(rows);
        expect(table.count).toBe(rows.length);
        expect(rows.map((_, i) => activityAt(table, i))).toEqual(rows);
      }),
    );
  });

  it('grow with the rows, and end exactly as long as they are many', () => {
    const count = 5000;
    const table = tableOf(Array.from({ length: count }, (_, i) => rowWith({ id: `a${i}`, fuelL: i })));
    expect(table.fuelL).toHaveLength(count);
    expect(table.truckId.codes).toHaveLength(count);
    expect(activityAt(table, count - 1)).toMatchObject({ id: 'a4999', fuelL: 4999 });
    expect(() => activityAt(table, count)).toThrow(RangeError);
  });

  it('have NaN for unknown measures and -1 for unknown categories', () => {
    const table = tableOf([rowWith({ fuelL: null, isDelayed: null, weatherCondition: null })]);
    expect([table.fuelL[0], table.isDelayed[0], table.weatherCondition.codes[0]]).toEqual([NaN, -1, -1]);
  });

  it('have the same code for a canonical condition in every snapshot, and further codes for others', () => {
    const table = tableOf([
      rowWith({ weatherCondition: 'Badai Salju' }),
      rowWith({ weatherCondition: 'HUJAN_LEBAT' }),
      rowWith({ weatherCondition: 'Badai Salju' }),
    ]);
    expect(table.weatherCondition.values).toEqual([...WEATHER_CONDITIONS, 'Badai Salju']);
    expect([...table.weatherCondition.codes]).toEqual([6, 5, 6]);
  });
});

it('linked activities point into the tables, and -1 where the id is empty or not there', () => {
  const rows = ['x2', 'gone', null, 'x1'].map((truckId) => rowWith({ truckId, roadSegmentId: 'x1' }));
  const nothing = new Map<string, number>();
  const by = {
    trucks: new Map([
      ['x1', 0],
      ['x2', 1],
    ]),
    excavators: nothing,
    operators: nothing,
    roads: new Map([['x1', 7]]),
  };
  const linked = linkActivities(tableOf(rows), by);
  expect([...linked.truckIndex]).toEqual([1, -1, -1, 0]);
  expect([...linked.roadIndex]).toEqual([7, 7, 7, 7]);
  expect(activityAt(linked, 1).truckId).toBe('gone');
});
