import { compileMine } from './compile-mine.js';
import { MineRun } from './mine-run.js';
import { separateLoaders } from './separate-loaders.js';
import { TripRecords } from './trip-records.js';
import { certainMine, loadSite } from '../testing/mines.js';

describe('separate loaders', () => {
  it('are the load sites that a definition of single loaders has', () => {
    const together = compileMine(certainMine(4, 3));
    const apart = separateLoaders(together);
    const [site] = certainMine(4, 3).loadSites;
    const [route] = certainMine(4, 3).routes;
    const [fromPark] = certainMine(4, 3).parkRoutes;
    const ids = site!.loaders.map(({ id }) => id);
    const defined = compileMine(
      certainMine(4, 3, {
        loadSites: site!.loaders.map((loader) => ({ ...loadSite(loader.id, 1, 3), loaders: [loader] })),
        routes: ids.map((loadSite) => ({ ...route!, loadSite })),
        parkRoutes: ids.map((loadSite) => ({ ...fromPark!, loadSite })),
      }),
    );
    for (const rule of ['fixed', 'shortest-queue', 'flow']) {
      const tripsOf = (mine: typeof apart): unknown[] => {
        const records = new TripRecords();
        new MineRun({ ...mine, dispatchRule: rule }, { records }).run(1, 0);
        return Array.from({ length: records.count }, (_, i) => records.at(i));
      };
      expect(tripsOf(apart)).toEqual(tripsOf(defined));
    }
  });

  it('of one loader change nothing', () => {
    const mine = compileMine(certainMine(6, 1));
    expect(new MineRun(separateLoaders(mine)).run(1, 3).loadedT).toBe(new MineRun(mine).run(1, 3).loadedT);
  });

  it('leave a truck that is assigned to a site with its first loader, and others without assignment', () => {
    const mine = compileMine(certainMine(2, 2));
    const assigned = { ...mine, trucks: { ...mine.trucks, assignedSites: Int32Array.of(0, -1) } };
    expect([...separateLoaders(assigned).trucks.assignedSites]).toEqual([0, -1]);
  });
});
