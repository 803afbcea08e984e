import type { FleetSnapshot } from '@mining-ops/fleet-data/snapshot.js';
import type { MineOnPaper } from '@mining-ops/haulage/physics/physics-calibration.js';

/** Rolling resistance by road condition: 20 to 50 kg/t (Caterpillar Performance Handbook), wet laterite between. */
const ROLLING: Readonly<Record<string, number>> = {
  EXCELLENT: 0.02,
  GOOD: 0.025,
  FAIR: 0.035,
  POOR: 0.05,
  LICIN: 0.045,
};
const USUAL_ROLLING = 0.03;
const USUAL_SPEED_LIMIT_KMH = 30;
/** How much longer travel takes in rain, as mines' speed rules for wet roads have it. */
const TRAVEL_FACTOR: Readonly<Record<string, number>> = {
  HUJAN_RINGAN: 1.1,
  HUJAN_SEDANG: 1.25,
  HUJAN_LEBAT: 1.5,
};

/** What the tables say of a mine without a record of its work. */
export function mineOnPaper({
  roads,
  trucks,
  excavators,
  operators,
  activities,
}: FleetSnapshot): MineOnPaper {
  return {
    roads: roads.map(({ distanceKm, gradientPct, roadCondition, maxSpeedKmh }) => ({
      distanceKm,
      gradeFraction: (gradientPct ?? 0) / 100,
      rollingFraction: ROLLING[roadCondition ?? ''] ?? USUAL_ROLLING,
      speedLimitKmh: maxSpeedKmh ?? USUAL_SPEED_LIMIT_KMH,
    })),
    trucks,
    loaders: excavators.map(({ bucketCapacityM3 }) => ({ bucketM3: bucketCapacityM3 })),
    weatherTravelFactors: activities.weatherCondition.values.map((weather) => TRAVEL_FACTOR[weather] ?? 1),
    roadConditions: activities.roadCondition.values.length,
    operators: operators.length,
  };
}
