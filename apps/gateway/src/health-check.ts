// For containers: exits with 0 where the gateway of this container answers, else with 1 and the reason.
import { loadConfig } from '@mining-ops/platform/config.js';

const TIMEOUT_MS = 4_000;

try {
  const { port } = loadConfig();
  const response = await fetch(`http://127.0.0.1:${port}/health/live`, {
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`the gateway answers ${response.status}`);
} catch (error) {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exit(1);
}

/** `fetch` hides why it could not connect. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
