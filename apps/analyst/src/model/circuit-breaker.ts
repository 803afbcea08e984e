export interface BreakerOptions {
  /** Failures in a row after which the circuit opens. */
  readonly failures: number;
  /** How long it stays open before one call tries again, ms. */
  readonly restMs: number;
  /** A clock in ms that only goes forward. */
  readonly now: () => number;
}

/**
 * Keeps a service that is down from costing every caller its timeout: after some failures in a row no call goes through
 * for a while; then one tries, and its outcome decides for all.
 */
export class CircuitBreaker {
  private failuresInRow = 0;
  private openedMs: number | null = null;
  private trying = false;
  private lastReason = '';

  constructor(private readonly options: BreakerOptions) {}

  /** Whether calls are kept from the service at the moment. */
  get isOpen(): boolean {
    return this.openedMs !== null;
  }

  /** null where a call may go through; else why not. A call that may must be followed by one of the outcomes below. */
  refusal(): string | null {
    if (this.openedMs === null) return null;
    const restedMs = this.options.now() - this.openedMs;
    if (restedMs >= this.options.restMs && !this.trying) {
      this.trying = true;
      return null;
    }
    return this.lastReason;
  }

  succeeded(): void {
    this.failuresInRow = 0;
    this.openedMs = null;
    this.trying = false;
  }

  failed(reason: string): void {
    this.failuresInRow += 1;
    this.lastReason = reason;
    if (this.failuresInRow >= this.options.failures) this.openedMs = this.options.now();
    this.trying = false;
  }

  /** The call ended for the caller's reasons: it says nothing of the service. */
  abandoned(): void {
    this.trying = false;
  }
}
