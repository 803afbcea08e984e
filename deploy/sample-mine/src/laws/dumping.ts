import { WEATHER_WORK_FACTOR } from './surface.js';
import { driverTimeFactor, type TripConditions } from './trip-conditions.js';

/** Minutes at the dump before noise: the place's own handling time, half of it in proportion to the load. */
export const expectedDumpingMin = ({ road, weather, operator }: TripConditions, loadT: number): number =>
  road.dump.handlingMin *
  (0.5 + (0.5 * loadT) / 30) *
  WEATHER_WORK_FACTOR[weather] *
  driverTimeFactor(operator);
