export const AGGREGATES = ['mean', 'sum', 'min', 'max', 'median', 'p90', 'count'] as const;

/** One number of many. Quantiles by linear interpolation between order statistics (Hyndman & Fan 1996, type 7). */
export function aggregate(how: (typeof AGGREGATES)[number], values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  switch (how) {
    case 'count':
      return values.length;
    case 'sum':
      return sum;
    case 'mean':
      return sum / values.length;
    case 'min':
      return quantile(values, 0);
    case 'max':
      return quantile(values, 1);
    case 'median':
      return quantile(values, 0.5);
    case 'p90':
      return quantile(values, 0.9);
  }
}

function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = (sorted.length - 1) * p;
  const [below, above] = [
    sorted[Math.floor(position)] ?? Number.NaN,
    sorted[Math.ceil(position)] ?? Number.NaN,
  ];
  return below + (above - below) * (position - Math.floor(position));
}
