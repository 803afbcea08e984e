type Numbers = Float64Array | Int32Array | Int8Array;

/** A typed array that is appended to without knowing its length beforehand; it doubles as it fills. */
export class GrowingArray<T extends Numbers> {
  private values: T;
  private length = 0;

  constructor(private readonly make: (length: number) => T) {
    this.values = make(1024);
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const grown = this.make(this.length * 2);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.length] = value;
    this.length += 1;
  }

  /** The values so far, in an array of exactly their number. */
  finish(): T {
    const finished = this.make(this.length);
    finished.set(this.values.subarray(0, this.length));
    return finished;
  }
}
