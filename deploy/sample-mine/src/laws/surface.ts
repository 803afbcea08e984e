/** The canonical conditions of SCHEMA.md. */
export type Weather = 'CERAH' | 'BERAWAN' | 'MENDUNG' | 'HUJAN_RINGAN' | 'HUJAN_SEDANG' | 'HUJAN_LEBAT';
export type RoadSurface = 'EXCELLENT' | 'GOOD' | 'FAIR' | 'POOR' | 'LICIN';

export const WEATHERS: readonly Weather[] = [
  'CERAH',
  'BERAWAN',
  'MENDUNG',
  'HUJAN_RINGAN',
  'HUJAN_SEDANG',
  'HUJAN_LEBAT',
];

type ByWeather = Readonly<Record<Weather, number>>;
type BySurface = Readonly<Record<RoadSurface, number>>;

/**
 * Rolling resistance in % of weight, 1% for each 10 kg/t: 2% on a hard, well-kept road, 5% on a rutted one
 * (Caterpillar Performance Handbook, "Typical rolling resistance factors").
 */
export const ROLLING_RESISTANCE_PCT: BySurface = {
  EXCELLENT: 2,
  GOOD: 2.8,
  FAIR: 3.8,
  POOR: 4.9,
  LICIN: 4.3,
};
/** What a wet, soft surface adds. */
export const WET_RESISTANCE_PCT: ByWeather = {
  CERAH: 0,
  BERAWAN: 0,
  MENDUNG: 0,
  HUJAN_RINGAN: 0.2,
  HUJAN_SEDANG: 0.5,
  HUJAN_LEBAT: 0.9,
};
/** Floors of pits and dumps are tracked by dozers and never as firm as a road. */
export const OFF_ROAD_RESISTANCE_PCT = 5.5;

/** Part of the posted speed that drivers hold. */
export const SURFACE_SPEED_FACTOR: BySurface = {
  EXCELLENT: 1,
  GOOD: 0.96,
  FAIR: 0.86,
  POOR: 0.74,
  LICIN: 0.68,
};
export const WEATHER_SPEED_FACTOR: ByWeather = {
  CERAH: 1,
  BERAWAN: 1,
  MENDUNG: 0.98,
  HUJAN_RINGAN: 0.93,
  HUJAN_SEDANG: 0.85,
  HUJAN_LEBAT: 0.75,
};
/** Work at the face and at the bay takes that much longer. */
export const WEATHER_WORK_FACTOR: ByWeather = {
  CERAH: 1,
  BERAWAN: 1,
  MENDUNG: 1.01,
  HUJAN_RINGAN: 1.05,
  HUJAN_SEDANG: 1.11,
  HUJAN_LEBAT: 1.2,
};
