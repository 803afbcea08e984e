/** Events of a queue's stream are kept this many, approximately: what a dropped connection may catch up with. */
export const STREAM_LENGTH = 10_000;
