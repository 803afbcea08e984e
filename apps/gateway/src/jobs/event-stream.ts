import type { JobClient } from '@mining-ops/jobs/client/job-client.js';
import type { Response } from 'express';
import { representResult } from './job-representation.js';

/** A comment line this often keeps proxies from closing a quiet connection. */
const KEEP_ALIVE_MS = 15_000;

/**
 * Writes a job's events to the response as server-sent events, until the job ends or the client hangs up.
 */
export async function streamEvents(
  jobs: JobClient,
  job: { readonly jobId: string; readonly name: string },
  lastEventId: string | null,
  response: Response,
): Promise<void> {
  const closed = new AbortController();
  response.on('close', () => {
    closed.abort();
  });
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-cache, no-transform',
    'X-Accel-Buffering': 'no',
  });
  response.flushHeaders();
  const keepAlive = setInterval(() => response.write(': keep-alive\n\n'), KEEP_ALIVE_MS);

  try {
    for await (const event of jobs.events(job.jobId, lastEventId, closed.signal)) {
      const data = event.type === 'completed' ? representResult(job.name, event.data) : event.data;
      const idLine = event.id === null ? '' : `id: ${event.id}\n`;
      response.write(`${idLine}event: ${event.type}\ndata: ${JSON.stringify(data)}\n\n`);
    }
  } finally {
    clearInterval(keepAlive);
    response.end();
  }
}
