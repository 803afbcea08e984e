import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import type { Queue } from 'bullmq';
import type { RequestHandler } from 'express';

export interface QueueBoardOptions {
  readonly basePath: string;
  readonly queues: readonly Queue[];
  /** Queues whose failed jobs may be tried again; all others are shown only. */
  readonly mayRetry: readonly Queue[];
  readonly links: readonly { readonly text: string; readonly url: string }[];
}

/** What trying again is, among all that Bull Board can do to a queue. */
const RETRIES = new Set(['/api/queues/:queueName/:jobId/retry', '/api/queues/:queueName/retry/:queueStatus']);

/**
 * Bull Board. It shows; at most it tries failed jobs again: everything else that would change a queue is refused by the
 * program, whatever buttons the page has.
 */
export function queueBoard({ basePath, queues, mayRetry, links }: QueueBoardOptions): RequestHandler {
  const adapter = new ExpressAdapter();
  adapter.setBasePath(basePath);
  createBullBoard({
    queues: queues.map(
      (queue) =>
        new BullMQAdapter(queue, {
          readOnlyMode: !mayRetry.includes(queue),
          // A completed job has its answer; a client may hold it already.
          ...(mayRetry.includes(queue) ? { allowCompletedRetries: false } : {}),
        }),
    ),
    serverAdapter: adapter,
    options: {
      uiConfig: { boardTitle: 'mining-ops', hideDocsLink: true, miscLinks: [...links] },
      handlerHooks: {
        before: ({ method, route, request }) => {
          if (method === 'get') return;
          const { queueStatus = 'failed' } = request.params as { queueStatus?: string };
          if (RETRIES.has(route) && queueStatus === 'failed') return;
          return { allow: false, status: 403, message: 'this board only shows, and tries failed jobs again' };
        },
      },
    },
  });
  return adapter.getRouter() as RequestHandler;
}
