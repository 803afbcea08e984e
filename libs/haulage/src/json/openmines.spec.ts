import { mineFaults } from '../definition/mine-faults.js';
import { compileMine } from '../run/compile-mine.js';
import { MineRun } from '../run/mine-run.js';
import { mineFromOpenMines, openMinesSchema } from './openmines.js';

/** Two pits and two dumps in the shape of OpenMines' configuration files. */
const config = {
  mine: { name: 'North' },
  charging_site: {
    name: 'Park',
    position: [0, 0],
    trucks: [
      { type: 'CAT', count: 3, capacity: 60, speed: 25 },
      { type: 'XCMG', count: 2, capacity: 40, speed: 30 },
    ],
  },
  load_sites: [
    { name: 'L1', position: [1, 1], shovels: [{ name: 'S1', tons: 20, cycle_time: 1.5 }] },
    {
      name: 'L2',
      position: [2, 1],
      shovels: [
        { name: 'S2', tons: 10, cycle_time: 1 },
        { name: 'S3', tons: 20, cycle_time: 2 },
      ],
    },
  ],
  dump_sites: [
    { name: 'D1', position: [5, 1], dumpers: [{ count: 2, cycle_time: 2 }] },
    {
      name: 'D2',
      position: [6, 1],
      dumpers: [
        { count: 1, cycle_time: 1 },
        { count: 1, cycle_time: 3 },
      ],
    },
  ],
  road: {
    l2d_road_matrix: [
      [5, 6],
      [7, 2.5],
    ],
    d2l_road_matrix: [
      [5, 10],
      [7, 2.5],
    ],
    charging_to_load_road_matrix: [0, 5],
    road_event_params: { lambda_repair: 5 },
  },
  sim_time: 480,
};
const convert = (changes: object = {}) => mineFromOpenMines(openMinesSchema.parse({ ...config, ...changes }));

describe('a mine in the format of OpenMines', () => {
  const { mine, notes } = convert();

  it('becomes a definition that can work', () => {
    expect(mineFaults(mine)).toEqual([]);
    expect(new MineRun(compileMine(mine)).run(1, 0).loads).toBeGreaterThan(10);
  });

  it('keeps trucks, shovels and dumpers', () => {
    expect(mine.trucks.map(({ id }) => id)).toEqual(['CAT1', 'CAT2', 'CAT3', 'XCMG1', 'XCMG2']);
    expect(mine.truckClasses.map(({ capacityT }) => capacityT)).toEqual([60, 40]);
    expect(mine.loadSites.map(({ id, loaders }) => [id, loaders.map((loader) => loader.id)])).toEqual([
      ['L1', ['S1']],
      ['L2', ['S2', 'S3']],
    ]);
    expect(mine.dumpSites.map(({ bays, dumpingMin }) => [bays, dumpingMin.mean])).toEqual([
      [2, 2],
      [2, 2],
    ]);
  });

  it('reads both road matrices as [load][dump], and speeds as those of each type', () => {
    const second = mine.routes.find(({ loadSite, dumpSite }) => loadSite === 'L1' && dumpSite === 'D2')!;
    expect(second.distanceKm).toBe(6);
    expect(second.loaded.travelMeansMin).toEqual([(6 / 25) * 60, (6 / 30) * 60]);
    expect(second.empty.travelMeansMin).toEqual([(10 / 25) * 60, (10 / 30) * 60]);
    expect(mine.parkRoutes[1]!.leg.travelMeansMin).toEqual([12, 10]);
  });

  it('says what is otherwise', () => {
    expect(notes).toEqual([
      'OpenMines knows no fuel: it is 0 here',
      'road.road_event_params is not converted',
      "dump D2: its dumpers' times differ; all have their mean here",
    ]);
  });

  it('lasts 240 min where it does not say', () => {
    expect(mine.shift.durationMin).toBe(480);
    expect(convert({ sim_time: undefined }).mine.shift.durationMin).toBe(240);
  });

  it('with a road missing from the matrix, or a truck that does not move, is refused by name', () => {
    const road = { ...config.road, d2l_road_matrix: [[5, 10]] };
    const paths = mineFaults(convert({ road }).mine).map(({ path }) => path);
    expect(paths).toContain('routes[2].empty.travelMeansMin[0]');
    const charging_site = { trucks: [{ type: 'CAT', count: 1, capacity: 60, speed: 0 }] };
    expect(mineFaults(convert({ charging_site }).mine)[0]!.reason).toBe('must be above 0, is Infinity');
  });
});
