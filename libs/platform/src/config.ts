// The only file that reads process.env.
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseEnv } from 'node:util';
import type { z } from 'zod';
import { ConfigError } from './config-error.js';
import { environmentVariables, type EnvironmentVariables } from './config-variables.js';

/** Variables as the operating system hands them over. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Where others reach the gateway; null where that is `host`. */
  readonly reachedAt: string | null;
  /** Entries of keys, as written; see `sign-in/key-entries.ts`. */
  readonly apiKeys: string | undefined;
  readonly apiKeysFile: string | undefined;
  readonly operatorSessionS: number;
  readonly corsOrigins: readonly string[];
  readonly trustedProxies: readonly string[];
  /** Of one key or address. Undefined: the gateway decides, by whether there are keys. */
  readonly ratePerMinute: number | undefined;
  readonly requestTimeS: number;
  readonly uploadTimeS: number;
  /** Of a process's own /metrics; 0: a free one for a worker, none for the gateway. */
  readonly metricsPort: number;
  /** See {@link requireRedisUrl}. */
  readonly redisUrl: string | undefined;
  readonly ollamaHost: string;
  readonly ollamaModel: string;
  /** Absolute, as are the other folders. */
  readonly dataDir: string;
  readonly modelsDir: string;
  readonly logsDir: string;
  readonly simulatorProcesses: number;
  /** Threads of each simulator process. */
  readonly simulatorThreads: number;
  readonly logLevel: EnvironmentVariables['LOG_LEVEL'];
  readonly logFileBytes: number;
  readonly logFilesKept: number;
  readonly otlpEndpoint: string | undefined;
  readonly queuePrefix: string;
  readonly strategyWaitMs: number;
  readonly chatWaitMs: number;
  readonly jobRetentionS: number;
  readonly jobRetentionCount: number;
  readonly answerCacheS: number;
  readonly chatDeadlineMs: number;
  readonly analystConcurrency: number;
  readonly simulatorConcurrency: number;
  readonly ollamaPull: EnvironmentVariables['OLLAMA_PULL'];
  readonly ollamaKeepAlive: string;
  readonly ollamaContextTokens: number;
  readonly analystFallback: EnvironmentVariables['ANALYST_FALLBACK'];
  readonly chatSessionS: number;
  readonly chatQueueLimit: number;
  readonly chatRatePerMinute: number;
  readonly strategyTargetMs: number;
  readonly chatTargetMs: number;
  readonly predictionLogMaxBytes: number;
  readonly predictionLogKeep: number;
  readonly uploadMaxBytes: number;
  /** 0–1. */
  readonly uploadUnusableLimit: number;
  /** A report on drift is made this often, h. */
  readonly driftEveryH: number;
  readonly driftWindowRows: number;
  readonly driftWindowDays: number;
  /** Null: trainings do not begin by themselves for the last one's age. */
  readonly trainingEveryH: number | null;
  /** 0–19, as of `nice`. */
  readonly trainingNice: number;
}

/**
 * Reads the configuration. A variable that is empty or blank counts as not set.
 *
 * @param env the environment
 * @param root folder that relative folders are relative to
 * @throws ConfigError that names every variable that cannot be used
 */
export function loadConfig(env: Environment = process.env, root: string = process.cwd()): Config {
  const variables = checkedVariables(environmentVariables, withRedisUrl(env));
  return {
    port: variables.PORT,
    host: variables.HOST,
    reachedAt: variables.REACHED_AT ?? null,
    apiKeys: variables.API_KEYS,
    apiKeysFile:
      variables.API_KEYS_FILE === undefined ? undefined : path.resolve(root, variables.API_KEYS_FILE),
    operatorSessionS: variables.OPERATOR_SESSION_S,
    corsOrigins: variables.CORS_ORIGINS ?? [],
    trustedProxies: variables.TRUSTED_PROXIES ?? [],
    ratePerMinute: variables.RATE_PER_MINUTE,
    requestTimeS: variables.REQUEST_TIME_S,
    uploadTimeS: variables.UPLOAD_TIME_S,
    metricsPort: variables.METRICS_PORT,
    redisUrl: variables.REDIS_URL,
    ollamaHost: variables.OLLAMA_HOST,
    ollamaModel: variables.OLLAMA_MODEL,
    dataDir: path.resolve(root, variables.DATA_DIR),
    modelsDir: path.resolve(root, variables.MODELS_DIR),
    logsDir: path.resolve(root, variables.LOGS_DIR),
    simulatorProcesses: variables.SIMULATOR_PROCESSES,
    simulatorThreads: variables.SIMULATOR_THREADS ?? threadsOfEach(variables.SIMULATOR_PROCESSES),
    logLevel: variables.LOG_LEVEL,
    logFileBytes: variables.LOG_FILE_MAX_MB * 1_000_000,
    logFilesKept: variables.LOG_FILES_KEPT,
    otlpEndpoint: variables.OTEL_EXPORTER_OTLP_ENDPOINT,
    queuePrefix: variables.QUEUE_PREFIX,
    strategyWaitMs: variables.STRATEGY_WAIT_MS,
    chatWaitMs: variables.CHAT_WAIT_MS,
    jobRetentionS: variables.JOB_RETENTION_S,
    jobRetentionCount: variables.JOB_RETENTION_COUNT,
    answerCacheS: variables.ANSWER_CACHE_S,
    chatDeadlineMs: variables.CHAT_DEADLINE_MS,
    analystConcurrency: variables.ANALYST_CONCURRENCY,
    simulatorConcurrency: variables.SIMULATOR_CONCURRENCY,
    ollamaPull: variables.OLLAMA_PULL,
    ollamaKeepAlive: variables.OLLAMA_KEEP_ALIVE,
    ollamaContextTokens: variables.OLLAMA_CONTEXT_TOKENS,
    analystFallback: variables.ANALYST_FALLBACK,
    chatSessionS: variables.CHAT_SESSION_S,
    chatQueueLimit: variables.CHAT_QUEUE_LIMIT,
    chatRatePerMinute: variables.CHAT_RATE_PER_MINUTE,
    strategyTargetMs: variables.STRATEGY_TARGET_MS,
    chatTargetMs: variables.CHAT_TARGET_MS,
    predictionLogMaxBytes: variables.PREDICTION_LOG_MAX_MB * 1_000_000,
    predictionLogKeep: variables.PREDICTION_LOG_KEEP,
    uploadMaxBytes: variables.UPLOAD_MAX_MB * 1_000_000,
    uploadUnusableLimit: variables.UPLOAD_MAX_UNUSABLE_PCT / 100,
    driftEveryH: variables.DRIFT_EVERY_H,
    driftWindowRows: variables.DRIFT_WINDOW_ROWS,
    driftWindowDays: variables.DRIFT_WINDOW_DAYS,
    trainingEveryH: variables.TRAINING_EVERY_H ?? null,
    trainingNice: variables.TRAINING_NICE,
  };
}

/**
 * The URL of the Redis, for a process that cannot do without.
 *
 * @throws ConfigError when it is not set
 */
export function requireRedisUrl(config: Pick<Config, 'redisUrl'>): string {
  if (config.redisUrl !== undefined) return config.redisUrl;
  const remedy =
    'give the URL of a Redis, such as redis://127.0.0.1:6379; `npm start` does so for the processes that it starts';
  throw new ConfigError([{ variable: 'REDIS_URL', remedy }]);
}

/** This process's environment, for what passes it on to a process that it starts. */
export function processEnvironment(): Environment {
  return { ...process.env };
}

/** This process's environment, on top of the file `.env` in a folder if there is one. */
export function environmentOf(folder: string): Environment {
  const file = path.join(folder, '.env');
  return { ...(existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}), ...process.env };
}

/** An environment without the system's own variables: what a developer's shell says must not steer the tests. */
export function withoutOwnVariables(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !(name in environmentVariables.shape)));
}

/**
 * The variables of a schema as they are given: checked, with defaults. An empty one counts as not set.
 *
 * @throws ConfigError that names every variable that cannot be used
 */
export function checkedVariables<Variables extends z.ZodRawShape>(
  schema: z.ZodObject<Variables>,
  env: Environment,
): z.output<z.ZodObject<Variables>> {
  const given: Record<string, string> = {};
  for (const name of Object.keys(schema.shape)) {
    const value = env[name]?.trim();
    if (value) given[name] = value;
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new ConfigError(
    parsed.error.issues.map((issue) => {
      const variable = String(issue.path[0]);
      return { variable, value: given[variable] ?? '', remedy: issue.message };
    }),
  );
}

/** The environment, with what the file of `REDIS_URL_FILE` says where `REDIS_URL` says nothing. */
function withRedisUrl(env: Environment): Environment {
  const file = env['REDIS_URL_FILE']?.trim();
  return !file || env['REDIS_URL']?.trim() ? env : { ...env, REDIS_URL: textOf(file) };
}

/** @throws ConfigError where the file cannot be read, or is empty */
function textOf(file: string): string {
  try {
    const text = readFileSync(file, 'utf8').trim();
    if (text !== '') return text;
  } catch {
    // said below
  }
  const remedy = 'give a file that can be read and has the URL of a Redis';
  throw new ConfigError([{ variable: 'REDIS_URL_FILE', value: file, remedy }]);
}

function threadsOfEach(processes: number): number {
  return Math.max(1, Math.floor(availableParallelism() / processes));
}
