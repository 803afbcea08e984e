import { loadTable } from '../load-table.js';
import type { HaulingActivity } from '../tables/hauling-activities.js';
import { tableRegistry } from '../tables/registry.js';

type Trip = Pick<HaulingActivity, 'truckId' | 'excavatorId' | 'roadSegmentId'>;

/**
 * Says of a trip why it cannot be used though it is well-formed: its truck, excavator or road is in no table of the data
 * folder. Null where it can be used.
 *
 * @throws FleetDataError where one of those tables cannot be read
 */
export async function tripReferences(dataDir: string): Promise<(trip: Trip) => string | null> {
  const { trucks, excavators, roads } = tableRegistry;
  const [truckIds, excavatorIds, roadIds] = await Promise.all([
    loadTable(dataDir, trucks).then(idsOf),
    loadTable(dataDir, excavators).then(idsOf),
    loadTable(dataDir, roads).then(idsOf),
  ]);
  const missing = (
    ids: ReadonlySet<string>,
    id: string | null,
    column: string,
    file: string,
  ): string | null => (ids.has(id ?? '') ? null : `${column} is not in ${file}`);
  return ({ truckId, excavatorId, roadSegmentId }) =>
    missing(truckIds, truckId, 'truckId', trucks.file) ??
    missing(excavatorIds, excavatorId, 'excavatorId', excavators.file) ??
    missing(roadIds, roadSegmentId, 'roadSegmentId', roads.file);
}

const idsOf = ({ rows }: { readonly rows: readonly { readonly id: string }[] }): ReadonlySet<string> =>
  new Set(rows.map(({ id }) => id));
