import type { JobMessage } from '@mining-ops/jobs/definitions/job-message.js';

/** Pieces that come within this time of each other go out together, ms: 25 events a second read as fluently as 100. */
const GATHER_MS = 40;

/**
 * Passes a text on as it grows: its first piece at once, what follows gathered for a moment, in order. `replace` takes
 * the place of all that was said.
 */
export class TokenBatcher {
  private pending = '';
  private timer: NodeJS.Timeout | null = null;
  private sending: Promise<void> = Promise.resolve();
  private failure: { readonly error: unknown } | null = null;
  private saidAnything = false;

  constructor(private readonly say: (message: JobMessage) => Promise<void>) {}

  /** Whether a listener has any text. */
  get hasSaid(): boolean {
    return this.saidAnything;
  }

  add(text: string): void {
    this.pending += text;
    if (this.timer !== null) return;
    this.sendPending();
    this.timer = setTimeout(() => {
      this.timer = null;
      this.sendPending();
    }, GATHER_MS);
  }

  /** What was said gives way to another text; '' begins anew. Nothing where nothing was said and nothing is to be. */
  replace(text: string, reason: string): void {
    this.pending = '';
    if (text === '' && !this.saidAnything) return;
    this.saidAnything = text !== '';
    this.send({ type: 'replace', text, reason });
  }

  /** Resolves when all is out; rejects with the first failure to send. */
  async flush(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.sendPending();
    await this.sending;
    if (this.failure) throw this.failure.error;
  }

  private sendPending(): void {
    if (this.pending === '') return;
    const text = this.pending;
    this.pending = '';
    this.saidAnything = true;
    this.send({ type: 'token', text });
  }

  private send(message: JobMessage): void {
    this.sending = this.sending
      .then(() => this.say(message))
      .catch((error: unknown) => {
        this.failure ??= { error };
      });
  }
}
