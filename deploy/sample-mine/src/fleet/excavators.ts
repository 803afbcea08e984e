import type { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { DAY_MS, ENTERED_AT_MS, EXPORTED_AT_MS, iso } from '../base/calendar.js';
import { at, between, integerBetween, round } from '../base/draws.js';
import { DEFAULT_EXCAVATOR_ID, type IdSource } from '../base/ids.js';
import { tableOf, type Table } from '../base/table.js';
import type { PitName } from './places.js';

export interface Excavator {
  readonly id: string;
  readonly brand: string;
  readonly model: string;
  readonly bucketM3: number;
  /** One pass: dig, swing, dump, swing back, with the face clean-up that falls on it. */
  readonly passMin: number;
  readonly pit: PitName;
  readonly status: string;
  readonly purchasedAtMs: number;
}

interface Listed {
  readonly brand: string;
  readonly model: string;
  readonly bucketM3: number;
  readonly passMin: number;
  readonly pit: PitName;
  readonly status: string;
}

const of = (
  pit: PitName,
  brand: string,
  model: string,
  bucketM3: number,
  passMin: number,
  status: string,
): Listed => ({ pit, brand, model, bucketM3, passMin, status });

/** Buckets are coal buckets, larger than a maker's standard rock bucket. The first is the clients' default. */
const LISTED: readonly Listed[] = [
  of('PIT-02', 'Caterpillar', '349E', 8.7, 1.75, 'ACTIVE'),
  of('PIT-02', 'Komatsu', 'PC1250-8', 11.4, 2.05, 'ACTIVE'),
  of('PIT-02', 'Hitachi', 'EX1900-6', 12.6, 2.3, 'IDLE'),
  of('PIT-02', 'Volvo', 'EC950F', 10.2, 1.9, 'STANDBY'),
  of('PIT-01', 'Caterpillar', '374F', 9.4, 1.8, 'ACTIVE'),
  of('PIT-01', 'Liebherr', 'R9400', 12.3, 2.3, 'ACTIVE'),
  of('PIT-01', 'Kobelco', 'SK500-10', 8.3, 1.65, 'IDLE'),
  of('PIT-01', 'Komatsu', 'PC800-8', 9.9, 1.95, 'MAINTENANCE'),
  of('PIT-03', 'Komatsu', 'PC2000-8', 12, 2.15, 'ACTIVE'),
  of('PIT-03', 'Caterpillar', '390F', 10.7, 2, 'ACTIVE'),
  of('PIT-03', 'Volvo', 'EC480E', 8.1, 1.7, 'STANDBY'),
  of('PIT-03', 'Liebherr', 'R984C', 11.1, 2.2, 'BREAKDOWN'),
];

export function makeExcavators(stream: RandomStream, ids: IdSource): Excavator[] {
  return LISTED.map((listed, i) => {
    const id = ids.next(ENTERED_AT_MS + i * 2);
    const year = integerBetween(stream, 2016, 2024);
    return {
      ...listed,
      id: i === 0 ? DEFAULT_EXCAVATOR_ID : id,
      bucketM3: round(listed.bucketM3 + between(stream, -0.09, 0.09), 4),
      purchasedAtMs: Date.UTC(year, integerBetween(stream, 0, 11), integerBetween(stream, 1, 28), 17),
    };
  });
}

export function excavatorsTable(
  stream: RandomStream,
  excavators: readonly Excavator[],
  lastServiceMs: (excavatorId: string) => number,
): Table {
  const rows = excavators.map((excavator, i) => {
    const ageDays = (EXPORTED_AT_MS - excavator.purchasedAtMs) / DAY_MS;
    const service = lastServiceMs(excavator.id);
    return {
      id: excavator.id,
      code: `EXC-${String(i + 1).padStart(4, '0')}`,
      name: `${excavator.brand} ${excavator.model}-${String(i + 1).padStart(3, '0')}`,
      brand: excavator.brand,
      model: excavator.model,
      yearManufacture: new Date(excavator.purchasedAtMs).getUTCFullYear(),
      bucketCapacity: excavator.bucketM3,
      status: excavator.status,
      lastMaintenance: iso(service),
      nextMaintenance: iso(service + 60 * DAY_MS),
      totalHours: Math.round((ageDays * integerBetween(stream, 90, 115)) / 10),
      currentLocation: excavator.pit,
      isActive: true,
      purchaseDate: iso(excavator.purchasedAtMs),
      retirementDate: null,
      remarks: at([null, null, 'Production unit A'], i % 3),
      createdAt: iso(ENTERED_AT_MS + i * 2),
      updatedAt: iso(EXPORTED_AT_MS),
    };
  });
  return tableOf('excavators.csv', rows);
}
