import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { composeVariables } from './compose-variables.js';
import { environmentVariables } from './config-variables.js';
import { environmentOf, loadConfig, requireRedisUrl, withoutOwnVariables } from './config.js';

describe('loadConfig', () => {
  it('has a default for everything but the Redis', () => {
    expect(loadConfig({}, '/mine')).toEqual({
      port: 8000,
      host: '127.0.0.1',
      reachedAt: null,
      apiKeys: undefined,
      apiKeysFile: undefined,
      operatorSessionS: 28_800,
      corsOrigins: [],
      trustedProxies: [],
      ratePerMinute: undefined,
      requestTimeS: 30,
      uploadTimeS: 1_800,
      metricsPort: 0,
      redisUrl: undefined,
      ollamaHost: 'http://127.0.0.1:11434',
      ollamaModel: 'qwen2.5:7b',
      dataDir: '/mine/data',
      modelsDir: '/mine/models',
      logsDir: '/mine/logs',
      simulatorProcesses: 1,
      simulatorThreads: availableParallelism(),
      logLevel: 'info',
      logFileBytes: 20_000_000,
      logFilesKept: 5,
      otlpEndpoint: undefined,
      queuePrefix: 'mining-ops',
      strategyWaitMs: 30_000,
      chatWaitMs: 60_000,
      jobRetentionS: 86_400,
      jobRetentionCount: 1_000,
      answerCacheS: 3_600,
      chatDeadlineMs: 45_000,
      analystConcurrency: 2,
      simulatorConcurrency: 2,
      ollamaPull: 'never',
      ollamaKeepAlive: '10m',
      ollamaContextTokens: 8_192,
      predictionLogMaxBytes: 64_000_000,
      predictionLogKeep: 30,
      uploadMaxBytes: 1_000_000_000,
      uploadUnusableLimit: 0.3,
      driftEveryH: 6,
      driftWindowRows: 10_000,
      driftWindowDays: 30,
      trainingEveryH: null,
      trainingNice: 19,
      analystFallback: 'rules',
      chatSessionS: 14_400,
      chatQueueLimit: 100,
      chatRatePerMinute: 20,
      strategyTargetMs: 5_000,
      chatTargetMs: 10_000,
    });
  });

  it('takes what the environment says, and leaves absolute folders as they are', () => {
    const config = loadConfig(
      { PORT: ' 8001 ', DATA_DIR: '/srv/mine', LOGS_DIR: '../log', LOG_LEVEL: 'debug' },
      '/mine',
    );
    expect(config).toMatchObject({ port: 8001, dataDir: '/srv/mine', logsDir: '/log', logLevel: 'debug' });
  });

  it('takes an empty or blank variable for one that is not set', () => {
    expect(loadConfig({ PORT: '', REDIS_URL: '  ', LOG_LEVEL: '' }, '/mine')).toEqual(
      loadConfig({}, '/mine'),
    );
  });

  it('shares the cores out among the simulator processes, at least one each', () => {
    expect(loadConfig({ SIMULATOR_PROCESSES: '64' }).simulatorThreads).toBe(
      Math.max(1, Math.floor(availableParallelism() / 64)),
    );
    expect(loadConfig({ SIMULATOR_PROCESSES: '64', SIMULATOR_THREADS: '3' }).simulatorThreads).toBe(3);
  });

  it.each([
    ['127.0.0.1:11500', 'http://127.0.0.1:11500'],
    ['gpu', 'http://gpu:11434'],
    ['https://ollama.example/', 'https://ollama.example'],
  ])("understands Ollama's own way to write %s", (given, url) => {
    expect(loadConfig({ OLLAMA_HOST: given }).ollamaHost).toBe(url);
  });

  it('refuses a password in the URL of Ollama, which answers and health checks show', () => {
    expect(() => loadConfig({ OLLAMA_HOST: 'http://user:hush@gpu:11434' })).toThrow(
      'OLLAMA_HOST is "http://user:***@gpu:11434": give a URL without a user and a password',
    );
  });

  it('names every fault at once: variable, value and remedy', () => {
    expect(() =>
      loadConfig({ PORT: 'eight', SIMULATOR_PROCESSES: '0', LOG_LEVEL: 'loud', HOST: 'a b' }),
    ).toThrow(
      [
        '4 variables of the environment cannot be used:',
        '  PORT is "eight": give a whole number from 1 to 65535',
        '  HOST is "a b": give a host name or an IP address, such as 127.0.0.1 or 0.0.0.0',
        '  SIMULATOR_PROCESSES is "0": give a whole number from 1 to 64',
        '  LOG_LEVEL is "loud": give one of fatal, error, warn, info, debug, trace, silent',
      ].join('\n'),
    );
  });

  it('reads lists, separated by commas', () => {
    expect(
      loadConfig({
        CORS_ORIGINS: 'https://a.example, http://b.example:3000',
        TRUSTED_PROXIES: 'loopback,10.0.0.0/8,fd00::1',
      }),
    ).toMatchObject({
      corsOrigins: ['https://a.example', 'http://b.example:3000'],
      trustedProxies: ['loopback', '10.0.0.0/8', 'fd00::1'],
    });
  });

  it.each(['*', 'a.example', 'https://a.example/', 'https://a.example/x', 'null', 'file:///x'])(
    'refuses %j as an origin',
    (origin) => {
      expect(() => loadConfig({ CORS_ORIGINS: `https://fine.example,${origin}` })).toThrow(
        `${origin}": give origins such as https://dashboard.example`,
      );
    },
  );

  it.each(['everybody', '10.0.0.0/33', '10.0.0.0/8/8', 'proxy.example', '::/129'])(
    'refuses %j as a proxy',
    (proxy) => {
      expect(() => loadConfig({ TRUSTED_PROXIES: proxy })).toThrow(
        `TRUSTED_PROXIES is "${proxy}": give addresses or networks`,
      );
    },
  );

  it.each(['0', '65536', '-1', '1e3', '80.5', '0x50', '99999999999999999999'])(
    'refuses the port %s',
    (port) => {
      expect(() => loadConfig({ PORT: port })).toThrow(
        `PORT is ${JSON.stringify(port)}: give a whole number from 1 to 65535`,
      );
    },
  );

  it('does not show the password of a Redis URL that cannot be used', () => {
    expect(() => loadConfig({ REDIS_URL: 'redis://:hush/hush@host:6379' })).toThrow(
      'REDIS_URL is "redis://:***@host:6379": give a URL such as',
    );
    expect(() => loadConfig({ REDIS_URL: 'http://:hush@host:6379' })).toThrow(
      'REDIS_URL is "http://:***@host:6379"',
    );
  });

  it('takes a prefix in braces, which keep all keys in one slot of a Redis Cluster, and no half of it', () => {
    expect(loadConfig({ QUEUE_PREFIX: '{mining-ops}' }).queuePrefix).toBe('{mining-ops}');
    for (const half of ['{mining-ops', 'mining-ops}', '{}', 'a{b}', '{a}b'])
      expect(() => loadConfig({ QUEUE_PREFIX: half })).toThrow('or these in braces');
  });

  it('cuts a long value short', () => {
    expect(() => loadConfig({ QUEUE_PREFIX: 'x'.repeat(1_000_000) })).toThrow(
      `QUEUE_PREFIX is "${'x'.repeat(80)}…"`,
    );
  });
});

describe('requireRedisUrl', () => {
  it('gives the URL, or says what is missing', () => {
    expect(requireRedisUrl(loadConfig({ REDIS_URL: 'redis://h:1' }))).toBe('redis://h:1');
    expect(() => requireRedisUrl(loadConfig({}))).toThrow('REDIS_URL is not set: give the URL of a Redis');
  });
});

describe('REDIS_URL_FILE', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(path.join(tmpdir(), 'platform-'))));
  afterEach(() => rm(folder, { recursive: true }));

  it('names a file with the URL, which REDIS_URL itself goes before', async () => {
    const file = path.join(folder, 'url');
    await writeFile(file, 'redis://:hush@redis:6379\n');
    expect(loadConfig({ REDIS_URL_FILE: file }).redisUrl).toBe('redis://:hush@redis:6379');
    expect(loadConfig({ REDIS_URL_FILE: file, REDIS_URL: ' ' }).redisUrl).toBe('redis://:hush@redis:6379');
    expect(loadConfig({ REDIS_URL_FILE: file, REDIS_URL: 'redis://h:1' }).redisUrl).toBe('redis://h:1');
  });

  it('is refused where it cannot be read, is empty, or has no URL, without its content', async () => {
    const file = path.join(folder, 'url');
    expect(() => loadConfig({ REDIS_URL_FILE: file })).toThrow(`REDIS_URL_FILE is ${JSON.stringify(file)}`);
    await writeFile(file, '\n');
    expect(() => loadConfig({ REDIS_URL_FILE: file })).toThrow('give a file that can be read');
    await writeFile(file, 'http://:hush@redis:6379');
    expect(() => loadConfig({ REDIS_URL_FILE: file })).toThrow('REDIS_URL is "http://:***@redis:6379"');
  });
});

describe('withoutOwnVariables', () => {
  it('keeps only what is not ours', () => {
    expect(withoutOwnVariables({ PATH: '/bin', PORT: '1', REDIS_URL: 'redis://h:1' })).toEqual({
      PATH: '/bin',
    });
  });
});

describe('environmentOf', () => {
  it('reads the file .env, under the real environment', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'platform-'));
    try {
      expect(environmentOf(folder)).not.toHaveProperty('MINING_OPS_ONLY_IN_FILE');
      await writeFile(path.join(folder, '.env'), '# why\nMINING_OPS_ONLY_IN_FILE="a b"\nPATH=nowhere\n');
      const env = environmentOf(folder);
      expect(env['MINING_OPS_ONLY_IN_FILE']).toBe('a b');
      expect(env['PATH']).not.toBe('nowhere');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('.env.example', () => {
  const example = () => readFile(path.resolve(import.meta.dirname, '../../../.env.example'), 'utf8');
  const all = environmentVariables.extend(composeVariables.shape);

  it('names exactly the variables that the system and docker-compose.yml read, with their defaults', async () => {
    const variables = parseEnv(await example());
    expect(Object.keys(variables).sort()).toEqual(Object.keys(all.shape).sort());
    const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
    const defaults = Object.entries(all.parse({})).map(([name, value]) => [name, String(value)]);
    expect(given).toEqual(Object.fromEntries(defaults));
  });

  it('says what each is for', async () => {
    const text = (await example()).replaceAll(/\n# /g, ' ');
    for (const [name, schema] of Object.entries(all.shape)) {
      expect(schema.description).toBeTruthy();
      expect(text).toContain(`${schema.description ?? ''}\n${name}=`);
    }
  });
});

describe('the variables of the environment', () => {
  const root = path.resolve(import.meta.dirname, '../../..');

  it('are all read by the configuration, which nobody else goes around', async () => {
    const config = await readFile(path.join(import.meta.dirname, 'config.ts'), 'utf8');
    const names = Object.keys(environmentVariables.shape);
    const isRead = (name: string): boolean => new RegExp(`(variables\\.|')${name}\\b`).test(config);
    expect(names.filter((name) => !isRead(name))).toEqual([]);

    const readers: string[] = [];
    for (const folder of ['apps', 'libs', 'deploy']) {
      for (const entry of await readdir(path.join(root, folder), { recursive: true, withFileTypes: true })) {
        const file = path.relative(root, path.join(entry.parentPath, entry.name));
        if (!/\/src\/.*(?<!\.spec)\.ts$/.test(file) || /node_modules|\/testing\//.test(file)) continue;
        if ((await readFile(path.join(root, file), 'utf8')).includes('process.env')) readers.push(file);
      }
    }
    expect(readers).toEqual(['libs/platform/src/config.ts']);
  });
});
