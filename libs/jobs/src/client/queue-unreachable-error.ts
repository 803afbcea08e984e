/** Redis does not answer: nothing was enqueued, nothing is known. */
export class QueueUnreachableError extends Error {
  override readonly name = 'QueueUnreachableError';

  constructor(options?: ErrorOptions) {
    super('the job queue (Redis) cannot be reached', options);
  }
}
