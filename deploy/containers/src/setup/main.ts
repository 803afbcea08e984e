// For docker-compose.yml: runs before everything else, as root, and ends. Checks the variables that only Compose reads,
// makes the passwords, and lets the containers' user write to the operator's folders. Doing it twice is doing it once.
import { ConfigError } from '@mining-ops/platform/config-error.js';
import { composeVariables } from '@mining-ops/platform/compose-variables.js';
import { checkedVariables, loadConfig, processEnvironment } from '@mining-ops/platform/config.js';
import { makeGrafanaSecret, makeRedisSecret } from './secrets.js';
import { handOver, VolumeError } from './volumes.js';

const REDIS_SECRET = '/secrets/redis';
const GRAFANA_SECRET = '/secrets/grafana';

try {
  const { CONTAINER_USER: user } = checkedVariables(composeVariables, processEnvironment());
  const [uid = 0, gid = 0] = user.split(':').map(Number);
  const { dataDir, modelsDir, logsDir } = loadConfig();
  await makeRedisSecret(REDIS_SECRET);
  await makeGrafanaSecret(GRAFANA_SECRET);
  for (const folder of [dataDir, modelsDir, logsDir]) await handOver(folder, { uid, gid });
} catch (error) {
  if (!(error instanceof ConfigError) && !(error instanceof VolumeError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
