import type { NestExpressApplication } from '@nestjs/platform-express';

/** Short enough for the time in which a process must have stopped. */
const GRACE_MS = 1_500;
const LOOK_EVERY_MS = 20;

/**
 * Takes no more connections, and lets the requests that are being answered have their answers; those that take longer
 * than the grace are cut off.
 *
 * @param stopWaiting tells those who wait for a job that they wait no longer
 */
export async function stopServing(app: NestExpressApplication, stopWaiting: () => void): Promise<void> {
  const server = app.getHttpServer();
  const closed = app.close();
  stopWaiting();
  const hangUpIdle = setInterval(() => {
    server.closeIdleConnections();
  }, LOOK_EVERY_MS);
  const cutOff = setTimeout(() => {
    server.closeAllConnections();
  }, GRACE_MS);
  try {
    await closed;
  } finally {
    clearInterval(hangUpIdle);
    clearTimeout(cutOff);
  }
}
