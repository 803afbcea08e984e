import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { composeVariables } from '@mining-ops/platform/compose-variables.js';
import { environmentVariables } from '@mining-ops/platform/config-variables.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { filesOf } from './image/app-files.js';
import { interpolationsOf, readComposeFile, type ComposeService } from './testing/compose-file.js';
import { readDockerfile } from './testing/read-dockerfile.js';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const FILE = path.join(ROOT, 'docker-compose.yml');
const APPS = ['gateway', 'simulator', 'analyst', 'trainer'];
/** Those that run once and end. */
const ONCE = ['setup', 'ollama-pull'];

const text = readFileSync(FILE, 'utf8');
const compose = readComposeFile(FILE);
const variables = environmentVariables.extend(composeVariables.shape);

function service(name: string): ComposeService {
  const known = compose.services[name];
  if (!known) throw new Error(`docker-compose.yml has no service ${name}`);
  return known;
}

function hasCompose(): boolean {
  try {
    execFileSync('docker', ['compose', 'version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('docker-compose.yml', () => {
  it('is a Compose file, by the JSON schema of the specification', () => {
    const schema = JSON.parse(
      readFileSync(path.resolve(import.meta.dirname, '../schemas/compose-spec.json'), 'utf8'),
    ) as object;
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const isValid = ajv.compile(schema);
    isValid(compose);
    expect(isValid.errors).toBeNull();
    expect(isValid({ services: { redis: { imag: 'redis' } } })).toBe(false);
  });

  (hasCompose() ? it : it.skip)('is accepted by `docker compose config`', () => {
    for (const profiles of ['', 'gpu'])
      execFileSync('docker', ['compose', 'config', '--quiet'], {
        cwd: ROOT,
        env: { PATH: process.env['PATH'], COMPOSE_PROFILES: profiles },
      });
  });

  it('lets the API and Grafana be reached, by default from this machine, and nothing else', () => {
    const published = Object.entries(compose.services).flatMap(([name, { ports }]) =>
      ports ? [[name, ports]] : [],
    );
    expect(published).toEqual([
      ['gateway', ['${PUBLISH_ADDRESS:-127.0.0.1}:${PORT:-8000}:8000']],
      ['grafana', ['${PUBLISH_ADDRESS:-127.0.0.1}:${GRAFANA_PORT:-3000}:3000']],
    ]);
    expect(service('gateway').environment?.['REACHED_AT']).toBe('${PUBLISH_ADDRESS:-127.0.0.1}');
    expect(compose.networks['inside']).toEqual({ internal: true });
    const withWayOut = Object.entries(compose.services).filter(([, { networks }]) =>
      networks?.includes('outside'),
    );
    expect(withWayOut.map(([name]) => name).sort()).toEqual(['gateway', 'grafana', 'ollama', 'ollama-gpu']);
  });

  it.each(Object.keys(compose.services))(
    'bounds %s, starts it again where it fails, and takes its rights',
    (name) => {
      const { deploy, restart, read_only, cap_drop, security_opt } = service(name);
      expect(deploy?.resources?.limits).toEqual({ cpus: expect.any(String), memory: expect.any(String) });
      if (!ONCE.includes(name)) expect(restart).toBe('unless-stopped');
      expect({ read_only, cap_drop, security_opt }).toEqual({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
    },
  );

  it('waits for what is needed: passwords, Redis, and the language model', () => {
    const ended = { condition: 'service_completed_successfully' };
    const healthy = { condition: 'service_healthy' };
    expect(service('redis').depends_on).toEqual({ setup: ended });
    for (const app of APPS) expect(service(app).depends_on?.['redis']).toEqual(healthy);
    expect(service('analyst').depends_on).toMatchObject({ 'ollama-pull': ended });
    expect(service('ollama-pull').depends_on).toEqual({ ollama: healthy });
    for (const name of ['redis', 'ollama', 'ollama-gpu']) expect(service(name).healthcheck).toBeDefined();
  });

  it('gives graphics processors to the profile gpu alone', () => {
    const withDevices = Object.entries(compose.services).filter(
      ([, { deploy }]) => deploy?.resources?.reservations?.devices,
    );
    expect(withDevices.map(([name, { profiles }]) => [name, profiles])).toEqual([['ollama-gpu', ['gpu']]]);
    expect(service('ollama-gpu').deploy?.resources?.reservations?.devices).toEqual([
      { driver: 'nvidia', count: 'all', capabilities: ['gpu'] },
    ]);
  });

  it('mounts what is in the repository, and named volumes', () => {
    const sources = Object.values(compose.services)
      .flatMap(({ volumes }) => volumes ?? [])
      .map((volume) => (typeof volume === 'string' ? (volume.split(':')[0] ?? '') : volume.source));
    const folders = sources.filter((source) => source.startsWith('./'));
    expect(folders).toEqual(expect.arrayContaining(['./data', './models', './logs']));
    // Logs are no part of the repository: the engine makes the folder.
    const missing = folders.filter((folder) => folder !== './logs' && !existsSync(path.join(ROOT, folder)));
    expect(missing).toEqual([]);
    const named = sources.filter((source) => /^\w+$/.test(source));
    expect([...new Set(named)].sort()).toEqual(Object.keys(compose.volumes).sort());
    expect(compose.volumes).toHaveProperty('ollama_storage');
  });

  it.each(APPS)("runs the %s as the Dockerfile's target of that name has it", (app) => {
    const stages = readDockerfile(readFileSync(path.join(ROOT, 'Dockerfile'), 'utf8'));
    const { build, user, tmpfs } = service(app);
    expect(stages.has(build?.target ?? '')).toBe(true);
    expect(build?.target).toBe(app);
    expect(user).toBe('${CONTAINER_USER:-1000:1000}');
    expect(tmpfs).toEqual(['/tmp']);
  });

  it('prepares the volumes with a program that is in its image', async () => {
    const { build, command } = service('setup');
    const { files } = await filesOf(build?.target ?? '', ROOT, process);
    expect(files).toContain(command?.[1]);
  });
});

describe('the variables of the containers', () => {
  it('are known to the typed configuration, whoever uses them', () => {
    const used = interpolationsOf(text).map(({ name }) => name);
    const given = APPS.flatMap((app) => Object.keys(service(app).environment ?? {}));
    const inImages = [...readDockerfile(readFileSync(path.join(ROOT, 'Dockerfile'), 'utf8')).entries()]
      .filter(([stage]) => APPS.includes(stage))
      .flatMap(([, { environment }]) => Object.keys(environment))
      .filter((name) => name !== 'NODE_ENV');
    const known = Object.keys(variables.shape);
    expect([...used, ...given, ...inImages].filter((name) => !known.includes(name))).toEqual([]);
  });

  it('that are for Compose are all used by it, and checked before anything starts', () => {
    const used = new Set(interpolationsOf(text).map(({ name }) => name));
    const own = Object.keys(composeVariables.shape);
    expect(own.filter((name) => !used.has(name))).toEqual([]);
    expect(Object.keys(service('setup').environment ?? {}).sort()).toEqual([...own].sort());
  });

  it('have the same defaults there as in the typed configuration', () => {
    const defaults = variables.parse({}) as Record<string, unknown>;
    const differing = interpolationsOf(text).filter(
      ({ name, fallback }) =>
        fallback && defaults[name] !== undefined && String(defaults[name] as string | number) !== fallback,
    );
    expect(differing).toEqual([]);
  });
});
