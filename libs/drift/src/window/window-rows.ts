/** A row of the log, as far as drift is about it. Reused from row to row: copy what is kept. */
export interface LogRow {
  atMs: number;
  jobId: string;
  /** In the order of the window's columns of numbers; NaN is missing. */
  readonly numbers: Float64Array;
  /** In the order of its columns of categories. */
  readonly codes: Int32Array;
}

/** The newest rows, in columns: when there are more than `most`, the oldest make room. */
export class WindowRows {
  private capacity = 1024;
  private added = 0;
  private atMs = new Float64Array(this.capacity);
  private numbers: Float64Array[];
  private codes: Int32Array[];

  constructor(
    private readonly most: number,
    numbers: number,
    categories: number,
  ) {
    this.numbers = Array.from({ length: numbers }, () => new Float64Array(this.capacity));
    this.codes = Array.from({ length: categories }, () => new Int32Array(this.capacity));
  }

  get rows(): number {
    return Math.min(this.added, this.most);
  }

  add(row: LogRow): void {
    if (this.added === this.capacity && this.capacity < this.most) this.grow();
    const place = this.added % this.most;
    this.atMs[place] = row.atMs;
    this.numbers.forEach((column, c) => (column[place] = row.numbers[c]!));
    this.codes.forEach((column, c) => (column[place] = row.codes[c]!));
    this.added += 1;
  }

  column(kind: 'number', c: number): Float64Array;
  column(kind: 'category', c: number): Int32Array;
  column(kind: 'number' | 'category', c: number): Float64Array | Int32Array {
    return (kind === 'number' ? this.numbers[c]! : this.codes[c]!).subarray(0, this.rows);
  }

  /** Of the oldest and the newest row; null where there is none. */
  span(): { readonly fromMs: number; readonly toMs: number } | null {
    const times = this.atMs.subarray(0, this.rows);
    if (times.length === 0) return null;
    return {
      fromMs: times.reduce((least, ms) => Math.min(least, ms)),
      toMs: times.reduce((most, ms) => Math.max(most, ms)),
    };
  }

  private grow(): void {
    this.capacity = Math.min(this.most, this.capacity * 2);
    const larger = <A extends Float64Array | Int32Array>(make: (length: number) => A, old: A): A => {
      const made = make(this.capacity);
      made.set(old);
      return made;
    };
    const float64 = (length: number): Float64Array<ArrayBuffer> => new Float64Array(length);
    const int32 = (length: number): Int32Array<ArrayBuffer> => new Int32Array(length);
    this.atMs = larger(float64, this.atMs);
    this.numbers = this.numbers.map((column) => larger(float64, column as Float64Array<ArrayBuffer>));
    this.codes = this.codes.map((column) => larger(int32, column as Int32Array<ArrayBuffer>));
  }
}
