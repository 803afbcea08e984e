import { shiftDefinition } from '../calibration/shift-definition.js';
import { mineFaults } from '../definition/mine-faults.js';
import { summariseMine } from '../kpi/summarise.js';
import { compileMine } from '../run/compile-mine.js';
import {
  calibrateByPhysics,
  typicalTruck,
  type MineOnPaper,
  type RoadOnPaper,
} from './physics-calibration.js';
import { roadTravelS } from './road-travel.js';

const FLAT: RoadOnPaper = { distanceKm: 3, gradeFraction: 0, rollingFraction: 0.02, speedLimitKmh: 30 };

const paper = (roads: readonly RoadOnPaper[]): MineOnPaper => ({
  roads,
  trucks: [{ capacityT: 30 }, { capacityT: 30 }],
  loaders: [{ bucketM3: 10 }],
  weatherTravelFactors: [1, 1.3],
  roadConditions: 1,
  operators: 2,
});

const shift = (roads: readonly RoadOnPaper[], road: number, weather = 0) => {
  const conditions = {
    road,
    roadDistanceKm: roads[road]!.distanceKm,
    weather,
    roadCondition: 0,
    durationMin: 480,
    overrunMin: 0,
    dumpBays: 2,
  };
  const trucks = [0, 1].map((code) => ({ id: `T${code}`, capacityT: 30, code, operator: code }));
  return shiftDefinition(calibrateByPhysics(paper(roads)), conditions, trucks, [{ id: 'L', code: 0 }]);
};
const travel = (roads: readonly RoadOnPaper[], road: number, weather = 0) => {
  const [route] = shift(roads, road, weather).routes;
  return { loaded: route!.loaded.travelMeansMin[0]!, empty: route!.empty.travelMeansMin[0]! };
};

describe('a calibration by physics', () => {
  it('has the travel times that resistance, power and limits give', () => {
    const profile = [{ ...FLAT, lengthM: 3_000 }];
    expect(travel([FLAT], 0).loaded).toBeCloseTo(roadTravelS(typicalTruck(30), 30, profile) / 60, 9);
    expect(travel([FLAT], 0, 1).loaded).toBeCloseTo(1.3 * travel([FLAT], 0).loaded, 9);
  });

  it('climbs loaded more slowly than it comes back empty, and each road as its grade has it', () => {
    const roads = [FLAT, { ...FLAT, gradeFraction: 0.09 }];
    expect(travel(roads, 1).loaded).toBeGreaterThan(1.2 * travel(roads, 0).loaded);
    expect(travel(roads, 1).empty).toBeLessThan(travel(roads, 1).loaded);
  });

  it('makes a shift that can run, with plausible figures', () => {
    const mine = shift([FLAT], 0);
    expect(mineFaults(mine)).toEqual([]);
    const { kpis, fuelLPerT } = summariseMine(compileMine(mine), 1, 50);
    // Two 30 t trucks on 3 km at 30 km/h: some 17 min a cycle.
    expect(kpis.productionT.mean).toBeGreaterThan(1_200);
    expect(kpis.productionT.mean).toBeLessThan(1_800);
    expect(fuelLPerT.mean).toBeGreaterThan(0.1);
    expect(fuelLPerT.mean).toBeLessThan(0.6);
  });
});
