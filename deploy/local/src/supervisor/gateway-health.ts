import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 100;
const ANSWER_WITHIN_MS = 2_000;
const BODY_SHOWN = 500;

/** Where a browser on this machine finds a server: one that listens on all addresses is found on loopback. */
export function localUrl(host: string, port: number): string {
  if (host === '0.0.0.0' || host === '::') return `http://127.0.0.1:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/**
 * Asks a server until it answers 200.
 *
 * @throws Error with its last answer when it does not in time
 */
export async function untilHealthy(url: string, withinMs: number, signal?: AbortSignal): Promise<void> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    signal?.throwIfAborted();
    const answer = await get(url);
    if (answer.status === 200) return;
    if (performance.now() > deadline) {
      const said = answer.status === undefined ? answer.text : `status ${answer.status}, ${answer.text}`;
      throw new Error(
        `the gateway was not ready within ${Math.round(withinMs / 100) / 10} s: ${url} answers ${said}`,
      );
    }
    await sleep(PAUSE_MS, undefined, { signal });
  }
}

/** Without a connection pool: a connection that stays open would keep the gateway from closing. */
async function get(url: string): Promise<{ readonly status?: number | undefined; readonly text: string }> {
  return await new Promise((resolve) => {
    const asking = request(url, { agent: false, timeout: ANSWER_WITHIN_MS }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        if (text.length < BODY_SHOWN) text += chunk;
      });
      response.on('end', () => {
        resolve({ status: response.statusCode, text: text.slice(0, BODY_SHOWN) });
      });
      response.on('error', (error) => {
        resolve({ text: error.message });
      });
    });
    asking.on('timeout', () => asking.destroy(new Error(`nothing within ${ANSWER_WITHIN_MS / 1_000} s`)));
    asking.on('error', (error) => {
      resolve({ text: error.message });
    });
    asking.end();
  });
}
