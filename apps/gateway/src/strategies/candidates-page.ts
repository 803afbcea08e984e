import {
  candidateRows,
  candidateRowSchema,
  type CandidateRow,
  type CandidateTable,
} from '@mining-ops/strategy/answer/candidate-table.js';
import { z } from 'zod';
import { wholeNumber } from '../http/whole-number.js';

/** What the candidates can be ordered by; `best` is the order of the objective. */
const COLUMNS = [
  'candidate',
  'truckCount',
  'replications',
  'value',
  'profitIdr',
  'productionT',
  'fuelL',
  'queueH',
] as const;
const ORDERS = ['best', ...COLUMNS, ...COLUMNS.map((column) => `-${column}` as const)] as const;
type Order = (typeof ORDERS)[number];

export const candidatesQuerySchema = z.object({
  page: wholeNumber(1, 1_000_000).default(1).meta({ description: 'From 1' }),
  size: wholeNumber(1, 500).default(50).meta({ description: 'Candidates of a page; 50 unless given' }),
  sort: z.enum(ORDERS).default('best').meta({
    description:
      'best: by the objective; a column: smallest first; with a minus: largest first. Unknown means come last',
  }),
});
export type CandidatesQuery = z.infer<typeof candidatesQuerySchema>;

export const candidatesPageSchema = z
  .object({
    jobId: z.string(),
    objective: z.string(),
    unit: z.string().meta({ description: 'Of each `value`' }),
    total: z.int(),
    page: z.int(),
    size: z.int(),
    sort: z.enum(ORDERS),
    next: z.string().nullable().meta({ description: 'URL of the next page; null on the last' }),
    items: z.array(candidateRowSchema),
  })
  .meta({
    id: 'CandidatesPage',
    example: {
      jobId: 'strategy-6f0e9a51d2f4b3a1c0e8d7f6a5b4c3d2',
      objective: 'profit',
      unit: 'IDR',
      total: 8294,
      page: 1,
      size: 1,
      sort: 'best',
      next: '/v1/jobs/strategy-6f0e9a51d2f4b3a1c0e8d7f6a5b4c3d2/candidates?page=2&size=1&sort=best',
      items: [
        {
          candidate: 4711,
          roadId: 'cmhsbjn8x02s2maft90hi31ty',
          road: 'Road Segment 1',
          loaderIds: ['cmhsbjpma05ddmaft5kv95dom'],
          loaders: ['Caterpillar 349E-001'],
          truckCount: 12,
          dispatchRule: null,
          fate: 'chosen',
          replications: 300,
          value: 1_204_113_000,
          profitIdr: 1_204_113_000,
          productionT: 1_612.4,
          fuelL: 1_301.7,
          queueH: 4.113,
        },
      ],
    },
  });
export type CandidatesPage = z.infer<typeof candidatesPageSchema>;

/** A page of a job's candidates. One beyond the last is empty. */
export function candidatesPage(
  url: string,
  jobId: string,
  table: CandidateTable,
  { page, size, sort }: CandidatesQuery,
): CandidatesPage {
  const total = table.columns.candidate.length;
  const from = (page - 1) * size;
  const items =
    sort === 'best'
      ? candidateRows(table, from, size)
      : ordered(candidateRows(table, 0, total), sort).slice(from, from + size);
  const next = from + size < total ? `${url}?page=${page + 1}&size=${size}&sort=${sort}` : null;
  const { objective, unit } = table;
  return { jobId, objective, unit, total, page, size, sort, next, items };
}

function ordered(rows: CandidateRow[], sort: Exclude<Order, 'best'>): CandidateRow[] {
  const down = sort.startsWith('-');
  const column = (down ? sort.slice(1) : sort) as (typeof COLUMNS)[number];
  return rows.sort((a, b) => {
    const [x, y] = [a[column], b[column]];
    if (x === null || y === null) return Number(x === null) - Number(y === null) || a.candidate - b.candidate;
    return (down ? y - x : x - y) || a.candidate - b.candidate;
  });
}
