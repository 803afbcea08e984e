import { fork } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { Benchmark } from '../result.js';

const SAMPLE_MINE = path.resolve(import.meta.dirname, '../../../../data');
const FILE = 'hauling_activities.csv';
const TRIPS = 1_000_000;
const MOST_MIB = 1.5 * 1024;

const taken = z.object({
  rowsRead: z.int(),
  rowsUsed: z.int(),
  seconds: z.number(),
  peakMib: z.number(),
});

/** The sample mine's trips again and again, each with an id (its first cell, which is quoted) of its own. */
async function* manyTrips(): AsyncGenerator<string> {
  const [header = '', ...rows] = (await readFile(path.join(SAMPLE_MINE, FILE), 'utf8')).trimEnd().split('\n');
  yield `${header}\n`;
  for (let written = 0, copy = 0; written < TRIPS; copy += 1) {
    const piece = rows.slice(0, TRIPS - written);
    yield piece.map((row) => `"c${copy}-${row.slice(1)}\n`).join('');
    written += piece.length;
  }
}

/** A million trips joined and written as training data, in a process of its own: how long, and the most memory it had. */
export const preparation: Benchmark = {
  name: 'learning/prepare-1M',
  run: async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'mining-ops-bench-'));
    try {
      await cp(SAMPLE_MINE, folder, { recursive: true });
      await pipeline(manyTrips, createWriteStream(path.join(folder, FILE)));
      const child = fork(path.join(import.meta.dirname, 'prepare-once.js'), [folder]);
      const [message] = (await once(child, 'message', { signal: ended(child) })) as unknown[];
      const { rowsRead, rowsUsed, seconds, peakMib } = taken.parse(message);
      if (rowsRead !== TRIPS) throw new Error(`${rowsRead} trips were read of ${TRIPS}`);
      return {
        name: 'learning/prepare-1M',
        unit: 'MiB at the peak',
        value: peakMib,
        ratios: {},
        target: `below ${MOST_MIB} MiB`,
        met: peakMib < MOST_MIB,
        notes: [
          `${seconds.toFixed(1)} s; ${rowsUsed.toLocaleString('en-US')} of ${TRIPS.toLocaleString('en-US')} trips used`,
        ],
      };
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

/** Aborted where the process ends without a message. */
function ended(child: ReturnType<typeof fork>): AbortSignal {
  const stop = new AbortController();
  child.once('exit', () => {
    stop.abort(new Error('the process that prepares ended and said nothing'));
  });
  return stop.signal;
}
