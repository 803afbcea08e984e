export type UploadFault =
  /** More bytes than allowed, as sent or unpacked. */
  | 'TOO_LARGE'
  /** It ended before it was complete. */
  | 'CUT_OFF'
  | 'EMPTY'
  | 'NOT_CSV'
  | 'MISSING_COLUMN'
  /** Too large a share of its rows cannot be used. */
  | 'TOO_MANY_UNUSABLE';

/** An upload that was not taken over: what is wrong with it and what to do. The table's file is as it was. */
export class UploadRefusedError extends Error {
  override readonly name = 'UploadRefusedError';

  constructor(
    readonly fault: UploadFault,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
