import type { Queue } from 'bullmq';
import type { Logger } from '@mining-ops/platform/logger.js';
import type { KeyRing } from '@mining-ops/platform/sign-in/key-ring.js';
import { Router, type RequestHandler } from 'express';
import { Problem } from '../http/problem.js';
import { queueBoard } from './queue-board.js';
import { readSessionCookie } from './session-cookie.js';
import type { OperatorSessions } from './sessions.js';
import { signInRoutes } from './sign-in.js';

const QUEUES = '/queues';

export interface OperatorPagesOptions {
  /** Null: no keys are configured. The pages are open then, to look at only. */
  readonly access: {
    readonly keys: KeyRing;
    readonly sessions: OperatorSessions;
    /** How long a session lasts, s. */
    readonly sessionLastsS: number;
  } | null;
  readonly queues: readonly Queue[];
  /** Queues whose failed jobs an operator may try again. */
  readonly mayRetry: readonly Queue[];
  readonly logger: Logger;
}

/** The pages for operators, behind their sign-in. */
export function operatorPages({ access, queues, mayRetry, logger }: OperatorPagesOptions): Router {
  const router = Router();
  if (access === null) {
    router.use(QUEUES, keptNowhere, queueBoard({ basePath: QUEUES, queues, mayRetry: [], links: [] }));
    return router;
  }
  const { keys, sessions, sessionLastsS } = access;
  router.use(signInRoutes({ keys, sessions, lastsS: sessionLastsS, logger }));
  const links = [{ text: 'Keluar / Sign out', url: '/sign-out' }];
  router.use(
    QUEUES,
    keptNowhere,
    operatorsOnly(sessions, logger),
    queueBoard({ basePath: QUEUES, queues, mayRetry, links }),
  );
  return router;
}

/** What an operator saw does not stay in a browser's or a proxy's cache. */
const keptNowhere: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};

/** Lets those through who have signed in; shows a page's reader where to, and tells a program. */
function operatorsOnly(sessions: OperatorSessions, logger: Logger): RequestHandler {
  return async (request, response, next) => {
    const id = readSessionCookie(request);
    const entry = id === null ? null : await sessions.find(id);
    if (entry !== null) {
      if (request.method !== 'GET') {
        logger.info({ keyName: entry.name, method: request.method, path: request.originalUrl }, 'operator');
      }
      next();
    } else if (request.method === 'GET' && request.accepts(['json', 'html']) === 'html') {
      response.redirect(303, '/sign-in');
    } else
      next(new Problem(401, 'SIGN_IN_NEEDED', 'sign in at /sign-in; the session is over, or never began'));
  };
}
