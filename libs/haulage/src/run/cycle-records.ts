/** One truck cycle as the run recorded it. Times in minutes from the shift's start. */
export interface CycleRecord {
  readonly truck: number;
  /** −1 where the truck left without a load, because it could not have been dumped in time. */
  readonly loader: number;
  readonly queueStartMin: number;
  /** End of the wait: the loader takes the truck, or the truck leaves. */
  readonly queueEndMin: number;
  readonly loadingEndMin: number;
  readonly dumpArrivalMin: number;
  readonly dumpingStartMin: number;
  readonly dumpingEndMin: number;
  readonly payloadT: number;
  readonly fuelL: number;
  readonly delayed: boolean;
}

/** Columns of a record in `CycleRecords.data`. */
export const FIELD = {
  truck: 0,
  loader: 1,
  queueStart: 2,
  queueEnd: 3,
  loadingEnd: 4,
  dumpArrival: 5,
  dumpingStart: 6,
  dumpingEnd: 7,
  payload: 8,
  fuel: 9,
  delayed: 10,
} as const;

export const FIELDS = 11;

/**
 * The records of one run, flat and in order of completion. Reused from run to run: it grows to the longest run seen and
 * then allocates no more.
 */
export class CycleRecords {
  data = new Float64Array(256 * FIELDS);
  count = 0;

  clear(): void {
    this.count = 0;
  }

  /** Offset of a new, empty record in `data`. */
  add(): number {
    const offset = this.count * FIELDS;
    if (offset === this.data.length) {
      const wider = new Float64Array(this.data.length * 2);
      wider.set(this.data);
      this.data = wider;
    }
    this.count += 1;
    return offset;
  }

  /** The `index`-th record as an object, for replay and tests. */
  at(index: number): CycleRecord {
    if (!(index >= 0 && index < this.count))
      throw new RangeError(`there is no record ${index} of ${this.count}`);
    const field = (column: number): number => this.data[index * FIELDS + column]!;
    return {
      truck: field(FIELD.truck),
      loader: field(FIELD.loader),
      queueStartMin: field(FIELD.queueStart),
      queueEndMin: field(FIELD.queueEnd),
      loadingEndMin: field(FIELD.loadingEnd),
      dumpArrivalMin: field(FIELD.dumpArrival),
      dumpingStartMin: field(FIELD.dumpingStart),
      dumpingEndMin: field(FIELD.dumpingEnd),
      payloadT: field(FIELD.payload),
      fuelL: field(FIELD.fuel),
      delayed: field(FIELD.delayed) === 1,
    };
  }
}
