import type { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { DAY_MS, ENTERED_AT_MS, EXPORTED_AT_MS, iso } from '../base/calendar.js';
import { at, integerBetween, pick, shuffled } from '../base/draws.js';
import type { IdSource } from '../base/ids.js';
import { tableOf, type Table } from '../base/table.js';
import { PIT_NAMES, type PitName } from './places.js';
import { TRUCK_MODELS, type TruckModel } from './truck-models.js';

export interface Truck {
  readonly id: string;
  readonly code: string;
  readonly model: TruckModel;
  readonly capacityT: number;
  readonly purchasedAtMs: number;
  readonly status: string;
  readonly isActive: boolean;
  readonly homePit: PitName;
  /** Days between preventive services. */
  readonly serviceIntervalDays: number;
}

/** Status at the moment of the export, by position in a shuffled fleet; the rest is at work. */
const NOT_AVAILABLE = ['MAINTENANCE', 'MAINTENANCE', 'MAINTENANCE', 'BREAKDOWN', 'BREAKDOWN'] as const;
const OUT_OF_SERVICE = 1;
const INACTIVE = 2;
const AT_WORK = [
  'HAULING',
  'HAULING',
  'LOADING',
  'DUMPING',
  'IN_QUEUE',
  'IDLE',
  'STANDBY',
  'REFUELING',
] as const;

function statusOf(stream: RandomStream, rank: number): { status: string; isActive: boolean } {
  if (rank < NOT_AVAILABLE.length) return { status: at(NOT_AVAILABLE, rank), isActive: true };
  if (rank < NOT_AVAILABLE.length + OUT_OF_SERVICE) return { status: 'OUT_OF_SERVICE', isActive: true };
  if (rank < NOT_AVAILABLE.length + OUT_OF_SERVICE + INACTIVE) {
    return { status: 'OUT_OF_SERVICE', isActive: false };
  }
  return { status: pick(stream, AT_WORK), isActive: true };
}

export function makeTrucks(stream: RandomStream, ids: IdSource): Truck[] {
  const models = shuffled(
    stream,
    TRUCK_MODELS.flatMap((model) => Array.from({ length: model.count }, () => model)),
  );
  const ranks = shuffled(
    stream,
    models.map((_, i) => i),
  );
  return models.map((model, i) => {
    const year = integerBetween(stream, 2015, 2025);
    // 17:00 UTC is midnight in Jakarta: the export turned local dates into instants.
    const purchasedAtMs = Date.UTC(year, integerBetween(stream, 0, 11), integerBetween(stream, 1, 28), 17);
    return {
      id: ids.next(ENTERED_AT_MS + i * 2),
      code: `HD-${String(i + 1).padStart(4, '0')}`,
      model,
      capacityT: pick(stream, model.capacitiesT),
      purchasedAtMs,
      ...statusOf(stream, at(ranks, i)),
      homePit: at(PIT_NAMES, i % PIT_NAMES.length),
      serviceIntervalDays: integerBetween(stream, 24, 48),
    };
  });
}

const LOCATION_OF_STATUS: Readonly<Record<string, readonly string[]>> = {
  HAULING: ['En-route'],
  DUMPING: ['ROM-01', 'ROM-02', 'Crusher', 'Stockpile-01'],
  REFUELING: ['Pool'],
  STANDBY: ['Pool'],
  MAINTENANCE: ['Workshop'],
  BREAKDOWN: ['Workshop'],
  OUT_OF_SERVICE: ['Workshop'],
};

/** `lastServiceMs` is of each truck's latest completed maintenance; `driverIds` are whom a truck at work may carry. */
export function trucksTable(
  stream: RandomStream,
  trucks: readonly Truck[],
  lastServiceMs: (truckId: string) => number,
  driverIds: readonly string[],
): Table {
  const drivers = shuffled(stream, driverIds);
  const rows = trucks.map((truck, i) => {
    const ageDays = (EXPORTED_AT_MS - truck.purchasedAtMs) / DAY_MS;
    const totalHours = Math.round((ageDays * integerBetween(stream, 80, 110)) / 10);
    const service = lastServiceMs(truck.id);
    const isMoving = ['HAULING', 'LOADING', 'DUMPING', 'IN_QUEUE'].includes(truck.status);
    return {
      id: truck.id,
      code: truck.code,
      name: `${truck.model.brand} ${truck.model.model}-${String(i + 1).padStart(3, '0')}`,
      brand: truck.model.brand,
      model: truck.model.model,
      yearManufacture: new Date(truck.purchasedAtMs).getUTCFullYear(),
      capacity: truck.capacityT,
      fuelCapacity: 250 + 10 * integerBetween(stream, 0, 15),
      status: truck.status,
      lastMaintenance: iso(service),
      nextMaintenance: iso(service + truck.serviceIntervalDays * DAY_MS),
      totalHours,
      totalDistance: totalHours * integerBetween(stream, 14, 17),
      currentOperatorId: isMoving ? at(drivers, i) : null,
      currentLocation: pick(stream, LOCATION_OF_STATUS[truck.status] ?? [truck.homePit]),
      isActive: truck.isActive,
      purchaseDate: iso(truck.purchasedAtMs),
      retirementDate: truck.isActive ? null : iso(Date.UTC(2026, 5, 12, 17)),
      remarks: i % 4 === 1 ? 'Fleet A' : null,
      createdAt: iso(ENTERED_AT_MS + i * 2),
      updatedAt: iso(EXPORTED_AT_MS),
    };
  });
  return tableOf('trucks.csv', rows);
}
