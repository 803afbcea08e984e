import type { Logger } from './logger.js';
import type { ProcessMessage } from './process-lifecycle-messages.js';
import { redactSecrets } from './redact-secrets.js';

/** The launcher kills what is left after this long. */
const CLOSE_DEADLINE_MS = 3_000;
/** Longest wait for the launcher to take the last message before an exit. */
const LAST_MESSAGE_MS = 500;

type Close = () => Promise<void> | void;

export interface ShutdownOptions {
  readonly logger?: Logger;
  /** How long closing may take before the process exits with 1. */
  readonly deadlineMs?: number;
}

const closers: Close[] = [];
let listening = false;
let closing = false;

/** Tells the launcher that this process can do its work. Without a launcher it does nothing. */
export function signalReady(details: Readonly<Record<string, unknown>> = {}): void {
  void send({ ...details, type: 'ready' });
}

/** Tells the launcher that this process cannot start, and why. Resolves once it was told, or cannot be. */
export async function signalFailed(error: unknown): Promise<void> {
  await send({ type: 'failed', reason: redactSecrets(reasonOf(error)) });
}

/**
 * Runs `close` once when this process is asked to stop (SIGTERM, SIGINT, or the launcher is gone), then exits with 0.
 * Exits with 1 when closing fails or takes longer than the deadline.
 *
 * Call it as early as there is something to close; until then SIGTERM ends the process at once. What is registered
 * later is closed earlier, as with nested blocks.
 */
export function onShutdown(
  close: Close,
  { logger, deadlineMs = CLOSE_DEADLINE_MS }: ShutdownOptions = {},
): void {
  closers.unshift(close);
  if (listening) return;
  listening = true;
  const shutDown = (reason: string): void => {
    if (closing) return;
    closing = true;
    void closeAndExit(reason, logger, deadlineMs);
  };
  process.on('SIGTERM', () => {
    shutDown('SIGTERM');
  });
  process.on('SIGINT', () => {
    shutDown('SIGINT');
  });
  process.on('disconnect', () => {
    shutDown('the launcher is gone');
  });
  // The launcher may have died while this process was still starting: that event has passed.
  if (process.send !== undefined && !process.connected) {
    setImmediate(shutDown, 'the launcher is gone');
  }
}

/** An error that nobody handled leaves the process in an unknown state: log it, tell the launcher, exit with 1. */
export function exitOnUnhandledErrors(logger: Logger): void {
  const exit = (error: unknown): void => {
    void exitWithFailure(logger, error);
  };
  process.on('uncaughtException', exit);
  process.on('unhandledRejection', exit);
}

/** Logs why this process cannot go on, tells the launcher, and exits with 1. */
export async function exitWithFailure(logger: Logger, error: unknown): Promise<never> {
  logger.fatal({ err: error }, reasonOf(error));
  await signalFailed(error);
  process.exit(1);
}

async function closeAndExit(reason: string, logger: Logger | undefined, deadlineMs: number): Promise<void> {
  logger?.info({ reason }, 'stopping');
  setTimeout(() => {
    logger?.error({ deadlineMs }, 'closing took too long: exiting');
    process.exit(1);
  }, deadlineMs);
  try {
    for (const close of closers) await close();
  } catch (error) {
    logger?.error({ err: error }, 'closing failed');
    process.exit(1);
  }
  logger?.info('stopped');
  process.exit(0);
}

/** The first line is the reason; a stack is for the log. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function send(message: ProcessMessage): Promise<void> {
  if (process.send === undefined || !process.connected) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, LAST_MESSAGE_MS);
    process.send?.(message, undefined, undefined, () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
