/**
 * Load of one bucket, t: heaped bucket volume × fill factor × density of the loose material (Caterpillar Performance
 * Handbook, "Bucket payload").
 *
 * @param bucketM3 heaped volume, m³
 * @param fillFactor share of the bucket that is filled: 0.95–1.1 for loose coal
 * @param densityTPerM3 of the loose material: about 0.83 for broken bituminous coal
 */
export function passLoadT(bucketM3: number, fillFactor: number, densityTPerM3: number): number {
  return bucketM3 * fillFactor * densityTPerM3;
}

/** What a truck may carry above its rated payload: the last bucket is not taken where it would exceed this. */
export const OVERLOAD_TOLERANCE = 1.1;

/** Passes beyond this many mean that loader and truck do not fit. */
export const MOST_PASSES = 20;

/**
 * Buckets that fill a truck: as many as reach its rated payload without exceeding it by more than 10%. 0 where one
 * bucket alone exceeds it.
 */
export function passesToFill(capacityT: number, passT: number): number {
  const enough = Math.ceil(capacityT / passT - 1e-9);
  return enough * passT <= capacityT * OVERLOAD_TOLERANCE
    ? enough
    : Math.floor((capacityT * OVERLOAD_TOLERANCE) / passT);
}
