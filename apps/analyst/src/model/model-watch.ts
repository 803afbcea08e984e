import type { Ollama } from 'ollama';
import { ModelError, reasonOf } from './model-error.js';
import { ollamaClient } from './ollama-client.js';

export interface ModelNote {
  readonly ok: boolean;
  readonly detail: string;
}

export interface ModelWatchOptions {
  readonly host: string;
  readonly model: string;
  readonly pull: 'never' | 'auto';
  readonly log: {
    info(details: object, message: string): void;
    warn(details: object, message: string): void;
  };
  /** Takes every new word about the model. */
  readonly publish: (note: ModelNote) => Promise<void>;
}

/** A probe that is not answered within this time is none, ms. */
const PROBE_MS = 3_000;
/** Percent between two lines about a pull in the log. */
const PULL_STEP = 10;

/**
 * Looks at what the Ollama server has: says so in the log and to `publish`, and pulls the model where it is missing and
 * that is wanted. Never throws: an analyst without a model still answers by rules.
 */
export class ModelWatch {
  /** Whether the model can call tools; true until it has said that it cannot. */
  private tools = true;
  private last = '';

  constructor(private readonly options: ModelWatchOptions) {}

  get canCallTools(): boolean {
    return this.tools;
  }

  /** Looks once. With `OLLAMA_PULL=auto` it returns when the pull has ended. */
  async look(signal: AbortSignal): Promise<void> {
    const { host, model, pull, log } = this.options;
    try {
      const { version } = await this.client(signal, PROBE_MS).version();
      const { models } = await this.client(signal, PROBE_MS).list();
      const found = models.find(({ name }) => sameModel(name, model));
      if (found) {
        const { capabilities } = await this.client(signal, PROBE_MS).show({ model });
        this.tools = capabilities.includes('tools');
        const tools = this.tools ? 'calls tools' : 'cannot call tools: it answers from the sheet alone';
        await this.say(true, `${model} at ${host}, Ollama ${version}: ready, ${tools}`);
      } else if (pull === 'auto') {
        await this.pull(signal);
      } else {
        const others = models.map(({ name }) => name).join(', ');
        const has = others === '' ? 'no model at all' : others;
        await this.say(
          false,
          `${model} was not pulled: run ollama pull ${model}, or set OLLAMA_PULL=auto; ${host} has ${has}`,
        );
      }
    } catch (error) {
      if (signal.aborted) return;
      const failed =
        error instanceof ModelError ? error.message : `${host} does not answer: ${reasonOf(error)}`;
      await this.say(false, `${failed}. Start Ollama and run: ollama pull ${model}`).catch(
        (reason: unknown) => {
          log.warn({ err: reason }, 'the word about the model could not be left');
        },
      );
    }
  }

  private async pull(signal: AbortSignal): Promise<void> {
    const { model, log } = this.options;
    await this.say(false, `pulling ${model}: 0%`);
    let shown = 0;
    for await (const { status, completed, total } of await this.client(signal, null).pull({
      model,
      stream: true,
    })) {
      const percent = total > 0 ? Math.floor((completed / total) * 100) : null;
      if (percent === null || percent < shown + 1) continue;
      if (Math.floor(percent / PULL_STEP) > Math.floor(shown / PULL_STEP))
        log.info({ model, percent, status }, 'pulling the model');
      shown = percent;
      await this.options.publish({ ok: false, detail: `pulling ${model}: ${percent}%` });
    }
    log.info({ model }, 'pulled the model');
    await this.look(signal);
  }

  /** To `publish` each time, as a note fades; to the log where it is news. */
  private async say(ok: boolean, detail: string): Promise<void> {
    const { log, publish } = this.options;
    if (detail !== this.last) log[ok ? 'info' : 'warn']({ model: this.options.model }, detail);
    this.last = detail;
    await publish({ ok, detail });
  }

  private client(signal: AbortSignal, withinMs: number | null): Ollama {
    const stop = withinMs === null ? signal : AbortSignal.any([signal, AbortSignal.timeout(withinMs)]);
    return ollamaClient({ host: this.options.host, signal: stop });
  }
}

/** A name without a tag means `latest`. */
function sameModel(a: string, b: string): boolean {
  const tagged = (name: string): string => (name.includes(':') ? name : `${name}:latest`);
  return tagged(a) === tagged(b);
}
