import { fuelRungeLPerH } from './fuel.js';
import { IDLE_LOAD_FACTOR, roadFuelL } from './road-fuel.js';
import { reversedRoad, type RoadSegment } from './road-profile.js';
import { roadTravelS } from './road-travel.js';
import type { TruckPhysics } from './truck-physics.js';

/** The truck of TRUTHS P2 and P4. */
const TRUCK: TruckPhysics = {
  emptyMassT: 70,
  powerKw: 700,
  efficiency: 0.85,
  retarderKw: 1200,
  topSpeedKmh: 60,
  accelerationMps2: 0.3,
  decelerationMps2: 0.5,
};
const PAYLOAD_T = 93.293;
const road = (lengthM: number, gradeFraction: number): RoadSegment[] => [
  { lengthM, gradeFraction, rollingFraction: 0.02, speedLimitKmh: 40 },
];

describe('fuel over a road', () => {
  it('is that of full power on a slope that takes all of it', () => {
    // P2: 10% of total resistance is climbed at 13.38 km/h with all power. 10 km of it: 0.3 · 700 L/h.
    const climb = road(10_000, 0.08);
    const hours = roadTravelS(TRUCK, PAYLOAD_T, climb) / 3600;
    // Speeding up it does not use all of it, for half a minute of three quarters of an hour.
    expect(roadFuelL(TRUCK, PAYLOAD_T, climb) / hours / (0.3 * 700)).toBeCloseTo(1, 2);
  });

  it('is that of the work done on the level: weight × resistance × way over power, and speeding up', () => {
    const level = road(1000, 0);
    const workKj = 163.293 * 9.80665 * 0.02 * 1000 + (163.293 * (40 / 3.6) ** 2) / 2;
    // 0.3 L for each kWh of the engine, of which 85% reach the rims.
    expect(roadFuelL(TRUCK, PAYLOAD_T, level)).toBeCloseTo((0.3 * workKj) / 3600 / 0.85, 6);
  });

  it('is that of an idling engine downhill, and less empty than loaded', () => {
    const down = reversedRoad(road(2000, 0.08));
    const hours = roadTravelS(TRUCK, 0, down) / 3600;
    expect(roadFuelL(TRUCK, 0, down)).toBeCloseTo(hours * fuelRungeLPerH(700, IDLE_LOAD_FACTOR), 9);
    expect(roadFuelL(TRUCK, 0, road(2000, 0))).toBeLessThan(roadFuelL(TRUCK, PAYLOAD_T, road(2000, 0)));
  });
});
