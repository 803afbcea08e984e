import { isIP } from 'node:net';
import { z } from 'zod';
import { wholeNumber } from './whole-number.js';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

function urlOf(schemes: readonly string[], example: string) {
  const remedy = `give a URL such as ${example}`;
  return z.string().refine((text) => {
    if (!URL.canParse(text)) return false;
    const { protocol, hostname } = new URL(text);
    return schemes.includes(protocol) && hostname !== '';
  }, remedy);
}

/** Ollama's own variable may leave the scheme and the port out, as in `127.0.0.1:11434` or `gpu-host`. */
function completeOllamaHost(text: string): string {
  if (text.includes('://')) return text.replace(/\/+$/, '');
  return /:\d+$/.test(text) ? `http://${text}` : `http://${text}:11434`;
}

const folder = z.string();

const ORIGIN_REMEDY =
  'give origins such as https://dashboard.example, separated by commas; "*" is none, as any page could then use the system';

/** Texts separated by commas. */
function listOf(isOne: (text: string) => boolean, remedy: string) {
  return z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .refine((parts) => parts.every(isOne), remedy)
    .optional();
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text;
}

function isProxy(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
const MINUTE_MS = 60_000;

/**
 * Every variable of the environment that the system reads: its check, its default and its meaning.
 * `.env.example` repeats them; a test keeps the two the same.
 */
export const environmentVariables = z.object({
  PORT: wholeNumber(1, 65_535)
    .default(8000)
    .describe('TCP port of the gateway. Two instances with different ports run side by side.'),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9_.:-]+$/, 'give a host name or an IP address, such as 127.0.0.1 or 0.0.0.0')
    .default('127.0.0.1')
    .describe(
      'Address that the gateway listens on. 0.0.0.0 opens it to the network, which needs API keys: any address but loopback is refused without.',
    ),
  REACHED_AT: z
    .string()
    .regex(/^[A-Za-z0-9_.:-]+$/, 'give a host name or an IP address, such as 127.0.0.1 or 0.0.0.0')
    .optional()
    .describe(
      'Address at which others reach the gateway, where that is not HOST: that of the machine at which a container is published. It decides whether API keys are needed. docker-compose.yml sets it to PUBLISH_ADDRESS.',
    ),
  API_KEYS_FILE: z
    .string()
    .optional()
    .describe(
      'File with the API keys that are accepted: a line ROLE:NAME:DIGEST each, as `npm run keys:create` writes it (digests, never the keys themselves). Where it or API_KEYS is set, every request needs a key, on loopback, too. Changes count at once.',
    ),
  API_KEYS: z
    .string()
    .optional()
    .describe('API keys that are accepted, in the same form, separated by commas.'),
  OPERATOR_SESSION_S: wholeNumber(60, 31_536_000)
    .default(28_800)
    .describe('How long an operator who has signed in to the operator pages stays so, in seconds.'),
  CORS_ORIGINS: listOf(isOrigin, ORIGIN_REMEDY).describe(
    'Origins of web pages that browsers let use the system, such as https://dashboard.example, separated by commas. Programs that are no web pages need not be listed.',
  ),
  TRUSTED_PROXIES: listOf(
    isProxy,
    'give addresses or networks such as 10.0.0.0/8, or loopback, linklocal, uniquelocal, separated by commas',
  ).describe(
    "Proxies whose X-Forwarded-For and X-Forwarded-Proto are believed, as addresses, networks (10.0.0.0/8) or loopback, linklocal, uniquelocal, separated by commas. Without, a client behind a proxy has the proxy's address.",
  ),
  RATE_PER_MINUTE: wholeNumber(1, 1_000_000)
    .optional()
    .describe(
      'Requests a minute that one API key may send, and one address without an accepted key; further ones are answered 429. When it is not set, 600 where there are API keys, and any number where there are none.',
    ),
  REQUEST_TIME_S: wholeNumber(1, 3_600)
    .default(30)
    .describe('How long a request may take to arrive, in seconds; then it is answered 408.'),
  UPLOAD_TIME_S: wholeNumber(1, 86_400).default(1_800).describe('The same of an upload.'),
  METRICS_PORT: wholeNumber(0, 65_535)
    .default(0)
    .describe(
      'TCP port on which each process serves its /metrics without asking for a key, at HOST; the gateway serves them on PORT, too. 0: a free port, which the log tells, and the gateway on PORT alone. `npm start` gives the gateway this one, the analyst and the trainer the next ones, and the simulators those after.',
    ),
  REDIS_URL: urlOf(['redis:', 'rediss:'], 'redis://127.0.0.1:6379')
    .optional()
    .describe('Redis to use. When it is not set, `npm start` provides a private one.'),
  REDIS_URL_FILE: z
    .string()
    .optional()
    .describe('File with the URL of the Redis, read where REDIS_URL is not set: a secret of a container.'),
  OLLAMA_HOST: z
    .string()
    .transform(completeOllamaHost)
    .pipe(
      urlOf(['http:', 'https:'], 'http://127.0.0.1:11434').refine((text) => {
        if (!URL.canParse(text)) return true; // said already
        const { username, password } = new URL(text);
        return username === '' && password === '';
      }, 'give a URL without a user and a password; Ollama asks for none, and they would be shown where the URL is'),
    )
    .default('http://127.0.0.1:11434')
    .describe('Ollama server that the analyst asks.'),
  OLLAMA_MODEL: z.string().default('qwen2.5:7b').describe('Language model that the analyst asks for.'),
  DATA_DIR: folder.default('data').describe("Folder with the mine's CSV files."),
  MODELS_DIR: folder.default('models').describe('Folder with the trained models.'),
  LOGS_DIR: folder.default('logs').describe('Folder for logs and for rows that were set aside.'),
  SIMULATOR_PROCESSES: wholeNumber(1, 64).default(1).describe('Simulator processes to start.'),
  SIMULATOR_THREADS: wholeNumber(1, 1024)
    .optional()
    .describe(
      "Threads of each simulator process. When it is not set, the machine's cores are shared out among the processes.",
    ),
  LOG_LEVEL: z
    .enum(LOG_LEVELS, `give one of ${LOG_LEVELS.join(', ')}`)
    .default('info')
    .describe('Least severe log lines to write: fatal, error, warn, info, debug, trace or silent.'),
  LOG_FILE_MAX_MB: wholeNumber(1, 10_000)
    .default(20)
    .describe('A log file of `npm start` that has grown to this size is put aside, in megabytes.'),
  LOG_FILES_KEPT: wholeNumber(1, 1_000)
    .default(5)
    .describe('Log files put aside that are kept, of each process.'),
  OTEL_EXPORTER_OTLP_ENDPOINT: urlOf(['http:', 'https:'], 'http://127.0.0.1:4318')
    .optional()
    .describe(
      'OpenTelemetry collector that gets the traces (OTLP over HTTP). When it is not set, there are none.',
    ),
  QUEUE_PREFIX: z
    .string()
    .regex(
      /^(?:[A-Za-z0-9_.-]{1,64}|\{[A-Za-z0-9_.-]{1,64}\})$/,
      'give 1 to 64 letters, digits, dots, dashes or underscores, or these in braces',
    )
    .default('mining-ops')
    .describe(
      "Prefix of the system's keys in Redis. Systems that share a Redis need different ones; on a Redis Cluster it stands in braces, such as {mining-ops}.",
    ),
  STRATEGY_WAIT_MS: wholeNumber(1, 60 * MINUTE_MS)
    .default(30_000)
    .describe('How long a request for strategies waits for its job, in milliseconds; then it answers 504.'),
  CHAT_WAIT_MS: wholeNumber(1, 60 * MINUTE_MS)
    .default(60_000)
    .describe('How long a question waits for its job, in milliseconds; then it answers 504.'),
  JOB_RETENTION_S: wholeNumber(1, 31_536_000)
    .default(86_400)
    .describe('How long a finished job can be asked for, in seconds.'),
  JOB_RETENTION_COUNT: wholeNumber(1, 1_000_000)
    .default(1_000)
    .describe('Finished jobs kept at most, of each queue.'),
  ANSWER_CACHE_S: wholeNumber(0, 31_536_000)
    .default(3_600)
    .describe(
      'How long an answer is given again to the same question about the same data, in seconds; 0 asks anew each time.',
    ),
  CHAT_DEADLINE_MS: wholeNumber(1, 60 * MINUTE_MS)
    .default(45_000)
    .describe('How long the analyst waits for the language model, in milliseconds.'),
  ANALYST_CONCURRENCY: wholeNumber(1, 256)
    .default(2)
    .describe('Questions that an analyst process answers at once.'),
  SIMULATOR_CONCURRENCY: wholeNumber(1, 256)
    .default(2)
    .describe('Jobs that a simulator process has in progress at once.'),
  OLLAMA_PULL: z
    .enum(['never', 'auto'], 'give never or auto')
    .default('never')
    .describe('Whether the analyst pulls a model that the Ollama server lacks: never or auto.'),
  OLLAMA_KEEP_ALIVE: z
    .string()
    .regex(/^-?\d+(?:ms|s|m|h)?$/, 'give a time such as 10m, or -1 for always')
    .default('10m')
    .describe('How long Ollama keeps the model in memory after an answer.'),
  OLLAMA_CONTEXT_TOKENS: wholeNumber(2_048, 131_072)
    .default(8_192)
    .describe('Tokens that the model reads and writes at once; facts and conversation are cut to fit.'),
  ANALYST_FALLBACK: z
    .enum(['rules', 'none'], 'give rules or none')
    .default('rules')
    .describe(
      'What answers where the language model cannot: rules (a plain answer made from the facts) or none (503).',
    ),
  CHAT_SESSION_S: wholeNumber(1, 31_536_000)
    .default(14_400)
    .describe('How long a conversation is remembered after its last question, in seconds.'),
  CHAT_QUEUE_LIMIT: wholeNumber(1, 100_000)
    .default(100)
    .describe('Questions that may wait at once; further ones are answered 429.'),
  CHAT_RATE_PER_MINUTE: wholeNumber(1, 100_000)
    .default(20)
    .describe('Questions a minute that one conversation may ask; further ones are answered 429.'),
  STRATEGY_TARGET_MS: wholeNumber(1, 60 * MINUTE_MS)
    .default(5_000)
    .describe(
      'Time within which a request for strategies is meant to be answered, in milliseconds; what metrics and alerts measure by.',
    ),
  CHAT_TARGET_MS: wholeNumber(1, 60 * MINUTE_MS)
    .default(10_000)
    .describe(
      'Time within which a question is meant to be answered, in milliseconds; what metrics and alerts measure by.',
    ),
  UPLOAD_MAX_MB: wholeNumber(1, 1_000_000)
    .default(1_000)
    .describe('Largest file of recorded trips that may be uploaded, packed or unpacked, in megabytes.'),
  UPLOAD_MAX_UNUSABLE_PCT: wholeNumber(1, 100)
    .default(30)
    .describe('An upload is refused where this share of its rows cannot be used, in percent.'),
  PREDICTION_LOG_MAX_MB: wholeNumber(1, 100_000)
    .default(64)
    .describe('The log of predictions is put aside before it grows beyond this, in megabytes.'),
  PREDICTION_LOG_KEEP: wholeNumber(1, 10_000)
    .default(30)
    .describe('Logs of predictions that were put aside and are kept.'),
  TRAINING_NICE: wholeNumber(0, 19)
    .default(19)
    .describe(
      'How far training stands back for other processes: 19 takes only what nobody else wants, 0 as much as any.',
    ),
  DRIFT_EVERY_H: wholeNumber(1, 8_760)
    .default(6)
    .describe(
      'How often what the models are asked and answer is compared with their training data, in hours.',
    ),
  DRIFT_WINDOW_ROWS: wholeNumber(100, 2_000_000)
    .default(10_000)
    .describe('Observations of the prediction log that are compared, at most; the newest are.'),
  DRIFT_WINDOW_DAYS: wholeNumber(1, 3_650)
    .default(30)
    .describe('How old the observations that are compared may be, in days.'),
  TRAINING_EVERY_H: wholeNumber(1, 8_760)
    .optional()
    .describe(
      'Models are trained again when the last training is this old, in hours. When it is not set, only on request, after an upload and when a file changes.',
    ),
});

/** The variables as they are read: checked, with defaults. */
export type EnvironmentVariables = z.output<typeof environmentVariables>;
