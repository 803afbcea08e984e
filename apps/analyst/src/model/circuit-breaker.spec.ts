import { CircuitBreaker } from './circuit-breaker.js';

describe('a circuit breaker', () => {
  let nowMs: number;
  let breaker: CircuitBreaker;
  beforeEach(() => {
    nowMs = 0;
    breaker = new CircuitBreaker({ failures: 3, restMs: 1_000, now: () => nowMs });
  });

  const failTimes = (times: number): void => {
    for (let i = 0; i < times; i += 1) breaker.failed(`failure ${i + 1}`);
  };

  it('lets calls through until so many have failed in a row, then none, with the last reason', () => {
    failTimes(2);
    expect(breaker.refusal()).toBeNull();
    failTimes(1);
    expect(breaker.refusal()).toBe('failure 1');
  });

  it('says whether it is open: from the last of these failures until a call succeeds', () => {
    failTimes(2);
    expect(breaker.isOpen).toBe(false);
    failTimes(1);
    nowMs = 1_000;
    breaker.refusal();
    expect(breaker.isOpen).toBe(true);
    breaker.succeeded();
    expect(breaker.isOpen).toBe(false);
  });

  it('counts only failures in a row', () => {
    failTimes(2);
    breaker.succeeded();
    failTimes(2);
    expect(breaker.refusal()).toBeNull();
  });

  it('lets one call try after its rest, and closes where that succeeds', () => {
    failTimes(3);
    nowMs = 999;
    expect(breaker.refusal()).not.toBeNull();
    nowMs = 1_000;
    expect(breaker.refusal()).toBeNull();
    expect(breaker.refusal()).not.toBeNull(); // the others wait for its outcome
    breaker.succeeded();
    expect(breaker.refusal()).toBeNull();
    expect(breaker.refusal()).toBeNull();
  });

  it('rests again where that fails, and lets another try where it was abandoned', () => {
    failTimes(3);
    nowMs = 1_000;
    expect(breaker.refusal()).toBeNull();
    breaker.abandoned();
    expect(breaker.refusal()).toBeNull();
    breaker.failed('still down');
    nowMs = 1_999;
    expect(breaker.refusal()).toBe('still down');
    nowMs = 2_000;
    expect(breaker.refusal()).toBeNull();
  });
});
