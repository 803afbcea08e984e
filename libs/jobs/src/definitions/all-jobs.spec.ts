import { ALL_JOBS, CHILD_JOBS } from './all-jobs.js';

const KINDS = [...ALL_JOBS, ...CHILD_JOBS];

describe('the kinds of jobs', () => {
  it('have a queue each, and ids that tell them apart', () => {
    expect(new Set(KINDS.map(({ queue }) => queue)).size).toBe(KINDS.length);
    const prefixes = KINDS.map(({ idPrefix }) => `${idPrefix}-`);
    for (const prefix of prefixes)
      expect(prefixes.filter((other) => other.startsWith(prefix))).toEqual([prefix]);
  });

  it('have ids that BullMQ takes: no colon', () => {
    for (const { idPrefix } of KINDS) expect(idPrefix).toMatch(/^[a-z]+$/);
  });
});
