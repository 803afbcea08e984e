import { runSearch, searchOf } from '../testing/answer-of.js';
import {
  candidateRows,
  candidateRowSchema,
  candidateTable,
  candidateTableSchema,
} from './candidate-table.js';

const WHOLE = {
  space: 'whole',
  truckCounts: [1, 2, 3, 4, 5, 6],
  loaderCounts: [1, 2, 3],
  dispatchRules: ['shared-queue', 'fixed', 'shortest-queue', 'earliest-loaded', 'least-loader-idle'],
  replications: null,
} as const;

describe('the table of all candidates', () => {
  const search = runSearch(
    searchOf({
      ...WHOLE,
      truckCounts: [...WHOLE.truckCounts],
      loaderCounts: [...WHOLE.loaderCounts],
      dispatchRules: [...WHOLE.dispatchRules],
    }),
  );
  const table = candidateTable(search);
  const rows = candidateRows(table, 0, Infinity);

  it('survives JSON as its schema says', () => {
    expect(candidateTableSchema.parse(JSON.parse(JSON.stringify(table)))).toEqual(table);
  });

  it('has each candidate once, with its fate, and means where it was simulated', () => {
    expect(rows.map(({ candidate }) => candidate).sort((a, b) => a - b)).toEqual(
      Array.from({ length: search.space.size }, (_, i) => i),
    );
    const { fates } = search.outcome();
    for (const row of rows) {
      expect(candidateRowSchema.parse(row)).toEqual(row);
      expect(row.fate).toBe(fates[row.candidate]);
      expect(row.value === null).toBe(row.replications === 0);
      expect(row.dispatchRule === null).toBe(row.loaders.length === 1);
    }
  });

  it('has the simulated ones first, the best first, as the answer has them', () => {
    const simulated = rows.filter(({ replications }) => replications > 0);
    expect(rows.slice(0, simulated.length)).toEqual(simulated);
    const profits = simulated.map(({ profitIdr }) => profitIdr!);
    expect(profits).toEqual([...profits].sort((a, b) => b - a));
    const [best] = search.outcome().chosen;
    const row = rows.find(({ candidate }) => candidate === best)!;
    expect(row.productionT).toBeCloseTo(search.evaluation.of(best!).mean('productionT'), 2);
  });

  it('is read a page at a time', () => {
    expect(candidateRows(table, 3, 4)).toEqual(rows.slice(3, 7));
    expect(candidateRows(table, rows.length - 1, 10)).toHaveLength(1);
    expect(candidateRows(table, rows.length, 10)).toEqual([]);
  });
});
