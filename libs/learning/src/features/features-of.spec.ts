import { UNKNOWN_COMPETENCY } from '@mining-ops/fleet-data/tables/competency.js';
import { CATEGORICAL_FEATURES, NUMERIC_FEATURES, type FeatureName } from './feature-list.js';
import { featuresOf, type TripFacts } from './features-of.js';

const trip: TripFacts = {
  atMs: Date.parse('2026-03-01T06:00:00Z'),
  truck: { capacityT: 30, brand: 'Volvo', purchasedAtMs: Date.parse('2026-02-01T12:00:00Z') },
  excavator: { bucketCapacityM3: 9, model: '349E' },
  operator: { rating: 4.5, competency: { ...UNKNOWN_COMPETENCY, experienceYears: 7 } },
  road: { distanceKm: 2.5, roadCondition: 'GOOD', gradientPct: -3 },
  lastMaintainedAtMs: Date.parse('2026-02-20T07:00:00Z'),
  distanceKm: 4.8,
  roadCondition: 'POOR',
  weatherCondition: 'CERAH',
  shift: 'SHIFT_2',
};

function featuresByName(change: Partial<TripFacts> = {}): Record<FeatureName, number | string> {
  const { numbers, categories } = featuresOf({ ...trip, ...change });
  return Object.fromEntries([
    ...NUMERIC_FEATURES.map((name, index) => [name, numbers[index]]),
    ...CATEGORICAL_FEATURES.map((name, index) => [name, categories[index]]),
  ]) as Record<FeatureName, number | string>;
}

describe('the features of a trip', () => {
  it('are thirteen, in their own units', () => {
    expect(featuresByName()).toEqual({
      capacity: 30,
      bucketCapacity: 9,
      rating: 4.5,
      operator_experience_years: 7,
      distance: 4.8,
      gradient: -3,
      truck_age_days: 27, // 27 days and 18 hours
      days_since_last_maintenance: 8, // 8 days and 23 hours
      weatherCondition: 'CERAH',
      roadCondition: 'POOR',
      shift: 'SHIFT_2',
      brand: 'Volvo',
      model_excavator: '349E',
    });
  });

  it("take the road's distance and condition where the trip has none of its own", () => {
    expect(featuresByName({ distanceKm: null, roadCondition: null })).toMatchObject({
      distance: 2.5,
      roadCondition: 'GOOD',
    });
  });

  it('have one spelling of every condition, whoever spelt it', () => {
    expect(featuresByName({ weatherCondition: 'light rain', roadCondition: 'slippery', shift: '1' })).toEqual(
      featuresByName({ weatherCondition: 'Hujan Ringan', roadCondition: 'licin', shift: 'SHIFT_1' }),
    );
  });

  it('keep a condition outside the vocabulary as it was given', () => {
    expect(featuresByName({ weatherCondition: ' Badai Salju ' }).weatherCondition).toBe('Badai Salju');
  });

  it('count 365 days where a truck was never maintained, and 0 years where experience is unknown', () => {
    expect(featuresByName({ lastMaintainedAtMs: null }).days_since_last_maintenance).toBe(365);
    expect(featuresByName({ operator: null })).toMatchObject({ operator_experience_years: 0, rating: NaN });
  });

  it('say unknown where something is not recorded or cannot be', () => {
    expect(
      featuresByName({
        road: { ...trip.road, gradientPct: null, roadCondition: null },
        truck: { ...trip.truck, purchasedAtMs: trip.atMs + 1 },
        weatherCondition: null,
        roadCondition: null,
        shift: null,
      }),
    ).toMatchObject({
      gradient: NaN,
      truck_age_days: NaN,
      weatherCondition: '',
      roadCondition: '',
      shift: '',
    });
  });
});
