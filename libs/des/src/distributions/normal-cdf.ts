/**
 * The standard normal distribution function: Hart's (1968) rational approximation as given by West (2005, Better
 * approximations to cumulative normal functions, Wilmott). Relative error, in the lower tail too, where 1 − Φ(−z) would
 * lose all digits: below 1e-12 down to z = −3.8, below 1e-8 everywhere. 0 below −38.
 *
 * @param z any number
 */
export function normalCdf(z: number): number {
  return z > 0 ? 1 - lowerTail(z) : lowerTail(-z);
}

/** Φ(−x) for x of at least 0. */
function lowerTail(x: number): number {
  if (x > 38) return 0;
  const density = Math.exp((-x * x) / 2);
  if (x >= 7.07106781186547) {
    const fraction = x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))));
    return density / fraction / 2.506628274631;
  }
  const above =
    (((((0.0352624965998911 * x + 0.700383064443688) * x + 6.37396220353165) * x + 33.912866078383) * x +
      112.079291497871) *
      x +
      221.213596169931) *
      x +
    220.206867912376;
  const below =
    ((((((0.0883883476483184 * x + 1.75566716318264) * x + 16.064177579207) * x + 86.7807322029461) * x +
      296.564248779674) *
      x +
      637.333633378831) *
      x +
      793.826512519948) *
      x +
    440.413735824752;
  return (density * above) / below;
}
