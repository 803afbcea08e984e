import type { FleetSnapshot } from '@mining-ops/fleet-data/snapshot.js';

/** A truck that worked in a shift, with who drove it; positions in the snapshot's tables, −1 where unknown. */
export interface RecordedTruck {
  readonly truck: number;
  readonly operator: number;
}

/**
 * One loader's work in one shift: the trucks that queued for it and every trip that they drove. This is the unit in
 * which a recorded fleet shares something: trucks of two loaders of the same pit never wait for each other.
 */
export interface RecordedShift {
  /** Position of the loader and of the road in the snapshot's tables. */
  readonly loader: number;
  readonly road: number;
  /** "SHIFT_1", …: the label of the export. */
  readonly label: string;
  /** When the first truck joined the queue. */
  readonly startMs: number;
  /** Rows of the snapshot's activities, in the order in which the trucks joined the queue. */
  readonly rows: readonly number[];
  /** When each of `rows` joined the queue. */
  readonly joinedMs: readonly number[];
  readonly trucks: readonly RecordedTruck[];
  /** What a trip drove one way, on average, km; NaN where unknown. */
  readonly tripKm: number;
  /** Code of the road's condition, and of the weather of each trip; −1 where unknown. */
  readonly roadCondition: number;
  readonly weathers: readonly number[];
}

const MINUTE_MS = 60_000;
/** Trips of one loader under one label that are further apart than this belong to different days. */
const SHIFT_GAP_MS = 8 * 60 * MINUTE_MS;

interface JoinedRow {
  readonly row: number;
  readonly joinedMs: number;
}

/**
 * The shifts of a snapshot's activities, in order of time. Left out are trips of unknown loader, shift label or
 * duration, and shifts of an unknown road or without a known truck.
 */
export function recordedShifts(snapshot: FleetSnapshot): RecordedShift[] {
  const { activities } = snapshot;
  const byLoader = new Map<string, JoinedRow[]>();
  for (let row = 0; row < activities.count; row += 1) {
    const joinedMs = joinedQueueMs(snapshot, row);
    const [loader, label] = [activities.excavatorIndex[row] ?? -1, activities.shift.codes[row] ?? -1];
    if (Number.isNaN(joinedMs) || loader < 0 || label < 0) continue;
    const key = `${loader}/${label}`;
    const rows = byLoader.get(key);
    if (rows) rows.push({ row, joinedMs });
    else byLoader.set(key, [{ row, joinedMs }]);
  }
  return [...byLoader.values()]
    .flatMap(splitAtGaps)
    .map((rows) => shiftOf(snapshot, rows))
    .filter(({ road, trucks }) => road >= 0 && trucks.length > 0)
    .sort((a, b) => a.startMs - b.startMs || a.loader - b.loader);
}

/** A trip's row is written when the truck is back: it joined the queue one cycle earlier, to a few minutes. */
function joinedQueueMs({ activities: table }: FleetSnapshot, row: number): number {
  const at = (column: Float64Array): number => column[row] ?? NaN;
  const phasesMin =
    at(table.queueMin) +
    at(table.loadingMin) +
    at(table.haulingMin) +
    at(table.dumpingMin) +
    at(table.returnMin);
  const cycleMin = Number.isNaN(at(table.cycleMin)) ? phasesMin : at(table.cycleMin);
  return at(table.createdAtMs) - cycleMin * MINUTE_MS;
}

function splitAtGaps(rows: readonly JoinedRow[]): JoinedRow[][] {
  const groups: JoinedRow[][] = [];
  let lastMs = -Infinity;
  for (const each of [...rows].sort((a, b) => a.joinedMs - b.joinedMs)) {
    if (each.joinedMs - lastMs > SHIFT_GAP_MS) groups.push([]);
    groups.at(-1)?.push(each);
    lastMs = each.joinedMs;
  }
  return groups;
}

function shiftOf({ activities: table }: FleetSnapshot, joined: readonly JoinedRow[]): RecordedShift {
  const rows = joined.map(({ row }) => row);
  const codes = (column: Int32Array): number[] => rows.map((row) => column[row] ?? -1);
  const first = rows[0] ?? -1;
  const operators = codes(table.operatorIndex);
  const truckOfRow = codes(table.truckIndex);
  const trucks = [...new Set(truckOfRow)].filter((truck) => truck >= 0);
  return {
    loader: table.excavatorIndex[first] ?? -1,
    road: mostFrequent(codes(table.roadIndex)),
    label: table.shift.values[table.shift.codes[first] ?? -1] ?? '',
    startMs: joined[0]?.joinedMs ?? NaN,
    rows,
    joinedMs: joined.map(({ joinedMs }) => joinedMs),
    trucks: trucks.map((truck) => ({
      truck,
      operator: mostFrequent(operators.filter((_, i) => truckOfRow[i] === truck)),
    })),
    tripKm: meanOfKnown(rows.map((row) => table.distanceKm[row] ?? NaN)),
    roadCondition: mostFrequent(codes(table.roadCondition.codes)),
    weathers: codes(table.weatherCondition.codes),
  };
}

/** The known code that occurs most often, the first of equals; −1 where none is known. */
function mostFrequent(codes: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const code of codes) if (code >= 0) counts.set(code, (counts.get(code) ?? 0) + 1);
  let [best, most] = [-1, 0];
  for (const [code, count] of counts) if (count > most) [best, most] = [code, count];
  return best;
}

/** NaN where nothing is known. */
function meanOfKnown(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.reduce((a, b) => a + b, 0) / known.length;
}
