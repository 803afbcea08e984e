import type { IncomingMessage } from 'node:http';
import type { NextFunction, Request, Response } from 'express';
import { Problem } from './problem.js';
import { sendProblem } from './send-problem.js';

/**
 * Middleware that answers 408 to a request whose body does not arrive in time, and hangs up. For bodies that may take
 * longer, Node's own limit of the server counts.
 */
export function arriveWithin(limitS: number, mayTakeLonger: (request: IncomingMessage) => boolean) {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (!request.complete && !mayTakeLonger(request)) {
      const timer = setTimeout(() => {
        if (request.complete || response.headersSent) return;
        response.setHeader('Connection', 'close');
        response.on('finish', () => request.destroy());
        sendProblem(
          response,
          new Problem(408, 'TOO_SLOW', `the body did not arrive within ${limitS} s (REQUEST_TIME_S)`),
        );
      }, limitS * 1_000);
      request.on('close', () => {
        clearTimeout(timer);
      });
      request.on('end', () => {
        clearTimeout(timer);
      });
    }
    next();
  };
}
