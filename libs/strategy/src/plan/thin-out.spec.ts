import { loader, road } from '../testing/planning.js';
import type { PlanRoad } from './strategy-plan.js';
import { thinOut } from './thin-out.js';

const [a, b, c] = [loader('A'), loader('B'), loader('C', { currentLocation: 'PIT-02' })];
const SETS = [[a], [b], [c], [a, b]];
const roads = [4, 1, 3, 2].map((distanceKm): PlanRoad => ({
  road: road(`R${distanceKm}`, { distanceKm }),
  sets: SETS,
}));
const listed = (of: readonly PlanRoad[]): string[] =>
  of.map(({ road: { id }, sets }) => `${id}: ${sets.map((set) => set.map((l) => l.id).join('')).join(' ')}`);

describe('thinning out', () => {
  it('leaves a search of usual size as it is', () => {
    expect(thinOut(roads, 16)).toEqual({ roads, sets: [], roadSets: [] });
  });

  it('keeps the best set of each place and size, and counts the others', () => {
    const thin = thinOut(roads, 15);
    expect(listed(thin.roads)).toEqual(['R4', 'R1', 'R3', 'R2'].map((id) => `${id}: A C AB`));
    expect(thin.sets).toEqual(roads.map(() => ({ loaders: 1, sets: 1 })));
    expect(thin.roadSets).toEqual([]);
  });

  it('then keeps the shortest roads, and counts the sets of the others', () => {
    const thin = thinOut(roads, 7);
    expect(listed(thin.roads)).toEqual(['R1: A C AB', 'R2: A C AB']);
    expect(thin.roadSets).toEqual([
      { loaders: 1, sets: 2 },
      { loaders: 2, sets: 1 },
      { loaders: 1, sets: 2 },
      { loaders: 2, sets: 1 },
    ]);
  });

  it('keeps one road at least', () => {
    expect(listed(thinOut(roads, 1).roads)).toEqual(['R1: A C AB']);
  });
});
