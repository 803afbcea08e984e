import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import type { Sample } from '@mining-ops/drift/sample/sample.js';
import { PREDICTION_LOG } from '@mining-ops/inference/prediction-log.js';

const ROWS_A_PIECE = 1_000;

export interface WrittenLog {
  readonly logsDir: string;
  /** Rows of the log. */
  readonly rows: number;
  /** Time of the last row, epoch ms; the others are a second apart before it. */
  readonly untilMs: number;
  /** What the rows say of their models' versions. */
  readonly versions: string;
  readonly seed: number;
}

/** Writes a prediction log of rows drawn from a sample, each of a job of its own. */
export async function writeLog(
  sample: Sample,
  { logsDir, rows, untilMs, versions, seed }: WrittenLog,
): Promise<void> {
  await mkdir(logsDir, { recursive: true });
  const stream = RandomStream.of({ seed, replication: 0, entity: 0, purpose: 0 });
  const cellOf = (row: number): string[] =>
    sample.columns.map((column) => {
      if (column.kind === 'number') return Number.isNaN(column.values[row]) ? '' : String(column.values[row]);
      const code = column.codes[row] ?? -1;
      return column.levels[code] ?? column.unseen[code - column.levels.length] ?? '';
    });
  function* pieces(): Generator<string> {
    const names = sample.columns.map(({ name }) => name);
    yield `${['timestamp', 'job_id', 'model_version', ...names].join(',')}\n`;
    for (let from = 0; from < rows; from += ROWS_A_PIECE) {
      const lines = Array.from({ length: Math.min(ROWS_A_PIECE, rows - from) }, (_, i) => {
        const atMs = untilMs - (rows - from - i) * 1_000;
        const drawn = cellOf(Math.floor(stream.uniform() * sample.rows));
        return [new Date(atMs).toISOString(), `strategy-${from + i}`, versions, ...drawn].join(',');
      });
      yield `${lines.join('\n')}\n`;
    }
  }
  await pipeline(pieces, createWriteStream(path.join(logsDir, PREDICTION_LOG)));
}
