import type { PlanningLoader, PlanningOperator, PlanningTruck } from './planning-fleet.js';

const UNAVAILABLE = new Set(['MAINTENANCE', 'BREAKDOWN', 'OUT_OF_SERVICE']);
const TRUCK_LICENCES = new Set(['SIM_A', 'SIM_B1', 'SIM_B2']);
const LOADER_LICENCE = 'OPERATOR_ALAT_BERAT';

/** Why a machine cannot work, or null where it can. */
export function whyUnavailable(machine: PlanningTruck | PlanningLoader): string | null {
  if (!machine.isActive) return 'it is not active';
  return UNAVAILABLE.has(machine.status) ? `its status is ${machine.status}` : null;
}

/** Trucks that can work, the largest first, equals by id: the order where nothing else tells them apart. */
export function availableTrucks(trucks: readonly PlanningTruck[]): PlanningTruck[] {
  return trucks
    .filter((truck) => whyUnavailable(truck) === null)
    .sort((a, b) => b.capacityT - a.capacityT || compareIds(a.id, b.id));
}

/** Loaders that can work, best first: the largest bucket needs the fewest passes; equals by id. */
export function availableLoaders(loaders: readonly PlanningLoader[]): PlanningLoader[] {
  return loaders
    .filter((loader) => whyUnavailable(loader) === null)
    .sort((a, b) => b.bucketCapacityM3 - a.bucketCapacityM3 || compareIds(a.id, b.id));
}

export interface AvailableOperators {
  readonly truckDrivers: readonly PlanningOperator[];
  readonly loaderOperators: readonly PlanningOperator[];
}

/**
 * Operators of the shift who are at work and licensed for the machine until the shift ends; those recorded as able to
 * handle it (or of whom nothing is recorded) first, then by rating, years of experience and id: the order where nothing
 * else tells them apart. An operator with no shift recorded may work any.
 */
export function availableOperators(
  operators: readonly PlanningOperator[],
  shift: string,
  endMs: number,
): AvailableOperators {
  const present = operators.filter(
    (operator) =>
      operator.status === 'ACTIVE' &&
      (operator.shift === null || operator.shift === shift) &&
      (operator.licenseExpiresAtMs === null || operator.licenseExpiresAtMs >= endMs),
  );
  return {
    truckDrivers: inOrder(
      present.filter(({ licenseType }) => TRUCK_LICENCES.has(licenseType)),
      ({ competency }) => competency.drivesTruck !== false,
    ),
    loaderOperators: inOrder(
      present.filter(({ licenseType }) => licenseType === LOADER_LICENCE),
      ({ competency }) => competency.runsHeavyEquipment !== false,
    ),
  };
}

function inOrder(
  operators: readonly PlanningOperator[],
  able: (operator: PlanningOperator) => boolean,
): PlanningOperator[] {
  return operators.toSorted(
    (a, b) =>
      Number(able(b)) - Number(able(a)) ||
      (b.rating ?? 0) - (a.rating ?? 0) ||
      b.competency.experienceYears - a.competency.experienceYears ||
      compareIds(a.id, b.id),
  );
}

/** Order of ids by code unit: the same on every machine, whatever its locale. */
export function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
