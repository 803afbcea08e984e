import type { RandomStream } from '@mining-ops/des/random/random-stream.js';
import type { CategoryColumn, Column, NumberColumn, Sample } from '@mining-ops/drift/sample/sample.js';

/** A change of the world that must be found in a window. */
export interface Change {
  readonly name: string;
  readonly apply: (window: Sample, stream: RandomStream) => Sample;
}

const changing = (name: string, change: (column: Column) => Column) => (window: Sample) => ({
  ...window,
  columns: window.columns.map((column) => (column.name === name ? change(column) : column)),
});

function scaled(name: string, factor: number): Change['apply'] {
  return changing(name, (column) => {
    const { values } = column as NumberColumn;
    return { ...(column as NumberColumn), values: values.map((value) => value * factor) };
  });
}

/** The five changes of the issue, the mildest reading of each. */
export const CHANGES: readonly Change[] = [
  {
    name: 'weather mix shifted by 15 points',
    // From clear to cloudy, the two that occur most: each weighs least in the test there.
    apply: (window, stream) =>
      changing('weatherCondition', (column) => {
        const weather = column as CategoryColumn;
        const clear = weather.levels.indexOf('CERAH');
        const cloudy = weather.levels.indexOf('BERAWAN');
        const share = weather.codes.filter((code) => code === clear).length / weather.codes.length;
        return {
          ...weather,
          codes: weather.codes.map((code) =>
            code === clear && stream.uniform() < 0.15 / share ? cloudy : code,
          ),
        };
      })(window),
  },
  { name: 'distances 15% longer', apply: scaled('distance', 1.15) },
  {
    name: '5% "Badai Salju"',
    apply: (window, stream) =>
      changing('weatherCondition', (column) => {
        const weather = column as CategoryColumn;
        return {
          ...weather,
          unseen: ['Badai Salju'],
          codes: weather.codes.map((code) => (stream.uniform() < 0.05 ? weather.levels.length : code)),
        };
      })(window),
  },
  { name: 'fuel predictions up 10%', apply: scaled('pred_bbm', 1.1) },
  {
    name: 'missing rate up 10 points',
    apply: (window, stream) =>
      changing('rating', (column) => ({
        ...(column as NumberColumn),
        values: (column as NumberColumn).values.map((value) => (stream.uniform() < 0.1 ? Number.NaN : value)),
      }))(window),
  },
];
