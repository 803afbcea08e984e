/**
 * The distribution function of Student's t, by the continued fraction of the incomplete beta function (Press et al.,
 * Numerical Recipes, 6.4). Relative error below 1e-10, in the lower tail too.
 *
 * @param degrees degrees of freedom, a whole number from 1
 */
export function studentCdf(t: number, degrees: number): number {
  if (t === Infinity) return 1;
  if (t === -Infinity) return 0;
  const tail = 0.5 * incompleteBeta(degrees, t * t);
  return t > 0 ? 1 - tail : tail;
}

/** I_x(ν/2, 1/2) at x = ν/(ν + t²). */
function incompleteBeta(degrees: number, square: number): number {
  if (square === 0) return 1;
  const a = degrees / 2;
  const x = degrees / (degrees + square);
  const front = Math.exp(
    logGammaRatio(degrees) - LOG_SQRT_PI - a * Math.log1p(square / degrees) + 0.5 * Math.log1p(-x),
  );
  // The fraction converges fast below (a + 1)/(a + b + 2); above it, the complement's does.
  return x < (a + 1) / (a + 2.5)
    ? (front * fraction(a, 0.5, x)) / a
    : 1 - (front * fraction(0.5, a, 1 - x)) / 0.5;
}

const LOG_SQRT_PI = 0.5 * Math.log(Math.PI);

/** Lentz's method. */
function fraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < 10_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-14) break;
  }
  return h;
}

/** ln(Γ((ν+1)/2)/Γ(ν/2)) by ν, as far as it was needed. */
const logGammaRatios = [NaN, -0.5 * Math.log(Math.PI)];

/** Beyond it, the asymptotic series is exact to the last digit. */
const MANY_DEGREES = 2000;

/** By recursion, since Γ((ν+2)/2) = (ν/2)·Γ(ν/2); errors alternate in sign and do not grow. */
function logGammaRatio(degrees: number): number {
  if (degrees > MANY_DEGREES)
    return 0.5 * Math.log(degrees / 2) - 1 / (4 * degrees) + 1 / (24 * degrees ** 3);
  for (let v = logGammaRatios.length; v <= degrees; v += 1)
    logGammaRatios.push(Math.log((v - 1) / 2) - logGammaRatios[v - 1]!);
  return logGammaRatios[degrees]!;
}
