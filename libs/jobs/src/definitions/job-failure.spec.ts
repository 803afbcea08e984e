import { decodeFailure, encodeFailure, type JobFailure } from './job-failure.js';

describe('a job failure', () => {
  it('is read back as it was stored', () => {
    const failure: JobFailure = { code: 'NO_HISTORY', message: 'no rows', field: 'roads', kind: 'BAD_INPUT' };
    expect(decodeFailure(encodeFailure(failure))).toEqual(failure);
  });

  it.each(['job stalled more than allowable limit', '{"code":1}', ''])(
    'that BullMQ itself wrote (%j) is our defect, in its words',
    (reason) => {
      expect(decodeFailure(reason)).toEqual({
        code: 'INTERNAL',
        message: reason,
        field: null,
        kind: 'INTERNAL',
      });
    },
  );
});
