/** A file of a folder of models that cannot be used: which, why, and what to do. */
export class ModelFilesError extends Error {
  override readonly name = 'ModelFilesError';

  constructor(
    readonly code: 'MISSING_FILE' | 'UNREADABLE' | 'INVALID',
    /** Path of the file. */
    readonly file: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
