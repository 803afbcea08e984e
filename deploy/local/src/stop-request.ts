const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** One Ctrl-C may arrive twice: from the terminal and, forwarded, from npm. */
const SAME_REQUEST_MS = 500;

export interface StopRequestOptions {
  /** Called when somebody asks again while the stop is under way. */
  readonly onSecond: () => void;
  readonly sameRequestMs?: number;
}

/** @returns a signal that is aborted when this process is asked to stop */
export function stopRequested({
  onSecond,
  sameRequestMs = SAME_REQUEST_MS,
}: StopRequestOptions): AbortSignal {
  const request = new AbortController();
  let firstAtMs: number | undefined;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (firstAtMs === undefined) {
        firstAtMs = performance.now();
        request.abort(new Error(`stopped by ${signal}`));
      } else if (performance.now() - firstAtMs >= sameRequestMs) onSecond();
    });
  }
  return request.signal;
}

/** Resolves when the signal is aborted. */
export async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener(
      'abort',
      () => {
        resolve();
      },
      { once: true },
    );
  });
}

/** The promise, unless the signal is aborted first: then its reason is thrown. */
export async function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return await Promise.race([
    promise,
    untilAborted(signal).then(() => {
      throw signal.reason;
    }),
  ]);
}
