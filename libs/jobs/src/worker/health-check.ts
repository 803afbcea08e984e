// For containers: exits with 0 where the worker of this container lives, else with 1 and the reason.
// `node libs/jobs/dist/worker/health-check.js SERVICE`
import { loadConfig, requireRedisUrl } from '@mining-ops/platform/config.js';
import { redactSecrets } from '@mining-ops/platform/redact-secrets.js';
import { livesHere } from '../heartbeat.js';
import { impatientConnection, untilReady } from '../redis-connection.js';

/** Less than what the Dockerfile gives it. */
const TIMEOUT_MS = 4_000;

const [service = ''] = process.argv.slice(2);
let lastError = 'no answer';
const late = setTimeout(() => {
  end(`Redis cannot be asked: ${lastError}`);
}, TIMEOUT_MS);
try {
  const config = loadConfig();
  const redis = impatientConnection(requireRedisUrl(config), (error) => {
    lastError = error.message;
  });
  await untilReady(redis);
  const lives = await livesHere(redis, config.queuePrefix, service);
  redis.disconnect();
  clearTimeout(late);
  if (!lives) end(`no ${service} gave a sign of life in this container in the last 6 s`);
} catch (error) {
  end(error instanceof Error ? error.message : lastError);
}

function end(reason: string): never {
  process.stderr.write(`${redactSecrets(reason)}\n`);
  process.exit(1);
}
