import { driver, loader, loaderOperator, START_MS, truck } from '../testing/planning.js';
import { availableLoaders, availableOperators, availableTrucks, whyUnavailable } from './availability.js';

const END_MS = START_MS + 8 * 3_600_000;

const ids = (machines: readonly { id: string }[]): string[] => machines.map(({ id }) => id);

describe('machines that can work', () => {
  it.each(['MAINTENANCE', 'BREAKDOWN', 'OUT_OF_SERVICE'])('are no trucks in %s', (status) => {
    expect(whyUnavailable(truck('T', { status }))).toBe(`its status is ${status}`);
  });

  it.each(['IDLE', 'STANDBY', 'HAULING', 'LOADING', 'DUMPING', 'IN_QUEUE', 'REFUELING'])(
    'are trucks in %s',
    (status) => {
      expect(whyUnavailable(truck('T', { status }))).toBeNull();
    },
  );

  it.each([
    ['ACTIVE', null],
    ['IDLE', null],
    ['STANDBY', null],
    ['MAINTENANCE', 'its status is MAINTENANCE'],
    ['BREAKDOWN', 'its status is BREAKDOWN'],
    ['OUT_OF_SERVICE', 'its status is OUT_OF_SERVICE'],
  ])('are loaders by status: %s', (status, why) => {
    expect(whyUnavailable(loader('L', { status }))).toBe(why);
  });

  it('are none that the mine has taken out', () => {
    expect(whyUnavailable(truck('T', { isActive: false }))).toBe('it is not active');
    expect(whyUnavailable(loader('L', { isActive: false }))).toBe('it is not active');
  });

  it('come with the largest first, equals by id', () => {
    const trucks = [
      truck('B'),
      truck('A'),
      truck('BIG', { capacityT: 39 }),
      truck('X', { status: 'BREAKDOWN' }),
    ];
    expect(ids(availableTrucks(trucks))).toEqual(['BIG', 'A', 'B']);
    const loaders = [loader('B'), loader('A'), loader('BIG', { bucketCapacityM3: 13 })];
    expect(ids(availableLoaders(loaders))).toEqual(['BIG', 'A', 'B']);
  });
});

describe('operators who can work', () => {
  const drivers = (...operators: Parameters<typeof availableOperators>[0]): string[] =>
    ids(availableOperators(operators, 'SHIFT_1', END_MS).truckDrivers);

  it.each(['SIM_A', 'SIM_B1', 'SIM_B2'])('drive trucks with licence %s', (licenseType) => {
    expect(drivers(driver('D', { licenseType }))).toEqual(['D']);
  });

  it('run loaders with OPERATOR_ALAT_BERAT only, and drive no trucks with it', () => {
    const found = availableOperators([driver('D'), loaderOperator('O')], 'SHIFT_1', END_MS);
    expect(ids(found.truckDrivers)).toEqual(['D']);
    expect(ids(found.loaderOperators)).toEqual(['O']);
  });

  it.each([
    ['is sick', { status: 'SICK' }],
    ['is on leave', { status: 'ON_LEAVE' }],
    ['works another shift', { shift: 'SHIFT_2' }],
    ['has a licence that has expired', { licenseExpiresAtMs: START_MS - 1 }],
    ['has a licence that expires within the shift', { licenseExpiresAtMs: END_MS - 1 }],
  ])('are none who %s', (_, changes) => {
    expect(drivers(driver('D', changes))).toEqual([]);
  });

  it('are none with another licence', () => {
    const found = availableOperators([driver('D', { licenseType: 'SIM_C' })], 'SHIFT_1', END_MS);
    expect(found).toEqual({ truckDrivers: [], loaderOperators: [] });
  });

  it.each([
    ['is sick', { status: 'SICK' }],
    ['works another shift', { shift: 'SHIFT_3' }],
    ['has a licence that expires within the shift', { licenseExpiresAtMs: END_MS - 1 }],
  ])('run no loader either who %s', (_, changes) => {
    const found = availableOperators([loaderOperator('O', changes)], 'SHIFT_1', END_MS);
    expect(found.loaderOperators).toEqual([]);
  });

  it('work with a licence that is valid until the shift ends, and with whatever nobody recorded', () => {
    expect(drivers(driver('D', { licenseExpiresAtMs: END_MS }))).toEqual(['D']);
    const unknown = { experienceYears: 0, drivesTruck: null, runsHeavyEquipment: null };
    expect(drivers(driver('D', { competency: unknown }))).toEqual(['D']);
  });

  it('may work any shift where none is recorded, and go on with a licence of no known end', () => {
    expect(drivers(driver('D', { shift: null, licenseExpiresAtMs: null }))).toEqual(['D']);
  });

  it('come last where they are recorded as unable, whatever their rating: the licence decides who may', () => {
    const unable = driver('A', { rating: 5, competency: { experienceYears: 9, drivesTruck: false } });
    expect(drivers(unable, driver('B', { competency: { experienceYears: 1, drivesTruck: true } }))).toEqual([
      'B',
      'A',
    ]);
    const unableToo = loaderOperator('P', { competency: { experienceYears: 9, runsHeavyEquipment: false } });
    const { loaderOperators } = availableOperators([unableToo, loaderOperator('Q')], 'SHIFT_1', END_MS);
    expect(ids(loaderOperators)).toEqual(['Q', 'P']);
  });

  it('come with the best first: rating, then experience, then id', () => {
    expect(
      drivers(
        driver('C', { rating: null }),
        driver('B'),
        driver('A'),
        driver('OLD', { competency: { experienceYears: 20 } }),
        driver('STAR', { rating: 5 }),
      ),
    ).toEqual(['STAR', 'OLD', 'A', 'B', 'C']);
  });
});
