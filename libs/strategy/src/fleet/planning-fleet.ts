/**
 * What planning needs to know of a mine. The field names are those of the fleet's tables, so that a snapshot of them
 * serves as it is.
 */
export interface PlanningFleet {
  readonly trucks: readonly PlanningTruck[];
  readonly loaders: readonly PlanningLoader[];
  readonly operators: readonly PlanningOperator[];
  readonly roads: readonly PlanningRoad[];
  readonly schedules: readonly PlanningSchedule[];
  readonly vessels: readonly { readonly id: string; readonly name: string }[];
}

export interface PlanningTruck {
  readonly id: string;
  readonly code: string | null;
  readonly name: string | null;
  readonly capacityT: number;
  /** Null where unknown: it then never refuels. */
  readonly fuelCapacityL: number | null;
  readonly status: string;
  readonly isActive: boolean;
}

export interface PlanningLoader {
  readonly id: string;
  readonly name: string;
  readonly bucketCapacityM3: number;
  readonly status: string;
  readonly isActive: boolean;
  /** Where it stands; null where nobody recorded it. */
  readonly currentLocation: string | null;
}

export interface PlanningOperator {
  readonly id: string;
  readonly employeeNumber: string | null;
  readonly licenseType: string;
  readonly licenseExpiresAtMs: number | null;
  readonly status: string;
  readonly shift: string | null;
  readonly rating: number | null;
  readonly competency: {
    readonly experienceYears: number;
    /** Null or absent where nobody recorded it. */
    readonly drivesTruck?: boolean | null;
    readonly runsHeavyEquipment?: boolean | null;
  };
}

export interface PlanningRoad {
  readonly id: string;
  readonly name: string;
  readonly miningSiteId: string | null;
  readonly startPoint: string | null;
  readonly endPoint: string | null;
  readonly distanceKm: number;
  readonly roadCondition: string | null;
  readonly gradientPct: number | null;
  readonly isActive: boolean;
}

export interface PlanningSchedule {
  readonly id: string;
  readonly vesselId: string;
  readonly etsLoadingMs: number;
  readonly plannedQuantityT: number;
  readonly actualQuantityT: number;
  readonly status: string;
}
