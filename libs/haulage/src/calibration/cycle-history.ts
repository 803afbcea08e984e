/**
 * Recorded cycles, one entry a cycle in every column. NaN is an unknown number, −1 an unknown code. Codes are indexes
 * into whatever list the caller keeps: levels 0 … n−1.
 */
export interface CycleHistory {
  readonly length: number;
  readonly loadingMin: Float64Array;
  /** Loaded travel, delays included. */
  readonly haulingMin: Float64Array;
  readonly dumpingMin: Float64Array;
  readonly returnMin: Float64Array;
  readonly queueMin: Float64Array;
  /** What the trip drove, one way, km. */
  readonly tripDistanceKm: Float64Array;
  /** The road segment's own length, km. */
  readonly roadDistanceKm: Float64Array;
  readonly payloadT: Float64Array;
  readonly truckCapacityT: Float64Array;
  /** Size of the loader's bucket, m³; where it is not given, nothing is learned of whole passes. */
  readonly bucketM3?: Float64Array;
  readonly fuelL: Float64Array;
  /** 1 where the cycle was delayed, 0 where not. */
  readonly delayed: Float64Array;
  readonly weather: CodeColumn;
  readonly roadCondition: CodeColumn;
  readonly road: CodeColumn;
  readonly loader: CodeColumn;
  readonly truck: CodeColumn;
  /** Who drove the truck. */
  readonly operator: CodeColumn;
}

/** A categorical column: `codes[i]` is from 0 to `levels` − 1, or −1 where unknown. */
export interface CodeColumn {
  readonly codes: Int32Array;
  readonly levels: number;
}
