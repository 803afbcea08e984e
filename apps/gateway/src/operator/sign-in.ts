import type { KeyRing } from '@mining-ops/platform/sign-in/key-ring.js';
import { includesRole } from '@mining-ops/platform/sign-in/role.js';
import type { Logger } from '@mining-ops/platform/logger.js';
import express, { Router, type Request, type Response } from 'express';
import { clearSessionCookie, readSessionCookie, writeSessionCookie } from './session-cookie.js';
import type { OperatorSessions } from './sessions.js';
import {
  PAGE_LANGUAGES,
  signInPage,
  signOutPage,
  type PageLanguage,
  type SignInFault,
} from './sign-in-page.js';

export interface SignInOptions {
  readonly keys: KeyRing;
  readonly sessions: OperatorSessions;
  /** How long a session lasts, s. */
  readonly lastsS: number;
  readonly logger: Logger;
}

const STATUS: Readonly<Record<SignInFault, number>> = { KEY_REFUSED: 401, NOT_AN_OPERATOR: 403 };
/** A key and a field's name, with room to spare. */
const FORM_LIMIT = '1kb';

/** The pages on which operators sign in and out. A form from a page of elsewhere was refused before (`foreign-pages.ts`). */
export function signInRoutes(options: SignInOptions): Router {
  const { sessions, lastsS, logger } = options;
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: FORM_LIMIT });

  router.get('/sign-in', (request, response) => {
    send(response, 200, signInPage(languageOf(request), null));
  });

  router.post('/sign-in', form, async (request, response) => {
    const outcome = admit(options.keys, request);
    if ('fault' in outcome) {
      logger.warn({ fault: outcome.fault, address: request.ip }, 'sign-in refused');
      send(response, STATUS[outcome.fault], signInPage(languageOf(request), outcome.fault));
      return;
    }
    const before = readSessionCookie(request);
    if (before !== null) await sessions.end(before);
    writeSessionCookie(request, response, await sessions.begin(outcome.entry), lastsS);
    logger.info({ keyName: outcome.entry.name, address: request.ip }, 'operator signed in');
    response.setHeader('Cache-Control', 'no-store');
    response.redirect(303, '/queues');
  });

  router.get('/sign-out', (request, response) => {
    send(response, 200, signOutPage(languageOf(request)));
  });

  router.post('/sign-out', async (request, response) => {
    const id = readSessionCookie(request);
    if (id !== null) await sessions.end(id);
    clearSessionCookie(request, response);
    response.setHeader('Cache-Control', 'no-store');
    response.redirect(303, `/sign-in?lang=${languageOf(request)}`);
  });
  return router;
}

type Outcome = { readonly entry: NonNullable<ReturnType<KeyRing['find']>> } | { readonly fault: SignInFault };

function admit(keys: KeyRing, request: Request): Outcome {
  const { key } = (request.body ?? {}) as { key?: unknown };
  const entry = typeof key === 'string' ? keys.find(key.trim()) : null;
  if (entry === null) return { fault: 'KEY_REFUSED' };
  return includesRole(entry.role, 'operator') ? { entry } : { fault: 'NOT_AN_OPERATOR' };
}

/** The language that a link chose, else the browser's. */
function languageOf(request: Request): PageLanguage {
  const chosen = PAGE_LANGUAGES.find((language) => language === request.query['lang']);
  if (chosen !== undefined) return chosen;
  const accepted = request.acceptsLanguages([...PAGE_LANGUAGES]);
  return PAGE_LANGUAGES.find((language) => language === accepted) ?? PAGE_LANGUAGES[0];
}

function send(response: Response, status: number, html: string): void {
  response.status(status).setHeader('Cache-Control', 'no-store').type('html').send(html);
}
