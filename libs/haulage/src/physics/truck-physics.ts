/** What a truck's travel depends on, from its manufacturer's data sheet. */
export interface TruckPhysics {
  readonly emptyMassT: number;
  /** Of the engine, gross. */
  readonly powerKw: number;
  /** Share of it that reaches the wheels' rims: about 0.85 with a mechanical drive. */
  readonly efficiency: number;
  /** What the retarder takes up continuously. */
  readonly retarderKw: number;
  readonly topSpeedKmh: number;
  /** Means over the whole change of speed. */
  readonly accelerationMps2: number;
  readonly decelerationMps2: number;
}
