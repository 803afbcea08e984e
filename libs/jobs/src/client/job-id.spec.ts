import { doublingJob } from '../testing/job-bench.js';
import { fingerprintOf, jobIdFor } from './job-id.js';

describe('a job id', () => {
  it('begins with the prefix of its kind', () => {
    expect(jobIdFor(doublingJob, null)).toMatch(/^dbl-/);
    expect(jobIdFor(doublingJob, 'key')).toMatch(/^dbl-[0-9a-f]{32}$/);
  });

  it('is new every time without a key, and the same every time with one', () => {
    expect(jobIdFor(doublingJob, null)).not.toBe(jobIdFor(doublingJob, null));
    expect(jobIdFor(doublingJob, 'a')).toBe(jobIdFor(doublingJob, 'a'));
    expect(jobIdFor(doublingJob, 'a')).not.toBe(jobIdFor(doublingJob, 'b'));
  });

  it('of a key holds nothing of the key that could break a Redis key or a URL', () => {
    expect(jobIdFor(doublingJob, '../:*? \n')).toMatch(/^dbl-[0-9a-f]{32}$/);
  });
});

describe('the fingerprint of a request', () => {
  it('is the same for the same request only', () => {
    expect(fingerprintOf({ seed: 1 })).toBe(fingerprintOf({ seed: 1 }));
    expect(fingerprintOf({ seed: 1 })).not.toBe(fingerprintOf({ seed: 2 }));
  });
});
