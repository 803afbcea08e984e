import { CO2_KG_PER_L } from '@mining-ops/haulage/physics/emissions.js';
import {
  fuelKecojevicLPerH,
  fuelRungeLPerH,
  SPECIFIC_CONSUMPTION_KG_PER_KWH,
} from '@mining-ops/haulage/physics/fuel.js';
import { powerSpeedKmh } from '@mining-ops/haulage/physics/power-speed.js';
import { resistanceForceKN } from '@mining-ops/haulage/physics/resistance.js';
import { rimpullKN, rimpullLb } from '@mining-ops/haulage/physics/rimpull.js';
import { trapezoidTravel, type StretchTravel } from '@mining-ops/haulage/physics/trapezoid-travel.js';

/** A published number that is computed, not simulated. */
export interface ComputedCase {
  readonly id: string;
  readonly what: string;
  readonly value: () => number;
  /** The digits that were printed, and their unit. */
  readonly digits: string;
  readonly unit: string;
}

const rimpull = (mph: number) => () => rimpullLb(140, 0.85, mph);
const truckSpeed = (): number => powerSpeedKmh(700, 0.85, 163.293, 0.1);
const stretch = (distanceM: number): StretchTravel =>
  trapezoidTravel({ distanceM, speedMps: 40 / 3.6, accelerationMps2: 0.3, decelerationMps2: 0.5 });
const { low, high } = SPECIFIC_CONSUMPTION_KG_PER_KWH;

/** TRUTHS P1–P4. A new case is a line. */
export const COMPUTED_CASES: readonly ComputedCase[] = [
  { id: 'P1', what: 'rimpull of 140 hp at 3.25 mph', value: rimpull(3.25), digits: '13731', unit: ' lb' },
  { id: 'P1', what: 'rimpull of 140 hp at 7.10 mph', value: rimpull(7.1), digits: '6285', unit: ' lb' },
  { id: 'P1', what: 'rimpull of 140 hp at 12.48 mph', value: rimpull(12.48), digits: '3576', unit: ' lb' },
  { id: 'P1', what: 'rimpull of 140 hp at 21.54 mph', value: rimpull(21.54), digits: '2072', unit: ' lb' },
  { id: 'P1', what: 'rimpull of 140 hp at 33.86 mph', value: rimpull(33.86), digits: '1318', unit: ' lb' },
  { id: 'P2', what: '163.293 t, 700 kW, 10%: speed', value: truckSpeed, digits: '13.38', unit: ' km/h' },
  {
    id: 'P2',
    what: '163.293 t, 10%: resistance',
    value: () => resistanceForceKN(163.293, 0.1),
    digits: '160.14',
    unit: ' kN',
  },
  {
    id: 'P2',
    what: '700 kW: rimpull at that speed',
    value: () => rimpullKN(700, 0.85, truckSpeed()),
    digits: '160.14',
    unit: ' kN',
  },
  { id: 'P3', what: '1000 m at 40 km/h', value: () => stretch(1000).timeS, digits: '119.630', unit: ' s' },
  { id: 'P3', what: '100 m at 40 km/h', value: () => stretch(100).timeS, digits: '32.660', unit: ' s' },
  { id: 'P3', what: '100 m: peak', value: () => stretch(100).peakMps, digits: '6.124', unit: ' m/s' },
  { id: 'P4', what: 'fuel, Runge', value: () => fuelRungeLPerH(700, 0.3), digits: '63.0', unit: ' L/h' },
  {
    id: 'P4',
    what: 'fuel, Kecojevic, low',
    value: () => fuelKecojevicLPerH(700, 0.3, low),
    digits: '52.6',
    unit: ' L/h',
  },
  {
    id: 'P4',
    what: 'fuel, Kecojevic, high',
    value: () => fuelKecojevicLPerH(700, 0.3, high),
    digits: '66.2',
    unit: ' L/h',
  },
  {
    id: 'P4',
    what: 'CO₂ of Runge’s fuel',
    value: () => fuelRungeLPerH(700, 0.3) * CO2_KG_PER_L,
    digits: '168.8',
    unit: ' kg/h',
  },
];
