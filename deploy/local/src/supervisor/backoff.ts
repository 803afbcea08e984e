const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** How long to wait before a restart: 1 s, 2 s, 4 s … at most 30 s. Starts over after a life of at least 30 s. */
export class Backoff {
  private nextMs: number;

  /** @param unitMs the first wait; shorter in tests */
  constructor(private readonly unitMs = FIRST_MS) {
    this.nextMs = unitMs;
  }

  /** @param livedMs how long the process had lived that has ended now */
  next(livedMs: number): number {
    if (livedMs >= LONGEST_MS) this.nextMs = this.unitMs;
    const now = this.nextMs;
    this.nextMs = Math.min(2 * now, LONGEST_MS);
    return now;
  }
}
