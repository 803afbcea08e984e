import type { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { ENTERED_AT_MS, EXPORTED_AT_MS, iso } from '../base/calendar.js';
import { between, pick, round, shuffled } from '../base/draws.js';
import type { IdSource } from '../base/ids.js';
import { tableOf, type Table } from '../base/table.js';

export interface Vessel {
  readonly id: string;
  readonly name: string;
  readonly capacityT: number;
}

const VESSELS = 30;
const FIRST = ['Lontar', 'Samudera', 'Barito', 'Maritim', 'Nusantara', 'Mahakam'] as const;
const SECOND = ['Indah', 'Kencana', 'Sentosa', 'Makmur', 'Jaya'] as const;
const OWNERS = [
  'PT Ocean Line',
  'PT Tambang Nusantara',
  'PT Shipping Indonesia',
  'PT Marine Services',
  'PT Chartersindo',
];
const STATUSES = [
  'AVAILABLE',
  'AVAILABLE',
  'SAILING',
  'DISCHARGING',
  'CHARTERED',
  'LOADING',
  'MAINTENANCE',
] as const;
const PLACES = [
  'Tanjung Bara',
  'Samarinda',
  'Kariangau',
  'Sangatta',
  'Surabaya',
  'Jakarta',
  'Balikpapan',
] as const;

export function makeVessels(stream: RandomStream, ids: IdSource): Vessel[] {
  const names = FIRST.flatMap((first) => SECOND.map((second) => `MV ${first} ${second}`));
  return shuffled(stream, names)
    .slice(0, VESSELS)
    .map((name, i) => ({
      id: ids.next(ENTERED_AT_MS + i * 2),
      name,
      capacityT: round(between(stream, 8_500, 20_000), 1),
    }));
}

export function vesselsTable(stream: RandomStream, vessels: readonly Vessel[]): Table {
  const rows = vessels.map((vessel, i) => ({
    id: vessel.id,
    code: `MV-${String(i + 1).padStart(4, '0')}`,
    name: vessel.name,
    vesselType: 'MOTHER_VESSEL',
    gt: round(vessel.capacityT * between(stream, 0.5, 0.7), 1),
    dwt: round(vessel.capacityT * between(stream, 1.06, 1.16), 1),
    loa: round(96 + vessel.capacityT / 380 + between(stream, -4, 4), 1),
    capacity: vessel.capacityT,
    owner: pick(stream, OWNERS),
    isOwned: stream.uniform() < 0.7,
    status: pick(stream, STATUSES),
    currentLocation: pick(stream, PLACES),
    isActive: i !== VESSELS - 1,
    remarks: i === VESSELS - 1 ? 'Dijual Agustus 2026' : null,
    createdAt: iso(ENTERED_AT_MS + i * 2),
    updatedAt: iso(EXPORTED_AT_MS),
  }));
  return tableOf('vessels.csv', rows);
}
