/** The language model could not be used, and why. */
export class ModelError extends Error {
  override readonly name = 'ModelError';

  constructor(
    readonly reason: 'unreachable' | 'missing' | 'failed' | 'late' | 'resting',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** `fetch` hides the reason in `cause`. Judged by shape: its errors may be another realm's. */
export function reasonOf(error: unknown): string {
  const message = messageOf(error);
  if (message === null) return String(error);
  const cause = messageOf((error as { cause?: unknown }).cause);
  return cause === null ? message : `${message} (${cause})`;
}

/** The HTTP status that Ollama answered with, or null where it did not answer. */
export function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('status_code' in error)) return null;
  return typeof error.status_code === 'number' ? error.status_code : null;
}

function messageOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('message' in error)) return null;
  return typeof error.message === 'string' ? error.message : null;
}
