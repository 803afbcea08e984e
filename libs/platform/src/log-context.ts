import { AsyncLocalStorage } from 'node:async_hooks';

/** Whose work it is: every log line of the work says so, and every job that it adds knows. */
export interface LogContext {
  /** Of the HTTP request that the work is done for. */
  readonly requestId?: string;
  readonly jobId?: string;
}

const storage = new AsyncLocalStorage<LogContext>();

export function logContext(): LogContext {
  return storage.getStore() ?? {};
}

/** Does the work, and whatever it starts, in a context: what is around, and more. */
export function inLogContext<T>(more: LogContext, work: () => T): T {
  return storage.run({ ...logContext(), ...more }, work);
}
