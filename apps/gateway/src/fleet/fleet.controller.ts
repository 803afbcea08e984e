import { activityAt } from '@mining-ops/fleet-data/activity-columns.js';
import type { FleetSnapshot } from '@mining-ops/fleet-data/snapshot.js';
import { SnapshotStore } from '@mining-ops/fleet-data/snapshot-store.js';
import { tableKeys, type TableKey } from '@mining-ops/fleet-data/tables/registry.js';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiDefaultResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Needs } from '../access/access.js';
import { problemSchema } from '../http/problem.js';
import { wholeNumber } from '../http/whole-number.js';

const PAGE = { default: 50, most: 500 } as const;

const pageQuerySchema = z.object({
  limit: wholeNumber(1, PAGE.most)
    .default(PAGE.default)
    .meta({ description: `Rows of a page; ${PAGE.default} unless given` }),
  offset: wholeNumber(0, Number.MAX_SAFE_INTEGER)
    .default(0)
    .meta({ description: 'Rows to pass over; 0 unless given' }),
});
type PageQuery = z.infer<typeof pageQuerySchema>;

const pageSchema = z
  .object({
    table: z.string(),
    total: z.int(),
    limit: z.int(),
    offset: z.int(),
    next: z.string().nullable().meta({ description: 'URL of the next page' }),
    items: z.array(z.record(z.string(), z.unknown())),
  })
  .meta({
    id: 'FleetPage',
    example: {
      table: 'vessels',
      total: 8,
      limit: 1,
      offset: 0,
      next: '/v1/fleet/vessels?limit=1&offset=1',
      items: [{ id: 'ves-1a2b3c4d', name: 'MV Coal', vesselType: 'Bulk Carrier', capacityT: 15_000 }],
    },
  });

const summarySchema = z
  .object({
    fingerprint: z.string(),
    state: z.string().meta({ description: 'ok, or stale where the files have a problem' }),
    problem: z.unknown(),
    tables: z.array(
      z.object({
        table: z.string(),
        file: z.string(),
        rowsRead: z.int(),
        rowsUsed: z.int(),
        setAside: z.int(),
        warnings: z.int(),
        url: z.string(),
      }),
    ),
    warnings: z.array(z.unknown()),
  })
  .meta({
    id: 'FleetSummary',
    example: {
      fingerprint: '9b1c0e8d7f6a5b4c3d2e1f009b1c0e8d7f6a5b4c3d2e1f009b1c0e8d7f6a5b4c',
      state: 'ok',
      problem: null,
      tables: [
        {
          table: 'trucks',
          file: 'trucks.csv',
          rowsRead: 60,
          rowsUsed: 60,
          setAside: 0,
          warnings: 0,
          url: '/v1/fleet/trucks',
        },
      ],
      warnings: [],
    },
  });

/** Read-only views of the mine's tables, as the system reads them. */
@ApiTags('Fleet')
@ApiDefaultResponse({ standardSchema: problemSchema, description: 'What was wrong' })
@Needs('viewer')
@Controller('v1/fleet')
export class FleetController {
  constructor(@Inject(SnapshotStore) private readonly store: SnapshotStore) {}

  @Get()
  @ApiOperation({ summary: 'What the tables hold, and what was set aside' })
  @ApiOkResponse({ standardSchema: summarySchema })
  async summary(): Promise<z.infer<typeof summarySchema>> {
    const snapshot = await this.store.current();
    const { state, problem } = this.store.status();
    return {
      fingerprint: snapshot.fingerprint,
      state,
      problem,
      tables: tableKeys.map((table) => {
        const { file, rowsRead, rowsUsed, setAsideCount, warningCount } = snapshot.tables[table];
        return {
          table,
          file,
          rowsRead,
          rowsUsed,
          setAside: setAsideCount,
          warnings: warningCount,
          url: `/v1/fleet/${table}`,
        };
      }),
      warnings: [...snapshot.warnings],
    };
  }

  @Get(':table')
  @ApiOperation({ summary: 'A page of a table' })
  @ApiOkResponse({ standardSchema: pageSchema })
  async page(
    @Param('table', { schema: z.enum(tableKeys) }) table: TableKey,
    @Query({ schema: pageQuerySchema }) { limit, offset }: PageQuery,
  ): Promise<z.infer<typeof pageSchema>> {
    const { total, row } = rowsOf(await this.store.current(), table);
    const end = Math.min(total, offset + limit);
    const items = Array.from({ length: Math.max(0, end - offset) }, (_, i) => ({ ...row(offset + i) }));
    const next = end < total ? `/v1/fleet/${table}?limit=${limit}&offset=${end}` : null;
    return { table, total, limit, offset, next, items };
  }
}

function rowsOf(snapshot: FleetSnapshot, table: TableKey): { total: number; row: (i: number) => object } {
  if (table === 'activities') {
    return { total: snapshot.activities.count, row: (i) => activityAt(snapshot.activities, i) };
  }
  const rows: readonly object[] = snapshot[table];
  return { total: rows.length, row: (i) => rows[i] ?? {} };
}
