import { ALL_JOBS } from './all-jobs.js';

describe('the kinds of jobs', () => {
  it('have a queue each, and ids that tell them apart', () => {
    expect(new Set(ALL_JOBS.map(({ queue }) => queue)).size).toBe(ALL_JOBS.length);
    const prefixes = ALL_JOBS.map(({ idPrefix }) => `${idPrefix}-`);
    for (const prefix of prefixes)
      expect(prefixes.filter((other) => other.startsWith(prefix))).toEqual([prefix]);
  });

  it('have ids that BullMQ takes: no colon', () => {
    for (const { idPrefix } of ALL_JOBS) expect(idPrefix).toMatch(/^[a-z]+$/);
  });
});
